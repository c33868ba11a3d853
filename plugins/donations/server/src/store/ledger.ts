import type { LedgerCursor, LedgerFilter, LedgerSort } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import type { CodedDonation, LedgerRow, LedgerTotal } from '../types';
import { ledgerRowFromRow, shownColumns, shownJoins, type LedgerDbRow } from './ledger-row';
import {
  allOf,
  behind,
  entryConditions,
  indexedWordCondition,
  orderOf,
  rowConditions,
  wordCondition,
  type Part,
} from './ledger-where';
import { rowsOf } from './rows';

/** A question of the ledger, at a watermark. */
export interface LedgerQuestion {
  readonly filter: LedgerFilter;
  readonly sort: LedgerSort;
  readonly after: LedgerCursor | null;
  /** Rows behind this place are not looked at. */
  readonly seq: number;
  readonly limit: number;
}

const stored = (column: string) => `${column === 'seq' ? 'p' : 'd'}.${column}`;
const picked = (column: string) => `k.${column}`;
const keyColumns = 'd.id, p.seq, d.entry_id, d.index_in_entry, d.received_on, d.amount_vnd';
const joined = 'donations_places p join donations_donations d on d.entry_id = p.entry_id';

/** The rows that `picked` names, complete and in their order; what `facts` selects comes with or without rows. */
const shownSql = (sort: LedgerSort, facts = 'select 0 as seen') =>
  `select f.*, ${shownColumns} from (${facts}) f left join picked k on true ${shownJoins}
   order by ${orderOf(sort, picked)}`;

const shownFrom = (rows: readonly LedgerDbRow[]): LedgerRow[] =>
  rows.filter(({ seq }) => seq !== null).map(ledgerRowFromRow);

export interface Window {
  readonly rows: LedgerRow[];
  /** False when the order ended inside the window. */
  readonly hasMore: boolean;
}

/**
 * Looks through the next `window` rows of an order. Whatever is not rare is found here, however many rows of
 * it there are; no plan of the database is trusted to guess that.
 */
export async function selectFromWindow(
  strapi: Core.Strapi,
  { filter, sort, after, seq, limit }: LedgerQuestion,
  window: number,
): Promise<Window> {
  const near = allOf([
    ...entryConditions(filter, seq),
    ...orderedBounds(filter, sort),
    ...behind(sort, after, stored),
  ]);
  const wanted = allOf([...rowConditions(filter), ...wordCondition(strapi, filter.q)]);
  const sql = `with near as materialized (
      select ${keyColumns}, d.campaign_code, d.account_number, d.source, d.search_text from ${joined}
      where ${near.sql} order by ${orderOf(sort, stored)} limit ?),
    picked as (select d.* from near d where ${wanted.sql}
      order by ${orderOf(sort, (column) => `d.${column}`)} limit ?)
    ${shownSql(sort, 'select count(*) as seen from near')}`;
  const values = [...near.values, window, ...wanted.values, limit, seq];
  const rows = rowsOf<SeenRow>(await strapi.db.connection.raw(sql, values));
  return { rows: shownFrom(rows), hasMore: Number(rows[0]?.seen ?? 0) >= window };
}

/** The bounds of what an order goes by: it begins and ends there, so that a window holds no other rows. */
function orderedBounds({ from, to, minVnd, maxVnd }: LedgerFilter, sort: LedgerSort): Part[] {
  const byKey = sort.replace('-', '');
  const bounds: readonly (readonly [string, string | number | null])[] =
    byKey === 'day'
      ? [
          ['d.received_on >= ?', from],
          ['d.received_on <= ?', to],
        ]
      : byKey === 'amount'
        ? [
            ['d.amount_vnd >= ?', minVnd],
            ['d.amount_vnd <= ?', maxVnd],
          ]
        : [];
  return bounds.flatMap(([sql, value]) => (value === null ? [] : [{ sql, values: [value] }]));
}

interface SeenRow extends LedgerDbRow {
  readonly seen: string | number;
}
interface HitRow extends SeenRow {
  readonly hit_sum: string;
}

/**
 * Finds what is rare by the indexes, and with a page of it its total. Null when more than `hitsMax` rows are
 * found: then they are not rare.
 */
export async function selectRare(
  strapi: Core.Strapi,
  { filter, sort, after, seq, limit }: LedgerQuestion,
  hitsMax: number,
): Promise<{ rows: LedgerRow[]; total: LedgerTotal } | null> {
  const wanted = allOf([
    ...rowConditions(filter),
    ...indexedWordCondition(strapi, filter.q),
    ...entryConditions(filter, seq),
  ]);
  const next = allOf(behind(sort, after, picked));
  const sql = `with hits as materialized (select ${keyColumns} from ${joined} where ${wanted.sql} limit ?),
    picked as (select k.* from hits k where ${next.sql} order by ${orderOf(sort, picked)} limit ?)
    ${shownSql(
      sort,
      'select count(*) as seen, cast(coalesce(sum(amount_vnd), 0) as text) as hit_sum from hits',
    )}`;
  const values = [...wanted.values, hitsMax + 1, ...next.values, limit, seq];
  const rows = rowsOf<HitRow>(await strapi.db.connection.raw(sql, values));
  const count = Number(rows[0]?.seen ?? 0);
  if (count > hitsMax) return null;
  return { rows: shownFrom(rows), total: { count, amountVnd: rows[0]?.hit_sum ?? '0' } };
}

/** Count and sum of the rows of a filter between two places. */
export async function sumSlice(
  strapi: Core.Strapi,
  filter: LedgerFilter,
  after: number,
  until: number,
): Promise<LedgerTotal> {
  const wanted = sliceOf(strapi, filter, after, until);
  const [row] = rowsOf<{ count: number | string; amount_vnd: string }>(
    await strapi.db.connection.raw(
      `select count(*) as count, cast(coalesce(sum(d.amount_vnd), 0) as text) as amount_vnd
       from ${joined} where ${wanted.sql}`,
      [...wanted.values],
    ),
  );
  return { count: Number(row?.count ?? 0), amountVnd: String(row?.amount_vnd ?? 0) };
}

const sliceOf = (strapi: Core.Strapi, filter: LedgerFilter, after: number, until: number): Part =>
  allOf([
    { sql: 'p.seq > ?', values: [after] },
    ...entryConditions(filter, until),
    ...rowConditions(filter),
    ...wordCondition(strapi, filter.q),
  ]);

/** The rows of a filter between two places, in order, as they were at a watermark. */
export async function selectSlice(
  strapi: Core.Strapi,
  filter: LedgerFilter,
  after: number,
  until: number,
  seq: number,
): Promise<LedgerRow[]> {
  const wanted = sliceOf(strapi, filter, after, until);
  const sql = `with picked as (select ${keyColumns} from ${joined} where ${wanted.sql}) ${shownSql('place')}`;
  const rows = rowsOf<LedgerDbRow>(await strapi.db.connection.raw(sql, [...wanted.values, seq]));
  return shownFrom(rows);
}

export async function selectLedgerRow(
  strapi: Core.Strapi,
  seq: number,
  index: number,
  watermark: number,
): Promise<LedgerRow | null> {
  const sql = `with picked as (select ${keyColumns} from ${joined}
      where p.seq = ? and p.seq <= ? and d.index_in_entry = ?) ${shownSql('place')}`;
  const rows = rowsOf<LedgerDbRow>(
    await strapi.db.connection.raw(sql, [seq, watermark, index, watermark]),
  );
  return shownFrom(rows)[0] ?? null;
}

/** How many rows the entry at a place holds. */
export async function countEntryRows(strapi: Core.Strapi, seq: number): Promise<number> {
  const row = await strapi.db.connection('donations_places').where({ seq }).first('row_count');
  return Number(row?.row_count ?? 0);
}
/** Donations of the given entries whose memo holds a code. */
export async function selectCoded(
  strapi: Core.Strapi,
  entryIds: readonly number[],
): Promise<CodedDonation[]> {
  const found: CodedDonation[] = [];
  for (let start = 0; start < entryIds.length; start += 200) {
    const rows = await strapi.db
      .connection('donations_donations')
      .whereIn('entry_id', entryIds.slice(start, start + 200))
      .where('code_count', '>', 0)
      .orderBy('id')
      .select(
        'id',
        'entry_id',
        'number',
        'memo_codes',
        'amount_vnd',
        'campaign_code',
        'received_on',
      );
    for (const row of rows) {
      found.push({
        id: Number(row.id),
        entryId: Number(row.entry_id),
        number: row.number,
        memoCodes: JSON.parse(row.memo_codes) as string[],
        amountVnd: Number(row.amount_vnd),
        campaignCode: row.campaign_code,
        receivedOn: row.received_on,
      });
    }
  }
  return found;
}
