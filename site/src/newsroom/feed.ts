import rss from '@astrojs/rss';
import { newsroom, readArticles } from '../cms/newsroom.ts';
import { addressIn, wordsIn, type Language } from '../language.ts';
import { absolute } from '../settings.ts';
import { cardAddress, cardSort } from './cards.ts';
import { sharedCache } from './found.ts';

const newestMax = '30';

/** The newest articles as RSS, with their leads; 503 when the CMS does not answer. */
export async function newsFeed(language: Language): Promise<Response> {
  const list = await readArticles({ locale: language, page: '1', size: newestMax });
  if (list === null) return new Response(null, { status: 503, headers: { 'Retry-After': '30' } });
  const { news } = wordsIn(language).newsroom;
  const setting = (await newsroom[language].settings.read())?.items[0];
  const answer = await rss({
    title: `Chung Tay: ${news.title}`,
    description: setting?.tagline ?? news.text,
    site: absolute(addressIn(language, '/')),
    trailingSlash: false,
    customData: `<language>${language}</language>`,
    items: list.items.map((card) => ({
      title: card.title,
      link: absolute(cardAddress(card, language)),
      description: card.lead,
      pubDate: new Date(card.postedAt),
      categories: [cardSort(card, language)],
    })),
  });
  answer.headers.set('Content-Type', 'application/rss+xml; charset=utf-8');
  answer.headers.set('Cache-Control', sharedCache);
  return answer;
}
