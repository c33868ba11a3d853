import type { LedgerCursor, LedgerFilter, LedgerSort } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import { searchedText, trigramQuery } from './ledger-index';
import { isPostgres } from './rows';

/** A piece of SQL with the values of its question marks. */
export interface Part {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

const part = (sql: string, ...values: (string | number)[]): Part => ({ sql, values });

/** Pieces joined by a word; nothing gives `true`. */
export function allOf(parts: readonly Part[]): Part {
  return {
    sql: parts.length === 0 ? 'true' : parts.map(({ sql }) => sql).join(' and '),
    values: parts.flatMap(({ values }) => values),
  };
}

const likeLiteral = (text: string) => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

/** A word of two letters is looked for as a word of its own. */
const wanted = (q: string) => (q.length < 3 ? ` ${q} ` : q);

/** Which entries can hold what is looked for, by the bounds of their rows. */
export function entryConditions(filter: LedgerFilter, seq: number): Part[] {
  const parts = [part('p.seq <= ?', seq)];
  if (filter.from !== null) parts.push(part('p.last_on >= ?', filter.from));
  if (filter.to !== null) parts.push(part('p.first_on <= ?', filter.to));
  if (filter.minVnd !== null) parts.push(part('p.max_vnd >= ?', filter.minVnd));
  if (filter.maxVnd !== null) parts.push(part('p.min_vnd <= ?', filter.maxVnd));
  const { campaign, account, source } = filter;
  if (campaign !== null) parts.push(part("p.campaign_code in (?, '*')", campaign));
  if (account !== null) parts.push(part("p.account_number in (?, '*')", account));
  if (source !== null) parts.push(part("p.source in (?, '*')", source));
  return parts;
}

/** Which rows are looked for, but for the words. */
export function rowConditions(filter: LedgerFilter): Part[] {
  const parts: Part[] = [];
  if (filter.campaign !== null) parts.push(part('d.campaign_code = ?', filter.campaign));
  if (filter.account !== null) parts.push(part('d.account_number = ?', filter.account));
  if (filter.source !== null) parts.push(part('d.source = ?', filter.source));
  if (filter.from !== null) parts.push(part('d.received_on >= ?', filter.from));
  if (filter.to !== null) parts.push(part('d.received_on <= ?', filter.to));
  if (filter.minVnd !== null) parts.push(part('d.amount_vnd >= ?', filter.minVnd));
  if (filter.maxVnd !== null) parts.push(part('d.amount_vnd <= ?', filter.maxVnd));
  if (filter.code !== null) {
    // The code form has no sign that LIKE or JSON would read otherwise.
    parts.push(
      part(
        `d.id in (select id from donations_donations where reference_code = ? union all
           select id from donations_donations where code_count > 1 and memo_codes like ?)`,
        filter.code,
        `%"${filter.code}"%`,
      ),
    );
  }
  return parts;
}

/** The rows whose public text holds the words, compared one by one. */
export function wordCondition(strapi: Core.Strapi, q: string | null): Part[] {
  if (q === null) return [];
  return isPostgres(strapi)
    ? [part(`${searchedText} like ? escape '\\'`, `%${likeLiteral(wanted(q))}%`)]
    : [part(`instr(${searchedText}, ?) > 0`, wanted(q))];
}

/** The same with the help of the index: PostgreSQL chooses it by itself, SQLite is told. */
export function indexedWordCondition(strapi: Core.Strapi, q: string | null): Part[] {
  const compared = wordCondition(strapi, q);
  if (q === null || isPostgres(strapi)) return compared;
  const match = part(
    'd.id in (select rowid from donations_search where donations_search match ?)',
    trigramQuery(wanted(q)),
  );
  return [match, ...compared];
}

const keys = {
  place: ['seq', 'index_in_entry'],
  day: ['received_on', 'amount_vnd', 'entry_id', 'index_in_entry'],
  amount: ['amount_vnd', 'entry_id', 'index_in_entry'],
} as const;

const keyOf = (sort: LedgerSort) => sort.replace('-', '') as keyof typeof keys;
const isDescending = (sort: LedgerSort) => sort.startsWith('-');

/** An order as SQL; `of` names where its columns come from. */
export const orderOf = (sort: LedgerSort, of: (column: string) => string): string =>
  keys[keyOf(sort)]
    .map((column) => `${of(column)} ${isDescending(sort) ? 'desc' : 'asc'}`)
    .join(', ');

/** The rows behind a cursor in an order. Rows with equal days and amounts follow their entries. */
export function behind(
  sort: LedgerSort,
  cursor: LedgerCursor | null,
  of: (column: string) => string,
): Part[] {
  if (cursor === null) return [];
  const columns = keys[keyOf(sort)];
  const given: Readonly<Record<string, Part>> = {
    seq: part('?', cursor.seq),
    index_in_entry: part('?', cursor.index),
    received_on: part('?', cursor.on ?? ''),
    amount_vnd: part('?', cursor.amountVnd ?? 0),
    entry_id: part('(select entry_id from donations_places where seq = ?)', cursor.seq),
  };
  const values = columns.map((column) => given[column] ?? part('?', 0));
  const sign = isDescending(sort) ? '<' : '>';
  const row: Part = {
    sql: `(${columns.map(of).join(', ')}) ${sign} (${values.map(({ sql }) => sql).join(', ')})`,
    values: values.flatMap((value) => value.values),
  };
  // The first column alone as well: it narrows what an index must be read for.
  const [first = ''] = columns;
  const bound: Part = {
    sql: `${of(first)} ${sign}= ${values[0]?.sql}`,
    values: values[0]?.values ?? [],
  };
  return [bound, row];
}
