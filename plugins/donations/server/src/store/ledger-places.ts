import type { Core } from '@strapi/strapi';
import { isPostgres, rowsOf, type Trx } from './rows';

const cursorName = 'ledger';

/** How far the ledger has come in the journal: what everything public of it is a view of. */
export interface LedgerWatermark {
  readonly seq: number;
  /** Instant at which that entry was sealed; null before the first. */
  readonly asOf: string | null;
}

/** What arrived on one day for one campaign into one account by one way. */
export interface LedgerCell {
  readonly on: string;
  readonly campaign: string;
  /** Empty where no account took part. */
  readonly account: string;
  readonly source: string;
  readonly count: number;
  readonly amountVnd: number;
}

export async function ensureCursor(strapi: Core.Strapi): Promise<void> {
  await strapi.db
    .connection('donations_cursors')
    .insert({ name: cursorName, seq: 0, as_of: null })
    .onConflict('name')
    .ignore();
}

export async function selectWatermark(strapi: Core.Strapi): Promise<LedgerWatermark> {
  const row = await strapi.db
    .connection('donations_cursors')
    .where({ name: cursorName })
    .first('seq', 'as_of');
  return { seq: Number(row?.seq ?? 0), asOf: row?.as_of ?? null };
}

interface CellRow {
  readonly seq: number;
  readonly as_of: string | null;
  readonly on_day: string | null;
  readonly campaign_code: string;
  readonly account_number: string;
  readonly source: string;
  readonly row_count: string | number;
  readonly amount_vnd: string | number;
}

/** The watermark with the sums that belong to it, read in one statement. */
export async function selectCells(
  strapi: Core.Strapi,
): Promise<{ watermark: LedgerWatermark; cells: LedgerCell[] }> {
  const rows: CellRow[] = await strapi.db
    .connection('donations_cursors as k')
    .leftJoin('donations_cells as c', strapi.db.connection.raw('true'))
    .where('k.name', cursorName)
    .select('k.seq', 'k.as_of', 'c.on_day', 'c.campaign_code', 'c.account_number', 'c.source')
    .select('c.row_count', 'c.amount_vnd');
  const cells = rows.flatMap((row) =>
    row.on_day === null
      ? []
      : [
          {
            ...{ on: row.on_day, campaign: row.campaign_code, account: row.account_number },
            ...{ source: row.source, count: Number(row.row_count) },
            amountVnd: Number(row.amount_vnd),
          },
        ],
  );
  const first = rows[0];
  return { watermark: { seq: Number(first?.seq ?? 0), asOf: first?.as_of ?? null }, cells };
}

export interface Placed {
  readonly entryId: number;
  readonly seq: number;
}

const givenSql = (strapi: Core.Strapi) =>
  isPostgres(strapi)
    ? `given as materialized (select "entryId" as entry_id, seq
         from json_to_recordset(?) as g("entryId" integer, seq integer))`
    : `given as materialized (select value ->> 'entryId' as entry_id, value ->> 'seq' as seq
         from json_each(?))`;

const only = (column: string) =>
  `case when min(coalesce(${column}, '')) = max(coalesce(${column}, ''))
     then min(coalesce(${column}, '')) else '*' end`;

/** Where each entry stands, with the bounds of its rows: whoever looks for a day skips the others. */
const insertPlacesSql = (strapi: Core.Strapi) =>
  `with ${givenSql(strapi)}
   insert into donations_places (entry_id, seq, row_count, first_on, last_on, min_vnd, max_vnd, campaign_code,
     account_number, source)
   select g.entry_id, g.seq, count(*), min(d.received_on), max(d.received_on), min(d.amount_vnd),
     max(d.amount_vnd), ${only('d.campaign_code')}, ${only('d.account_number')}, ${only('d.source')}
   from given g join donations_donations d on d.entry_id = g.entry_id
   where true group by g.entry_id, g.seq
   on conflict (entry_id) do update set row_count = excluded.row_count, first_on = excluded.first_on,
     last_on = excluded.last_on, min_vnd = excluded.min_vnd, max_vnd = excluded.max_vnd,
     campaign_code = excluded.campaign_code, account_number = excluded.account_number,
     source = excluded.source`;

const addToCellsSql = (strapi: Core.Strapi) =>
  `with ${givenSql(strapi)}
   insert into donations_cells (cell_key, on_day, campaign_code, account_number, source, row_count, amount_vnd)
   select d.received_on || '/' || d.campaign_code || '/' || coalesce(d.account_number, '') || '/' || d.source,
     d.received_on, d.campaign_code, coalesce(d.account_number, ''), d.source, count(*),
     cast(sum(d.amount_vnd) as bigint)
   from given g join donations_donations d on d.entry_id = g.entry_id
   where true group by d.received_on, d.campaign_code, coalesce(d.account_number, ''), d.source
   order by 1
   on conflict (cell_key) do update set row_count = donations_cells.row_count + excluded.row_count,
     amount_vnd = donations_cells.amount_vnd + excluded.amount_vnd`;

const addToSearchSql = (strapi: Core.Strapi) =>
  `with ${givenSql(strapi)}
   insert into donations_search (rowid, search_text)
   select d.id, ' ' || d.search_text || ' '
   from given g join donations_donations d on d.entry_id = g.entry_id where d.search_text is not null
   order by d.id`;

/**
 * Shows entries in the ledger: their places, sums and words, and the watermark with them in one transaction,
 * so that rows, totals and search always agree. Another process may have been faster.
 */
export async function insertPlaces(
  strapi: Core.Strapi,
  from: number,
  to: LedgerWatermark,
  placed: readonly Placed[],
): Promise<void> {
  const given = JSON.stringify(placed.map(({ entryId, seq }) => ({ entryId, seq })));
  await strapi.db.transaction(async ({ trx }) => {
    if (!(await moveCursor(trx, from, to)) || placed.length === 0) return;
    await trx.raw(insertPlacesSql(strapi), [given]);
    await trx.raw(addToCellsSql(strapi), [given]);
    // PostgreSQL keeps its index by itself.
    if (!isPostgres(strapi)) await trx.raw(addToSearchSql(strapi), [given]);
  });
}

async function moveCursor(trx: Trx, from: number, to: LedgerWatermark): Promise<boolean> {
  const count = await trx('donations_cursors')
    .where({ name: cursorName, seq: from })
    .update({ seq: to.seq, as_of: to.asOf });
  return count === 1;
}

/** The place of the `count`th entry behind a place, or the watermark when there are fewer. */
export async function selectSliceEnd(
  strapi: Core.Strapi,
  after: number,
  until: number,
  count: number,
): Promise<number> {
  const [row] = rowsOf<{ seq: number | null }>(
    await strapi.db.connection.raw(
      `select max(seq) as seq from (select seq from donations_places where seq > ? and seq <= ?
         order by seq limit ?) as slice`,
      [after, until, count],
    ),
  );
  return row?.seq === null || row === undefined ? until : Number(row.seq);
}
