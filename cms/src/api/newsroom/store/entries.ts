import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { isAddressed, type Kind, type Locale } from '../kinds';
import type { Trx } from './rows';

const table = 'newsroom_own_entries';

/** One published version of a document in one language, as the site reads it. */
export interface Entry {
  readonly kind: Kind;
  readonly locale: Locale;
  readonly documentKey: string;
  /** Empty where the kind has no address of its own. */
  readonly slug: string;
  readonly state: 'live' | 'gone';
  readonly sortAtMs: number;
  /** When an editor last changed what is shown; of what is gone, when it went. */
  readonly changedAtMs: number;
  readonly position: number;
  readonly category: string;
  readonly issuerKey: string;
  readonly year: number;
  readonly title: string;
  readonly titleLower: string;
  readonly titleKey: string;
  readonly lead: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Names of the files that the page shows. */
  readonly files: readonly string[];
  /** Documents that the page names. */
  readonly links: readonly string[];
  readonly digest: string;
}

export interface StoredEntry extends Entry {
  readonly id: number;
  readonly revision: number;
}

interface Row {
  id: number;
  kind: Kind;
  locale: Locale;
  document_key: string;
  slug: string;
  state: 'live' | 'gone';
  sort_at: number | string;
  changed_at: number | string | null;
  position: number;
  category: string;
  issuer_key: string;
  year: number;
  title: string;
  title_lower: string;
  title_key: string;
  lead: string;
  body: string;
  files: string;
  links: string;
  digest: string;
  revision: number;
}

export const entryFromRow = (row: Row): StoredEntry => ({
  id: row.id,
  kind: row.kind,
  locale: row.locale,
  documentKey: row.document_key,
  slug: row.slug,
  state: row.state,
  sortAtMs: Number(row.sort_at),
  changedAtMs: Number(row.changed_at ?? row.sort_at),
  position: row.position,
  category: row.category,
  issuerKey: row.issuer_key,
  year: row.year,
  title: row.title,
  titleLower: row.title_lower,
  titleKey: row.title_key,
  lead: row.lead,
  body: JSON.parse(row.body) as Record<string, unknown>,
  files: JSON.parse(row.files) as string[],
  links: JSON.parse(row.links) as string[],
  digest: row.digest,
  revision: row.revision,
});

const rowFromEntry = (entry: Entry, revision: number) => ({
  kind: entry.kind,
  locale: entry.locale,
  document_key: entry.documentKey,
  slug: entry.slug,
  state: entry.state,
  sort_at: entry.sortAtMs,
  changed_at: entry.changedAtMs,
  position: entry.position,
  category: entry.category,
  issuer_key: entry.issuerKey,
  year: entry.year,
  title: entry.title,
  title_lower: entry.titleLower,
  title_key: entry.titleKey,
  lead: entry.lead,
  body: JSON.stringify(entry.body),
  files: JSON.stringify(entry.files),
  links: JSON.stringify(entry.links),
  digest: entry.digest,
  revision,
});

/** Makes the counter that orders all changes. */
export const ensureCounter = (strapi: Core.Strapi) =>
  strapi.db
    .connection('newsroom_own_counters')
    .insert({ name: 'revision', value: 0 })
    .onConflict('name')
    .ignore();

/**
 * Draws as many revisions as documents change and gives the last of them. The row stays locked until the
 * transaction ends, so that revisions become visible in their order and a reader that has seen one has seen
 * all before it.
 */
export async function drawRevisions(trx: Trx, count: number): Promise<number> {
  await trx('newsroom_own_counters').where({ name: 'revision' }).increment('value', count);
  const row = (await trx('newsroom_own_counters').where({ name: 'revision' }).first('value')) as {
    value: number;
  };
  return row.value;
}

export async function readRevision(strapi: Core.Strapi): Promise<number> {
  const row = await strapi.db
    .connection('newsroom_own_counters')
    .where({ name: 'revision' })
    .first('value');
  return Number(row?.value ?? 0);
}

/** The entries of some documents, live and gone, in every language. */
export async function selectDocuments(
  trx: Trx,
  kind: Kind,
  documentKeys: readonly string[],
): Promise<StoredEntry[]> {
  // By their keys alone, as `selectLive` explains.
  const rows = (await trx(table).whereIn('document_key', [...documentKeys])) as Row[];
  return rows.filter((row) => row.kind === kind).map(entryFromRow);
}

/** Rows per statement: SQLite takes at most 32,766 values in one. */
const rowsPerInsert = 200;

/** Writes entries under their revisions; gives their ids in the same order. */
export async function saveEntries(
  trx: Trx,
  changed: readonly { readonly entry: Entry; readonly revision: number }[],
): Promise<number[]> {
  const ids: number[] = [];
  for (let start = 0; start < changed.length; start += rowsPerInsert) {
    const part = changed.slice(start, start + rowsPerInsert);
    const saved = (await trx(table)
      .insert(part.map(({ entry, revision }) => rowFromEntry(entry, revision)))
      .onConflict(['kind', 'locale', 'document_key'])
      .merge()
      .returning(['id', 'locale', 'document_key'])) as Pick<
      Row,
      'id' | 'locale' | 'document_key'
    >[];
    // The database may give the rows back in an order of its own.
    const idOf = new Map(saved.map((row) => [`${row.locale}:${row.document_key}`, Number(row.id)]));
    ids.push(
      ...part.map(({ entry }) => idOf.get(`${entry.locale}:${entry.documentKey}`) ?? Number.NaN),
    );
  }
  return ids;
}

/** What the feed tells of an entry: its text is not read for it. */
const changeColumns = [
  ...(['kind', 'locale', 'document_key', 'slug', 'state', 'revision', 'category'] as const),
  ...(['sort_at', 'changed_at', 'files', 'links'] as const),
];
type ChangeRow = Pick<Row, (typeof changeColumns)[number]>;

export type Change = Pick<
  StoredEntry,
  | ('kind' | 'locale' | 'documentKey' | 'slug' | 'state' | 'revision' | 'category')
  | ('sortAtMs' | 'changedAtMs' | 'files' | 'links')
>;

export async function selectChanges(
  strapi: Core.Strapi,
  after: number,
  limit: number,
): Promise<Change[]> {
  const rows = (await strapi.db
    .connection(table)
    .select([...changeColumns])
    .where('revision', '>', after)
    .orderBy('revision')
    .orderBy('id')
    .limit(limit)) as ChangeRow[];
  return rows.map((row) => ({
    kind: row.kind,
    locale: row.locale,
    documentKey: row.document_key,
    slug: row.slug,
    state: row.state,
    revision: row.revision,
    category: row.category,
    sortAtMs: Number(row.sort_at),
    changedAtMs: Number(row.changed_at ?? row.sort_at),
    files: JSON.parse(row.files) as string[],
    links: JSON.parse(row.links) as string[],
  }));
}

export async function selectEntry(
  strapi: Core.Strapi,
  kind: Kind,
  locale: Locale,
  documentKey: string,
): Promise<StoredEntry | null> {
  const row = (await strapi.db
    .connection(table)
    .where({ kind, locale, document_key: documentKey, state: 'live' })
    .first()) as Row | undefined;
  return row === undefined ? null : entryFromRow(row);
}

/** The keys of all documents of a kind that the public reads. */
export async function selectLiveKeys(strapi: Core.Strapi, kind: Kind): Promise<string[]> {
  const rows = (await strapi.db
    .connection(table)
    .where({ kind, state: 'live' })
    .distinct('document_key')) as Pick<Row, 'document_key'>[];
  return rows.map((row) => row.document_key);
}

/** The live entries of some documents, in every language. */
export async function selectLive(
  strapi: Core.Strapi,
  kind: Kind,
  documentKeys: readonly string[],
): Promise<StoredEntry[]> {
  if (documentKeys.length === 0) return [];
  const rows = (await strapi.db
    .connection(table)
    // By their keys alone: with kind and state beside them SQLite walks through the whole kind.
    .whereIn('document_key', [...documentKeys])) as Row[];
  return rows.filter((row) => row.kind === kind && row.state === 'live').map(entryFromRow);
}

/** Live documents of a kind whose links name the given one. */
export async function selectLinking(
  strapi: Core.Strapi,
  kind: Kind,
  documentKey: string,
): Promise<StoredEntry[]> {
  const rows = (await strapi.db
    .connection(table)
    .where({ kind, state: 'live' })
    .where('links', 'like', `%"${documentKey.replace(/[^\w-]/g, '')}"%`)
    .limit(100)) as Row[];
  return rows.map(entryFromRow);
}

export interface Filter {
  readonly kind: Kind;
  readonly locale: Locale;
  readonly category?: string | undefined;
  readonly issuerKey?: string | undefined;
  readonly year?: number | undefined;
  readonly localityKey?: string | undefined;
}

const entriesOf = (strapi: Core.Strapi, filter: Filter, locale: Locale): Knex.QueryBuilder => {
  const query = strapi.db
    .connection(`${table} as e`)
    .where({ 'e.kind': filter.kind, 'e.state': 'live', 'e.locale': locale });
  if (filter.category !== undefined) query.where({ 'e.category': filter.category });
  if (filter.issuerKey !== undefined) query.where({ 'e.issuer_key': filter.issuerKey });
  if (filter.year !== undefined) query.where({ 'e.year': filter.year });
  return query;
};

const countOf = async (query: Knex.QueryBuilder) => {
  const counted = (await query.count({ total: '*' }).first()) as
    { total: number | string } | undefined;
  return Number(counted?.total ?? 0);
};

/**
 * What a reader of a language sees, as one query for each language: English readers also see what exists
 * only in Vietnamese; it says so and links there. Each query alone follows an index, together they do not.
 */
function seenBy(strapi: Core.Strapi, filter: Filter): readonly Knex.QueryBuilder[] {
  if (filter.locale === 'vi') return [entriesOf(strapi, filter, 'vi')];
  const untranslated = entriesOf(strapi, filter, 'vi').whereNotExists((translated) => {
    translated
      .from(`${table} as t`)
      .select('t.id')
      .where({ 't.kind': filter.kind, 't.locale': 'en', 't.state': 'live' })
      .whereRaw('?? = ??', ['t.document_key', 'e.document_key']);
  });
  return [entriesOf(strapi, filter, 'en'), untranslated];
}

/** How many entries `seenBy` gives: translated ones are counted off, which are fewer than the others. */
async function countSeen(strapi: Core.Strapi, filter: Filter): Promise<number> {
  const vietnamese = await countOf(entriesOf(strapi, filter, 'vi'));
  if (filter.locale === 'vi') return vietnamese;
  const translated = entriesOf(strapi, filter, 'vi').join(`${table} as t`, (same) => {
    same
      .on('t.kind', 'e.kind')
      .on('t.document_key', 'e.document_key')
      .onVal('t.locale', 'en')
      .onVal('t.state', 'live');
  });
  return (
    vietnamese - (await countOf(translated)) + (await countOf(entriesOf(strapi, filter, 'en')))
  );
}

interface Ordered {
  readonly id: number;
  readonly position: number;
  readonly sort_at: number | string;
}

const inOrder = (a: Ordered, b: Ordered) =>
  a.position - b.position || Number(b.sort_at) - Number(a.sort_at) || b.id - a.id;

/** A page of the live entries of a kind, newest first, or by position where the kind has one. */
export async function selectPage(
  strapi: Core.Strapi,
  filter: Filter,
  page: { readonly offset: number; readonly limit: number },
): Promise<{ readonly entries: StoredEntry[]; readonly total: number }> {
  // What has an address has no position: its order is that of the index, and nothing has to be sorted.
  const byPosition = isAddressed(filter.kind) ? [] : [{ column: 'e.position' }];
  const first = await Promise.all(
    seenBy(strapi, filter).map(
      (query) =>
        query
          .select('e.id', 'e.position', 'e.sort_at')
          .orderBy([
            ...byPosition,
            { column: 'e.sort_at', order: 'desc' },
            { column: 'e.id', order: 'desc' },
          ])
          .limit(page.offset + page.limit) as PromiseLike<Ordered[]>,
    ),
  );
  const shown = first
    .flat()
    .sort(inOrder)
    .slice(page.offset, page.offset + page.limit);
  const entries = await selectByIds(
    strapi,
    shown.map(({ id }) => id),
  );
  return { entries, total: await countSeen(strapi, filter) };
}

export interface Facet {
  readonly value: string;
  readonly count: number;
}

/** How many live entries of a kind each value of a column has. */
export async function selectFacet(
  strapi: Core.Strapi,
  kind: Kind,
  column: 'category' | 'issuer_key' | 'year',
): Promise<Facet[]> {
  const rows = (await strapi.db
    .connection(table)
    .where({ kind, state: 'live' })
    .select(column)
    .count({ count: '*' })
    .groupBy(column)
    .orderBy(column, column === 'year' ? 'desc' : 'asc')) as unknown as Record<
    string,
    string | number
  >[];
  return rows.map((row) => ({ value: String(row[column]), count: Number(row.count) }));
}

/** One live entry for each issuer, for its name as it is written. */
export async function selectIssuers(strapi: Core.Strapi): Promise<StoredEntry[]> {
  const rows = (await strapi.db.connection(table).whereIn('id', (newest) => {
    newest.from(table).where({ kind: 'directive', state: 'live' }).max('id').groupBy('issuer_key');
  })) as Row[];
  return rows.map(entryFromRow);
}

export async function selectByIds(
  strapi: Core.Strapi,
  ids: readonly number[],
): Promise<StoredEntry[]> {
  const rows = (await strapi.db.connection(table).whereIn('id', [...ids])) as Row[];
  const byId = new Map(rows.map((row) => [row.id, entryFromRow(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
