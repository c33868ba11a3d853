import type { Article, Faq, SiteSetting } from '../cms/newsroom-shapes.ts';
import { plainTextOf } from '@chung-tay/domain';
import { fileAddress } from '../files.ts';
import { addressIn, wordsIn, type Language } from '../language.ts';
import { absolute } from '../settings.ts';

const publisher = { '@type': 'Organization', name: 'Chung Tay', url: absolute('/') };

/** An article as search engines read it (schema.org NewsArticle). */
export const articleData = (article: Article, language: Language, path: string) => ({
  '@type': 'NewsArticle',
  headline: article.title,
  description: article.lead || undefined,
  inLanguage: language,
  datePublished: article.postedAt,
  dateModified: article.updatedAt ?? article.postedAt,
  mainEntityOfPage: absolute(path),
  image: article.cover === null ? undefined : [absolute(fileAddress(article.cover.file))],
  author: {
    '@type': 'Organization',
    name: article.author ?? wordsIn(language).newsroom.news.author,
  },
  publisher,
});

/** Questions and answers (schema.org FAQPage). */
export const faqData = (faqs: readonly Faq[]) => ({
  '@type': 'FAQPage',
  mainEntity: faqs.map(({ question, answer }) => ({
    '@type': 'Question',
    name: question,
    acceptedAnswer: { '@type': 'Answer', text: plainTextOf(answer) },
  })),
});

/** Who stands behind the site, and that one can give here (schema.org NGO with a DonateAction). */
export const organisationData = (setting: SiteSetting | undefined, language: Language) => ({
  '@type': ['GovernmentOrganization', 'NGO'],
  name: setting?.bodyName ?? wordsIn(language).newsroom.chrome.body,
  url: absolute(addressIn(language, '/')),
  logo: absolute('/anh-chia-se.png'),
  address: setting?.address ?? undefined,
  telephone: setting?.phone ?? undefined,
  email: setting?.email ?? undefined,
  potentialAction: {
    '@type': 'DonateAction',
    name: wordsIn(language).home.call,
    target: absolute(addressIn(language, '/ung-ho')),
  },
});
