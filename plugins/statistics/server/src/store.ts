import { cellKeyOf, vndFromText, type Cell, type Entry } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

/** How far the fold has come in the journal. */
export interface Watermark {
  readonly seq: number;
  /** Instant at which that entry was sealed; null before the first. */
  readonly asOf: string | null;
}

export type CellSum = Pick<
  Cell,
  'measure' | 'kind' | 'channel' | 'campaign' | 'amountVnd' | 'rows'
>;

const cursorName = 'fold';
const insertMax = 100;

export async function ensureCursor(strapi: Core.Strapi): Promise<void> {
  await strapi.db
    .connection('statistics_cursors')
    .insert({ name: cursorName, seq: 0, as_of: null })
    .onConflict('name')
    .ignore();
}

export async function selectWatermark(strapi: Core.Strapi): Promise<Watermark> {
  const row: { seq: number; as_of: string | null } | undefined = await strapi.db
    .connection('statistics_cursors')
    .where({ name: cursorName })
    .first('seq', 'as_of');
  return { seq: Number(row?.seq ?? 0), asOf: row?.as_of ?? null };
}

/** Moves the cursor by compare-and-set; false when another process folded the same entries first. */
export async function moveCursor(
  trx: Knex.Transaction,
  from: number,
  to: { readonly seq: number; readonly asOf: string },
): Promise<boolean> {
  const count = await trx('statistics_cursors')
    .where({ name: cursorName, seq: from })
    .update({ seq: to.seq, as_of: to.asOf });
  return count === 1;
}

/** The sums of entries by cell. */
export function cellsOf(
  entries: Iterable<Pick<Entry, 'postings'>>,
  into: Map<string, Cell> = new Map(),
): Map<string, Cell> {
  for (const { postings } of entries) {
    for (const posting of postings) {
      const key = cellKeyOf(posting);
      const known = into.get(key);
      const { measure, kind, channel, campaign, unit, locality, donorKind, origin, on } = posting;
      into.set(key, {
        ...{ measure, kind, channel, campaign, unit, locality, donorKind, origin, on },
        amountVnd: vndFromText((known?.amountVnd ?? 0) + posting.amountVnd),
        rows: (known?.rows ?? 0) + posting.rows,
      });
    }
  }
  return into;
}

/** Adds sums to the stored cells, one statement per hundred. */
export async function addToCells(
  trx: Knex.Transaction,
  cells: ReadonlyMap<string, Cell>,
): Promise<void> {
  // In the order of the keys, so that two processes can never wait for each other's rows.
  const rows = [...cells].sort(([one], [other]) => (one < other ? -1 : 1)).map(rowFromCell);
  for (let from = 0; from < rows.length; from += insertMax) {
    await trx('statistics_cells')
      .insert(rows.slice(from, from + insertMax))
      .onConflict('cell_key')
      .merge({
        amount_vnd: trx.raw('statistics_cells.amount_vnd + excluded.amount_vnd'),
        record_count: trx.raw('statistics_cells.record_count + excluded.record_count'),
      });
  }
}

function rowFromCell([key, cell]: [string, Cell]) {
  return {
    cell_key: key,
    measure: cell.measure,
    kind: cell.kind,
    channel: cell.channel,
    campaign: cell.campaign,
    unit: cell.unit,
    locality: cell.locality,
    donor_kind: cell.donorKind,
    origin: cell.origin,
    on_day: cell.on,
    amount_vnd: cell.amountVnd,
    record_count: cell.rows,
  };
}

interface SumRow {
  readonly seq: number;
  readonly as_of: string | null;
  readonly measure: Cell['measure'] | null;
  readonly kind: Cell['kind'];
  readonly channel: Cell['channel'];
  readonly campaign: string;
  readonly amount_vnd: string | number;
  readonly record_count: string | number;
}

const rowsOf = (answer: unknown): SumRow[] =>
  Array.isArray(answer) ? answer : (answer as { rows: SumRow[] }).rows;

/** Watermark and sums by measure, kind, channel and campaign, read in one statement and so consistent. */
export async function selectSums(
  strapi: Core.Strapi,
): Promise<{ watermark: Watermark; sums: CellSum[] }> {
  const rows = rowsOf(
    await strapi.db.connection.raw(
      `select k.seq, k.as_of, c.measure, c.kind, c.channel, c.campaign,
         cast(sum(c.amount_vnd) as text) as amount_vnd, cast(sum(c.record_count) as text) as record_count
       from statistics_cursors k left join statistics_cells c on true where k.name = ?
       group by k.seq, k.as_of, c.measure, c.kind, c.channel, c.campaign`,
      [cursorName],
    ),
  );
  const sums = rows.flatMap((row) =>
    row.measure === null
      ? []
      : [
          {
            ...{
              measure: row.measure,
              kind: row.kind,
              channel: row.channel,
              campaign: row.campaign,
            },
            amountVnd: vndFromText(row.amount_vnd),
            rows: Number(row.record_count),
          },
        ],
  );
  const first = rows[0];
  return { watermark: { seq: Number(first?.seq ?? 0), asOf: first?.as_of ?? null }, sums };
}

/** Every stored cell with the watermark that they belong to, read in one statement. */
export async function selectCells(
  strapi: Core.Strapi,
): Promise<{ seq: number; cells: Map<string, string> }> {
  const rows: { seq: number; cell_key: string | null; amount_vnd: string; record_count: string }[] =
    await strapi.db
      .connection('statistics_cursors as k')
      .leftJoin('statistics_cells as c', strapi.db.connection.raw('true'))
      .where('k.name', cursorName)
      .select('k.seq', 'c.cell_key', 'c.amount_vnd', 'c.record_count');
  const cells = new Map<string, string>();
  for (const { cell_key, amount_vnd, record_count } of rows) {
    if (cell_key !== null)
      cells.set(cell_key, sumText(vndFromText(amount_vnd), Number(record_count)));
  }
  return { seq: Number(rows[0]?.seq ?? 0), cells };
}

/** How a cell's content is compared and shown. */
export const sumText = (amountVnd: number, rows: number) => `${amountVnd} in ${rows}`;
