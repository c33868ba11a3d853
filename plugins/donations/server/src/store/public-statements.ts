import type { Core } from '@strapi/strapi';
import type { ClassSum, StatementRecord } from './statements';
import { statementFromRow, type StatementDbRow } from './statements';

/** Accepted statements, the newest first, behind a place in that order. */
export async function selectAccepted(
  strapi: Core.Strapi,
  filter: { readonly beforeId: number | null; readonly account: string | null },
  limit: number,
): Promise<StatementRecord[]> {
  const query = strapi.db
    .connection('donations_statements')
    .where({ state: 'accepted' })
    .orderBy('id', 'desc')
    .limit(limit);
  if (filter.beforeId !== null) query.where('id', '<', filter.beforeId);
  if (filter.account !== null) query.where({ account_number: filter.account });
  const rows: StatementDbRow[] = await query;
  return rows.map(statementFromRow);
}

interface Move extends ClassSum {
  readonly statementId: number;
  readonly to: string;
}

/** What people reclassified in these statements, from class to class. */
export async function selectMoves(
  strapi: Core.Strapi,
  statementIds: readonly number[],
): Promise<Move[]> {
  const { connection } = strapi.db;
  const rows: {
    statement_id: number;
    from_class: string;
    to_class: string;
    count: number | string;
    amount_vnd: string;
  }[] = await connection('donations_reclassifications')
    .whereIn('statement_id', [...statementIds])
    .groupBy('statement_id', 'from_class', 'to_class')
    .select(
      'statement_id',
      'from_class',
      'to_class',
      connection.raw('count(*) as count, cast(sum(amount_vnd) as text) as amount_vnd'),
    );
  return rows.map((row) => ({
    statementId: Number(row.statement_id),
    class: row.from_class,
    to: row.to_class,
    count: Number(row.count),
    amountVnd: row.amount_vnd,
  }));
}

/** What of these statements waits for a second person. */
export async function selectWaitingOf(
  strapi: Core.Strapi,
  statementIds: readonly number[],
): Promise<Map<number, { readonly count: number; readonly amountVnd: string }>> {
  const { connection } = strapi.db;
  const rows: { statement_id: number; count: number | string; amount_vnd: string }[] =
    await connection('donations_holds')
      .whereIn('statement_id', [...statementIds])
      .where({ state: 'waiting' })
      .groupBy('statement_id')
      .select(
        'statement_id',
        connection.raw('count(*) as count, cast(sum(amount_vnd) as text) as amount_vnd'),
      );
  return new Map(
    rows.map((row) => [
      Number(row.statement_id),
      { count: Number(row.count), amountVnd: row.amount_vnd },
    ]),
  );
}
