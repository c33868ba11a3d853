import type { Language } from '../language.ts';
import { ask } from './client.ts';
import { kept } from './kept.ts';
import {
  shapes,
  type Article,
  type Cards,
  type ContentPage,
  type Directive,
  type Facets,
} from './newsroom-shapes.ts';

interface Shape<T> {
  safeParse(
    body: unknown,
  ):
    | { readonly success: true; readonly data: T }
    | { readonly success: false; readonly error: Error };
}

/** Reads an answer in its shape; null, and a line in the log, when it has another. */
function readAs<T>(shape: Shape<T>, address: string, body: unknown): T | null {
  const parsed = shape.safeParse(body);
  if (parsed.success) return parsed.data;
  console.error(`${address}: an answer of the wrong shape was not taken: ${parsed.error.message}`);
  return null;
}

async function askFor<T>(address: string, shape: Shape<T>): Promise<T | null> {
  const answer = await ask<unknown>(address);
  return answer.kind === 'ok' ? readAs(shape, address, answer.body) : null;
}

/** What stands at an address: the document, where it moved, that it was withdrawn, nothing, or no answer. */
export type Found<T> =
  | { readonly state: 'live'; readonly document: T }
  | { readonly state: 'moved'; readonly slug: string }
  | { readonly state: 'gone' | 'absent' | 'away' };

async function find<T>(
  plural: string,
  shape: Shape<T>,
  language: Language,
  slug: string,
): Promise<Found<T>> {
  // What cannot be an address is not asked for.
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(slug) || slug.length > 120) return { state: 'absent' };
  const address = `/newsroom/${plural}/${slug}?locale=${language}`;
  const answer = await ask<unknown>(address);
  if (answer.kind === 'refused') {
    if (answer.problem.status === 410) return { state: 'gone' };
    return { state: answer.problem.status === 404 ? 'absent' : 'away' };
  }
  if (answer.kind !== 'ok') return { state: 'away' };
  const moved = shapes.moved.safeParse(answer.body);
  if (moved.success) return { state: 'moved', slug: moved.data.movedTo };
  const document = readAs(shape, address, answer.body);
  return document === null ? { state: 'away' } : { state: 'live', document };
}

export const findArticle = (language: Language, slug: string) =>
  find<Article>('articles', shapes.article, language, slug);
export const findDirective = (language: Language, slug: string) =>
  find<Directive>('directives', shapes.directive, language, slug);
export const findPage = (language: Language, slug: string) =>
  find<ContentPage>('pages', shapes.page, language, slug);

const cardsSize = 20;

/** A page of a list; null when the CMS does not answer. */
function readCards(plural: string, query: Record<string, string>): Promise<Cards | null> {
  const given = Object.entries({ size: String(cardsSize), ...query }).filter(
    ([, text]) => text !== '',
  );
  return askFor(`/newsroom/${plural}?${new URLSearchParams(given)}`, shapes.cards);
}

export const readArticles = (query: {
  locale: Language;
  page: string;
  category?: string;
  size?: string;
}) => readCards('articles', { ...query });
export const readDirectives = (query: {
  locale: Language;
  page: string;
  category: string;
  issuer: string;
  year: string;
}) => readCards('directives', query);
export const searchNewsroom = (query: { locale: Language; q: string; page: string }) =>
  readCards('search', query);
export const readFacets = (): Promise<Facets | null> => askFor('/newsroom/facets', shapes.facets);

const itemsOf = <T>(items: readonly T[] | undefined): readonly T[] | null => items ?? null;

export const readFaqs = async (language: Language) =>
  itemsOf((await askFor(`/newsroom/faqs?locale=${language}`, shapes.faqs))?.items);
export const readPartners = async (language: Language) =>
  itemsOf((await askFor(`/newsroom/partners?locale=${language}`, shapes.partners))?.items);

/** A draft as its page would show it, of any kind. */
export type Draft = NonNullable<ReturnType<typeof draftOf>>;

function draftOf(body: unknown) {
  const { article, page, faq, partner, announcement, receivingPoint, setting } = shapes;
  for (const shape of [article, page, faq, partner, announcement, receivingPoint, setting]) {
    const parsed = shape.safeParse(body);
    if (parsed.success) return parsed.data;
  }
  return readAs<Directive>(shapes.directive, '/newsroom/preview', body);
}

/** A draft for whoever has its token; absent when the token does not hold, away when nobody answers. */
export async function readPreview(
  token: string,
): Promise<
  { readonly state: 'live'; readonly document: Draft } | { readonly state: 'absent' | 'away' }
> {
  const answer = await ask<unknown>(`/newsroom/preview/${encodeURIComponent(token)}`);
  if (answer.kind === 'refused') {
    return { state: answer.problem.status === 404 ? 'absent' : 'away' };
  }
  const document = answer.kind === 'ok' ? draftOf(answer.body) : null;
  return document === null ? { state: 'away' } : { state: 'live', document };
}

function keptIn<T>(language: Language, name: string, plural: string, shape: Shape<T>, query = '') {
  const address = `/newsroom/${plural}?locale=${language}${query}`;
  return kept<T>(`${name}-${language}`, address, { read: (body) => readAs(shape, address, body) });
}

const keptOf = (language: Language) => ({
  settings: keptIn(language, 'settings', 'settings', shapes.settings),
  announcements: keptIn(language, 'announcements', 'announcements', shapes.announcements),
  receivingPoints: keptIn(language, 'receiving-points', 'receiving-points', shapes.receivingPoints),
  latestNews: keptIn(language, 'latest-news', 'articles', shapes.cards, '&size=5'),
  latestDirectives: keptIn(language, 'latest-directives', 'directives', shapes.cards, '&size=5'),
  pages: keptIn(language, 'pages', 'pages', shapes.cards, '&size=100'),
});

/** What the chrome and the home page show of the newsroom: the last good copy outlives the CMS. */
export const newsroom = { vi: keptOf('vi'), en: keptOf('en') } as const;

/** Something was published: every kept answer is asked for again at its next reading. */
export function expireNewsroom(): void {
  for (const answers of Object.values(newsroom)) {
    for (const answer of Object.values(answers)) answer.expire();
  }
}
