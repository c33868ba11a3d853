import { searchWords } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import type { AddressedKind, Kind, Locale } from './kinds';
import { findAddress, selectFormer } from './store/addresses';
import {
  readRevision,
  selectByIds,
  selectChanges,
  selectEntry,
  selectFacet,
  selectIssuers,
  selectLinking,
  selectLive,
  selectPage,
  type Filter,
  type StoredEntry,
} from './store/entries';
import { searchEntries } from './store/search';
import { readViews } from './store/views';

const iso = (ms: number) => new Date(ms).toISOString();

/** The language of the entry for a reader of a language: directives have one version for both. */
const localeFor = (kind: Kind, locale: Locale): Locale => (kind === 'directive' ? 'vi' : locale);

const cardOf = (entry: StoredEntry) => {
  const { cover, localityKey, number, issuedOn, files, abstractEn, issuer } = entry.body;
  return {
    kind: entry.kind,
    locale: entry.locale,
    slug: entry.slug,
    title: entry.title,
    lead: entry.lead,
    category: entry.category,
    postedAt: iso(entry.sortAtMs),
    ...(entry.kind === 'article' ? { cover, localityKey } : {}),
    ...(entry.kind === 'directive' ? { number, issuedOn, files, abstractEn, issuer } : {}),
  };
};

/** The same document in each language in which it is live. */
async function alternatesOf(strapi: Core.Strapi, { kind, documentKey }: StoredEntry) {
  const versions = await selectLive(strapi, kind, [documentKey]);
  return Object.fromEntries(versions.map(({ locale, slug }) => [locale, slug]));
}

/** Of each document the version for a reader: theirs where there is one, the Vietnamese otherwise. */
function bestOf(entries: readonly StoredEntry[], keys: readonly string[], locale: Locale) {
  return keys.flatMap((key) => {
    const own = entries.filter(({ documentKey }) => documentKey === key);
    const best = own.find((entry) => entry.locale === locale) ?? own[0];
    return best === undefined ? [] : [cardOf(best)];
  });
}

async function articleDetails(strapi: Core.Strapi, entry: StoredEntry) {
  const related = await selectLive(strapi, 'article', entry.links);
  return { related: bestOf(related, entry.links, entry.locale) };
}

async function directiveDetails(strapi: Core.Strapi, entry: StoredEntry) {
  const { replaces, amends, guides } = entry.body as Record<string, readonly string[]>;
  const named = await selectLive(strapi, 'directive', entry.links);
  const naming = await selectLinking(strapi, 'directive', entry.documentKey);
  const cards = (keys: readonly string[] = []) => bestOf(named, keys, 'vi');
  const namedBy = (relation: string) =>
    naming
      .filter(({ body }) => (body[relation] as readonly string[]).includes(entry.documentKey))
      .map(cardOf);
  return {
    replaces: cards(replaces),
    amends: cards(amends),
    guides: cards(guides),
    replacedBy: namedBy('replaces'),
    amendedBy: namedBy('amends'),
    guidedBy: namedBy('guides'),
  };
}

async function detailsOf(strapi: Core.Strapi, entry: StoredEntry) {
  if (entry.kind === 'article') return articleDetails(strapi, entry);
  return entry.kind === 'directive' ? directiveDetails(strapi, entry) : {};
}

/** A document with everything that its page shows. */
export async function answerOf(strapi: Core.Strapi, entry: StoredEntry) {
  return {
    kind: entry.kind,
    locale: entry.locale,
    documentKey: entry.documentKey,
    slug: entry.slug,
    revision: entry.revision,
    postedAt: iso(entry.sortAtMs),
    views: await readViews(strapi, entry.documentKey, entry.locale),
    alternates: await alternatesOf(strapi, entry),
    ...entry.body,
    ...(await detailsOf(strapi, entry)),
  };
}

export type Found =
  | { readonly state: 'live'; readonly document: Awaited<ReturnType<typeof answerOf>> }
  | { readonly state: 'moved'; readonly slug: string }
  | { readonly state: 'gone' }
  | { readonly state: 'absent' };

/** What stands at an address, or stood there. */
export async function findDocument(
  strapi: Core.Strapi,
  kind: AddressedKind,
  reader: Locale,
  slug: string,
): Promise<Found> {
  const locale = localeFor(kind, reader);
  const address = await findAddress(strapi, kind, locale, slug);
  if (address === null || address.state === 'held') return { state: 'absent' };
  const entry = await selectEntry(strapi, kind, locale, address.documentKey);
  if (entry === null) return { state: 'gone' };
  if (entry.slug !== slug) return { state: 'moved', slug: entry.slug };
  return { state: 'live', document: await answerOf(strapi, entry) };
}

/** A page of a kind, as cards. */
export async function listCards(
  strapi: Core.Strapi,
  filter: Filter,
  page: { readonly page: number; readonly size: number },
) {
  const { entries, total } = await selectPage(
    strapi,
    { ...filter, locale: localeFor(filter.kind, filter.locale) },
    { offset: (page.page - 1) * page.size, limit: page.size },
  );
  return { total, page: page.page, size: page.size, items: entries.map(cardOf) };
}

/** Everything live of a kind whose entries are few and have no address. */
export async function listBodies(strapi: Core.Strapi, kind: Kind, locale: Locale) {
  const own = kind === 'partner' ? 'vi' : locale;
  const { entries } = await selectPage(strapi, { kind, locale: own }, { offset: 0, limit: 200 });
  return entries.map((entry) => ({ locale: entry.locale, ...entry.body }));
}

/** The values by which directives are filtered, with their numbers. */
export async function directiveFacets(strapi: Core.Strapi) {
  const [kinds, issuers, years, named] = await Promise.all([
    selectFacet(strapi, 'directive', 'category'),
    selectFacet(strapi, 'directive', 'issuer_key'),
    selectFacet(strapi, 'directive', 'year'),
    selectIssuers(strapi),
  ]);
  const names = new Map(named.map(({ issuerKey, body }) => [issuerKey, String(body.issuer)]));
  return {
    kinds,
    issuers: issuers.map((issuer) => ({
      ...issuer,
      name: names.get(issuer.value) ?? issuer.value,
    })),
    years,
  };
}

export async function search(
  strapi: Core.Strapi,
  asked: {
    readonly typed: string;
    readonly locale: Locale;
    readonly page: number;
    readonly size: number;
  },
) {
  const words = searchWords(asked.typed);
  if (words.length === 0) return { total: 0, page: asked.page, size: asked.size, items: [] };
  const { ids, total } = await searchEntries(strapi, {
    words,
    // No title holds a control character, and PostgreSQL takes no NUL.
    exact: asked.typed
      .normalize('NFC')
      .toLowerCase()
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim(),
    kinds: ['article', 'directive', 'page'],
    locale: asked.locale,
    offset: (asked.page - 1) * asked.size,
    limit: asked.size,
  });
  const entries = await selectByIds(strapi, ids);
  return { total, page: asked.page, size: asked.size, items: entries.map(cardOf) };
}

/** What changed after a revision, oldest first: all that the site needs to know which pages to render. */
export async function listChanges(strapi: Core.Strapi, after: number, limit: number) {
  // The number is read first: what comes in between is told again next time.
  const newest = await readRevision(strapi);
  const entries = await selectChanges(strapi, after, limit);
  const isWhole = entries.length < limit;
  const last = entries.at(-1)?.revision ?? newest;
  // A revision is never torn apart between two answers; each has at most one entry per language.
  const complete = isWhole ? entries : entries.filter(({ revision }) => revision < last);
  const former = Map.groupBy(
    await selectFormer(strapi, [...new Set(complete.map(({ documentKey }) => documentKey))]),
    ({ documentKey }) => documentKey,
  );
  return {
    revision: isWhole ? Math.max(newest, last) : last - 1,
    more: !isWhole,
    changes: complete.map((entry) => ({
      kind: entry.kind,
      locale: entry.locale,
      documentKey: entry.documentKey,
      slug: entry.slug,
      state: entry.state,
      revision: entry.revision,
      category: entry.category,
      postedAt: iso(entry.sortAtMs),
      updatedAt: iso(entry.changedAtMs),
      files: entry.files,
      links: entry.links,
      former: (former.get(entry.documentKey) ?? [])
        .filter(
          ({ kind, locale, slug }) =>
            kind === entry.kind &&
            locale === entry.locale &&
            (slug !== entry.slug || entry.state === 'gone'),
        )
        .map(({ slug }) => slug),
    })),
  };
}
