import type { ArticleSeed, DirectiveSeed, NewsroomSeed } from '@chung-tay/config';
import { directiveKinds, directiveNumber, slugOf } from '@chung-tay/domain';
import type { Kind } from '../api/newsroom/kinds';
import { directiveKindOf } from './directive-pdf';
import { blocksOf } from './rich-text';

/** One document of the demonstration as the document service takes it, Vietnamese first. */
export interface Planned {
  readonly kind: Kind;
  readonly key: string;
  readonly vi: Readonly<Record<string, unknown>>;
  readonly en: Readonly<Record<string, unknown>> | null;
  /** Fields that name other documents of the demonstration by their keys. */
  readonly relations: Readonly<
    Record<string, { readonly kind: Kind; readonly keys: readonly string[] }>
  >;
  /** Fields that show files, by the keys of the files. */
  readonly files: Readonly<Record<string, string>>;
}

const plan = (
  kind: Kind,
  key: string,
  vi: Planned['vi'],
  en: Planned['en'] = null,
  more: Partial<Pick<Planned, 'relations' | 'files'>> = {},
): Planned => ({ kind, key, vi, en, relations: {}, files: {}, ...more });

const kindName = (seed: DirectiveSeed, language: 'vi' | 'en') =>
  directiveKinds[directiveKindOf(seed.kind)][language];
const numberOf = (seed: DirectiveSeed) => directiveNumber({ ...seed, isNormative: false });
const directiveSlug = (seed: DirectiveSeed) =>
  slugOf(`${kindName(seed, 'vi')} số ${numberOf(seed)}`);

const issuedOn = (seed: DirectiveSeed) => seed.issuedOn.split('-').reverse().map(Number).join('/');

/** The paragraph that leads from an article to the documents it stands on. */
function directivesLine(
  article: ArticleSeed,
  directives: readonly DirectiveSeed[],
  language: 'vi' | 'en',
): string {
  const named = article.directives.flatMap((key) => {
    const seed = directives.find((each) => each.key === key);
    if (seed === undefined) return [];
    const address = language === 'vi' ? '/van-ban' : '/en/van-ban';
    const words =
      language === 'vi'
        ? `${kindName(seed, 'vi')} số ${numberOf(seed)} ngày ${issuedOn(seed)}`
        : `${kindName(seed, 'en')} ${numberOf(seed)}`;
    return [`[${words}](${address}/${directiveSlug(seed)})`];
  });
  if (named.length === 0) return '';
  return language === 'vi'
    ? `\n\n**Văn bản liên quan:** ${named.join('; ')}.`
    : `\n\n**Related document${named.length > 1 ? 's' : ''}:** ${named.join('; ')}.`;
}

function planArticle(seed: ArticleSeed, directives: readonly DirectiveSeed[]): Planned {
  const shared = {
    category: seed.category,
    localityKey: seed.locality,
    postedAt: seed.publishedAt,
    author: seed.author,
  };
  const textIn = (language: 'vi' | 'en') => {
    const text = seed[language];
    if (text === null) return null;
    return {
      ...shared,
      title: text.title,
      lead: text.lead,
      body: blocksOf(`${text.body}${directivesLine(seed, directives, language)}`),
      coverCaption: seed.image === null ? null : (text.imageCaption ?? null),
    };
  };
  return plan('article', seed.key, textIn('vi') ?? {}, textIn('en'), {
    relations: { related: { kind: 'article', keys: seed.related } },
    files: seed.image === null ? {} : { cover: pictureKey(seed) },
  });
}

function planDirective(seed: DirectiveSeed): Planned {
  const relation = (keys: readonly string[]) => ({ kind: 'directive' as const, keys });
  return plan(
    'directive',
    seed.key,
    {
      number: seed.number,
      symbol: seed.symbol,
      kind: directiveKindOf(seed.kind),
      issuer: seed.issuer,
      abstract: seed.abstract,
      abstractEn: seed.abstractEn,
      slug: directiveSlug(seed),
      issuedOn: seed.issuedOn,
      effectiveOn: seed.effectiveOn,
      expiresOn: seed.expiresOn,
      state: seed.state,
      urgency: seed.urgency,
      scope: seed.scope,
      signerName: seed.signer.name,
      signerTitle: seed.signer.title,
      signerAuthority: seed.signer.authority.replace(/\.$/, ''),
      field: seed.field,
      legalBases: seed.bases.join('\n'),
    },
    null,
    {
      relations: {
        replaces: relation(seed.replaces),
        amends: relation(seed.amends),
        guides: relation(seed.guides),
      },
      files: { files: pdfKey(seed) },
    },
  );
}

export const pictureKey = (seed: ArticleSeed) => `picture:${seed.key}`;
export const pdfKey = (seed: DirectiveSeed) => `pdf:${seed.key}`;
export const pdfName = (seed: DirectiveSeed) => `${directiveSlug(seed)}.pdf`;
export const pdfCaption = (seed: DirectiveSeed) =>
  `${kindName(seed, 'vi')} số ${numberOf(seed)} (bản trình diễn)`;

/** Oldest first, so that what is named exists before it is named. */
const byAge = (one: DirectiveSeed, other: DirectiveSeed) =>
  one.issuedOn.localeCompare(other.issuedOn);

/** All documents of the demonstration in the order in which they are made. */
export function plannedDocuments(seed: NewsroomSeed): Planned[] {
  const { vi, en } = seed.settings;
  return [
    plan('setting', 'setting', vi, en),
    ...seed.directives.toSorted(byAge).map(planDirective),
    ...seed.pages.map((page) => {
      const textIn = (text: typeof page.en) =>
        text === null
          ? null
          : { title: text.title, slug: page.slug, lead: text.lead, body: blocksOf(text.body) };
      return plan('page', page.slug, textIn(page.vi) ?? {}, textIn(page.en));
    }),
    ...seed.faqs.map(({ key, position, ...faq }) => {
      const textIn = (text: typeof faq.en) =>
        text === null ? null : { position, question: text.question, answer: blocksOf(text.answer) };
      return plan('faq', key, textIn(faq.vi) ?? {}, textIn(faq.en));
    }),
    ...seed.partners.map(({ key, ...partner }) => plan('partner', key, partner)),
    ...seed.announcements.map(({ key, level, startsAt, endsAt, ...text }) => {
      const shared = { level, startsAt, endsAt };
      return plan(
        'announcement',
        key,
        { ...shared, ...text.vi },
        text.en === null ? null : { ...shared, ...text.en },
      );
    }),
    ...seed.receivingPoints.map(({ key, position, locality, phone, ...text }) => {
      const shared = { position, localityKey: locality, phone };
      return plan(
        'receiving-point',
        key,
        { ...shared, ...text.vi },
        text.en === null ? null : { ...shared, ...text.en },
      );
    }),
    ...seed.articles.map((article) => planArticle(article, seed.directives)),
  ];
}
