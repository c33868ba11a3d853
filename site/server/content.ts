import { isRecord } from './record.ts';

/** What the newsroom publishes; the first three have an address of their own. */
export const kinds = [
  'article',
  'directive',
  'page',
  'faq',
  'partner',
  'announcement',
  'receiving-point',
  'setting',
] as const;
export type Kind = (typeof kinds)[number];
export const locales = ['vi', 'en'] as const;
export type Locale = (typeof locales)[number];

/** A published version of a document in one language, as the feed of changes tells it. */
export interface Entry {
  readonly kind: Kind;
  readonly locale: Locale;
  readonly documentKey: string;
  readonly slug: string;
  readonly revision: number;
  readonly category: string;
  /** Instant of publication, ISO 8601. */
  readonly postedAt: string;
  /** When this revision was published, ISO 8601. */
  readonly updatedAt: string;
  /** Names of the uploaded files that the page shows. */
  readonly files: readonly string[];
  /** Keys of the documents that the page names. */
  readonly links: readonly string[];
}

/** An entry of the feed: what is live now, or what is not any more. */
export interface Change extends Entry {
  readonly state: 'live' | 'gone';
  /** Slugs under which the document stood before. */
  readonly former: readonly string[];
}

export interface Feed {
  readonly revision: number;
  readonly more: boolean;
  readonly changes: readonly Change[];
}

const texts = (value: unknown): string[] | null =>
  Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : null;

/** An entry out of JSON; null when it is none. */
export function parseEntry(value: unknown): Entry | null {
  if (!isRecord(value)) return null;
  const { documentKey, slug, revision, category, postedAt, updatedAt } = value;
  const kind = kinds.find((each) => each === value.kind);
  const locale = locales.find((each) => each === value.locale);
  const files = texts(value.files);
  const links = texts(value.links);
  if (kind === undefined || locale === undefined || files === null || links === null) return null;
  if (typeof documentKey !== 'string' || typeof slug !== 'string') return null;
  if (typeof category !== 'string' || typeof revision !== 'number') return null;
  if (typeof postedAt !== 'string' || typeof updatedAt !== 'string') return null;
  return { kind, locale, documentKey, slug, revision, category, postedAt, updatedAt, files, links };
}

/** An answer of the feed of changes; throws on anything else, so that nothing is removed by mistake. */
export function parseFeed(value: unknown): Feed {
  if (!isRecord(value) || typeof value.revision !== 'number' || !Array.isArray(value.changes)) {
    throw new Error('the feed of changes is not understood');
  }
  const changes = value.changes.map((each: unknown): Change => {
    const entry = parseEntry(each);
    const former = isRecord(each) ? texts(each.former) : null;
    const state = isRecord(each) ? each.state : null;
    if (entry === null || former === null || (state !== 'live' && state !== 'gone')) {
      throw new Error('an entry of the feed of changes is not understood');
    }
    return { ...entry, state, former };
  });
  return { revision: value.revision, more: value.more === true, changes };
}

const keyOf = ({ kind, locale, documentKey }: Pick<Entry, 'kind' | 'locale' | 'documentKey'>) =>
  `${kind}/${locale}/${documentKey}`;

/** Everything that is live, by its key. */
export type Content = ReadonlyMap<string, Entry>;

/** The content after some changes; the given one stays as it is. */
export function afterChanges(content: Content, changes: readonly Change[]): Content {
  const next = new Map(content);
  for (const change of changes) {
    const { state, former: _former, ...entry } = change;
    if (state === 'gone') next.delete(keyOf(entry));
    else next.set(keyOf(entry), entry);
  }
  return next;
}

export const contentOf = (entries: readonly Entry[]): Content =>
  new Map(entries.map((entry) => [keyOf(entry), entry]));

export const entryBefore = (content: Content, change: Change): Entry | undefined =>
  content.get(keyOf(change));
