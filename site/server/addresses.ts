import { articleCategories } from '@chung-tay/domain';
import { locales, type Content, type Entry, type Kind, type Locale } from './content.ts';

/** The address of a path in a language: English stands under `/en`. */
export function addressIn(locale: Locale, path: string): string {
  if (locale === 'vi') return path;
  return path === '/' ? '/en' : `/en${path}`;
}

const inBoth = (...paths: readonly string[]) =>
  paths.flatMap((path) => locales.map((locale) => addressIn(locale, path)));

/** Lists whose first page is a file, by the kind that they list. */
export const articleLists = (categories: readonly string[]) =>
  inBoth('/tin-tuc', ...categories.map((category) => `/tin-tuc/${category}`));
export const directiveLists = inBoth('/van-ban');
export const questionPages = inBoth('/hoi-dap');
export const introductions = inBoth('/gioi-thieu');
export const newsFeeds = inBoth('/rss.xml');

/** Every address that is a file whatever is published. */
export const fixedAddresses: readonly string[] = [
  ...articleLists(articleCategories),
  ...directiveLists,
  ...questionPages,
  ...newsFeeds,
];
const fixed = new Set(fixedAddresses);
/** Where fixed lists lie among documents of the same form. */
export const isFixed = (address: string) => fixed.has(address);

/** Where a document of a kind stands under a slug. Directives have one version, shown in both languages. */
export function documentAddresses(kind: Kind, locale: Locale, slug: string): readonly string[] {
  // Slugs come from outside and become names of files.
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(slug)) return [];
  if (kind === 'article') return [addressIn(locale, `/tin-tuc/${slug}`)];
  if (kind === 'directive') return inBoth(`/van-ban/${slug}`);
  return kind === 'page' ? [addressIn(locale, `/${slug}`)] : [];
}

export const addressesOf = ({ kind, locale, slug }: Entry) =>
  documentAddresses(kind, locale, slug).filter((address) => !isFixed(address));

/** The live document of each address. */
export function documentsByAddress(content: Content): Map<string, Entry> {
  const documents = new Map<string, Entry>();
  for (const entry of content.values()) {
    for (const address of addressesOf(entry)) documents.set(address, entry);
  }
  return documents;
}

/** Addresses whose pages change with the day: directives enter into force and expire. */
export function datedAddresses(documents: ReadonlyMap<string, Entry>): string[] {
  const dated = [...documents].filter(([, { kind }]) => kind === 'directive');
  return [...directiveLists, ...dated.map(([address]) => address)];
}

/** Every address that has a file, the few that change by themselves first. */
export function allAddresses(documents: ReadonlyMap<string, Entry>): string[] {
  return [...new Set([...fixedAddresses, ...datedAddresses(documents), ...documents.keys()])];
}
