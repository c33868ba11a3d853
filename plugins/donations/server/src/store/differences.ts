import type { DayCounts } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import { rowsOf, type Trx } from './rows';
import type { StatementRecord } from './statements';

/** The accepted statements of the same account that share days with this one, by their last days. */
export async function selectOverlapping(
  trx: Trx,
  statement: StatementRecord,
): Promise<{ readonly id: number; readonly lastDay: string }[]> {
  const rows: { id: number; period_to: string }[] = await trx('donations_statements')
    .where({ account_number: statement.accountNumber, state: 'accepted' })
    .whereNot({ id: statement.id })
    .where('period_from', '<=', statement.periodTo)
    .where('period_to', '>=', statement.periodFrom)
    .select('id', 'period_to');
  return rows.map((row) => ({ id: Number(row.id), lastDay: row.period_to }));
}

/**
 * Counts each day of a statement whose rows are all booked: in the books, in the file, and brought first by
 * this file. What the books have more than the file is what the file lacks.
 */
export async function countDays(
  trx: Trx,
  statement: StatementRecord,
  otherIds: readonly number[],
): Promise<DayCounts[]> {
  const ids = [statement.id, ...otherIds];
  const rows = rowsOf<{ day: string; booked: number; in_file: number; fresh: number }>(
    await trx.raw(
      `select b.day, b.booked, b.fresh, coalesce(f.in_file, 0) as in_file
       from (select booked_on as day, count(*) as booked,
           sum(case when statement_id = ? then 1 else 0 end) as fresh
         from donations_lines
         where statement_id in (${ids.map(() => '?').join(', ')}) and booked_on >= ? and booked_on <= ?
         group by booked_on) b
       left join (select booked_on as day, count(*) as in_file
         from donations_staged_rows where upload_key = ? group by booked_on) f on f.day = b.day
       order by b.day`,
      [statement.id, ...ids, statement.periodFrom, statement.periodTo, statement.uploadKey],
    ),
  );
  return rows.map((row) => ({
    day: row.day,
    booked: Number(row.booked),
    inFile: Number(row.in_file),
    fresh: Number(row.fresh),
  }));
}

export async function insertDifferences(
  trx: Trx,
  statement: StatementRecord,
  days: readonly DayCounts[],
): Promise<void> {
  const rows = days.map(({ day, booked, inFile, fresh }) => ({
    account_number: statement.accountNumber,
    on_day: day,
    statement_id: statement.id,
    booked_count: booked,
    file_count: inFile,
    fresh_count: fresh,
    state: 'open',
    found_at: Date.now(),
    version: 1,
  }));
  for (let from = 0; from < rows.length; from += 100) {
    await trx('donations_day_differences')
      .insert(rows.slice(from, from + 100))
      .onConflict(['statement_id', 'on_day'])
      .ignore();
  }
}

export interface StoredDifference {
  readonly id: number;
  readonly accountNumber: string;
  readonly day: string;
  readonly statementId: number;
  readonly statementNumber: string;
  readonly bookedCount: number;
  readonly fileCount: number;
  readonly freshCount: number;
  readonly state: 'open' | 'closed';
  readonly note: string | null;
  readonly closedBy: string | null;
  readonly version: number;
}

interface DifferenceRow {
  readonly [column: string]: string | number | null;
}

const differenceFromRow = (row: DifferenceRow): StoredDifference => ({
  id: Number(row.id),
  accountNumber: String(row.account_number),
  day: String(row.on_day),
  statementId: Number(row.statement_id),
  statementNumber: String(row.number),
  bookedCount: Number(row.booked_count),
  fileCount: Number(row.file_count),
  freshCount: Number(row.fresh_count),
  state: row.state as StoredDifference['state'],
  note: row.note === null ? null : String(row.note),
  closedBy: row.closed_by === null ? null : String(row.closed_by),
  version: Number(row.version),
});

const differences = (db: Core.Strapi['db']['connection'] | Trx) =>
  db('donations_day_differences as y')
    .join('donations_statements as s', 's.id', 'y.statement_id')
    .select('y.*', 's.number');

/** Open days first, then the ones that were closed last. */
export async function selectDifferences(
  strapi: Core.Strapi,
  limit: number,
): Promise<StoredDifference[]> {
  const rows: DifferenceRow[] = await differences(strapi.db.connection)
    .orderBy([
      { column: 'y.state', order: 'desc' },
      { column: 'y.id', order: 'desc' },
    ])
    .limit(limit);
  return rows.map(differenceFromRow);
}

export async function selectDifference(trx: Trx, id: number): Promise<StoredDifference | null> {
  const row: DifferenceRow | undefined = await differences(trx).where('y.id', id).first();
  return row === undefined ? null : differenceFromRow(row);
}

/** Closes a day by compare-and-set. */
export async function closeDifference(
  trx: Trx,
  { id, version }: { readonly id: number; readonly version: number },
  change: { readonly note: string; readonly closedBy: string },
): Promise<boolean> {
  const count = await trx('donations_day_differences')
    .where({ id, version, state: 'open' })
    .update({
      ...{ state: 'closed', note: change.note, closed_by: change.closedBy },
      ...{ closed_at: Date.now(), version: version + 1 },
    });
  return count === 1;
}

export async function countOpenDifferences(
  db: Core.Strapi['db']['connection'],
  statementId: number,
): Promise<number> {
  const row = await db('donations_day_differences')
    .where({ statement_id: statementId, state: 'open' })
    .count({ count: '*' })
    .first();
  return Number(row?.count ?? 0);
}
