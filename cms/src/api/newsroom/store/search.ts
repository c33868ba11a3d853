import type { Core } from '@strapi/strapi';
import { isPostgres, rowsOf, type Trx } from './rows';

const table = 'newsroom_own_search';

/**
 * Makes the full-text index: FTS5 on SQLite, a weighted tsvector with a GIN index on PostgreSQL. Both hold
 * folded words, so no language settings of the database matter. Asserted anew at each start.
 */
export async function ensureSearchIndex(strapi: Core.Strapi): Promise<void> {
  const { connection } = strapi.db;
  if (isPostgres(strapi)) {
    await connection.raw(
      `create table if not exists ${table} (entry_id integer primary key, words tsvector not null)`,
    );
    await connection.raw(
      `create index if not exists ${table}_words_ix on ${table} using gin (words)`,
    );
  } else {
    await connection.raw(
      `create virtual table if not exists ${table} using fts5(title, lead, body, tokenize = "unicode61 remove_diacritics 0")`,
    );
  }
}

export interface SearchText {
  readonly title: string;
  readonly lead: string;
  readonly body: string;
}

export async function indexEntry(
  strapi: Core.Strapi,
  trx: Trx,
  entryId: number,
  { title, lead, body }: SearchText,
): Promise<void> {
  if (isPostgres(strapi)) {
    await trx.raw(
      `insert into ${table} (entry_id, words) values (?,
         setweight(to_tsvector('simple', ?), 'A') || setweight(to_tsvector('simple', ?), 'B')
         || setweight(to_tsvector('simple', ?), 'D'))
       on conflict (entry_id) do update set words = excluded.words`,
      [entryId, title, lead, body],
    );
    return;
  }
  await trx.raw(`delete from ${table} where rowid = ?`, [entryId]);
  await trx.raw(`insert into ${table} (rowid, title, lead, body) values (?, ?, ?, ?)`, [
    entryId,
    title,
    lead,
    body,
  ]);
}

export async function forgetEntry(strapi: Core.Strapi, trx: Trx, entryId: number): Promise<void> {
  const key = isPostgres(strapi) ? 'entry_id' : 'rowid';
  await trx.raw(`delete from ${table} where ${key} = ?`, [entryId]);
}

export interface Question {
  /** Folded words; all must occur, the last may be a beginning. */
  readonly words: readonly string[];
  /** What was typed, in lower case with its marks: a title that has it exactly comes first. */
  readonly exact: string;
  readonly kinds: readonly string[];
  readonly locale: 'vi' | 'en';
  readonly offset: number;
  readonly limit: number;
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

/** English readers also find what exists only in Vietnamese, as in the lists. */
const untranslated = `or not exists (select 1 from newsroom_own_entries t
  where t.kind = e.kind and t.document_key = e.document_key and t.locale = 'en' and t.state = 'live')`;

/** The ids of the entries that answer, best first, with the number of all. */
export async function searchEntries(
  strapi: Core.Strapi,
  { words, exact, kinds, locale, offset, limit }: Question,
): Promise<{ readonly ids: number[]; readonly total: number }> {
  const { connection } = strapi.db;
  const phrase = words.join(' ');
  const scope = `e.state = 'live' and e.kind in (${kinds.map(() => '?').join(', ')})
    and (e.kind = 'directive' or e.locale = ? ${locale === 'en' ? untranslated : ''})`;
  const scopeValues = [...kinds, locale];
  const order = `case when e.title_lower like ? escape '\\' then 0 else 1 end,
    case when e.title_key like ? escape '\\' then 0 else 1 end`;
  const orderValues = [`%${escapeLike(exact)}%`, `%${escapeLike(phrase)}%`];
  const isPg = isPostgres(strapi);
  const last = words.length - 1;
  const match = isPg
    ? words.map((word, index) => (index === last ? `${word}:*` : word)).join(' & ')
    : words.map((word, index) => (index === last ? `"${word}"*` : `"${word}"`)).join(' ');
  const from = isPg
    ? `from ${table} s join newsroom_own_entries e on e.id = s.entry_id
       where s.words @@ to_tsquery('simple', ?) and ${scope}`
    : `from ${table} s join newsroom_own_entries e on e.id = s.rowid
       where s.${table} match ? and ${scope}`;
  const rank = isPg
    ? `ts_rank('{0.1, 0.2, 0.4, 1.0}', s.words, to_tsquery('simple', ?)) desc`
    : `bm25(s.${table}, 10.0, 4.0, 1.0)`;
  const counted = rowsOf<{ total: number | string }>(
    await connection.raw(`select count(*) as total ${from}`, [match, ...scopeValues]),
  );
  const found = rowsOf<{ id: number }>(
    await connection.raw(
      `select e.id ${from} order by ${order}, ${rank}, e.sort_at desc, e.id desc limit ? offset ?`,
      [match, ...scopeValues, ...orderValues, ...(isPg ? [match] : []), limit, offset],
    ),
  );
  return { ids: found.map(({ id }) => Number(id)), total: Number(counted[0]?.total ?? 0) };
}
