import type { LineClass } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import { isPostgres, type Trx } from './rows';

export interface StoredLine {
  readonly id: number;
  readonly statementId: number;
  readonly statementNumber: string;
  readonly position: number;
  readonly accountNumber: string;
  readonly bookedOn: string;
  readonly amountVnd: number;
  readonly reference: string;
  readonly counterparty: string;
  readonly memo: string;
  readonly baseKey: string;
  readonly ordinal: number;
  /** What it was read as, or what a person said last. */
  readonly class: LineClass;
}

interface LineRow {
  readonly [column: string]: string | number | null;
}

export const lineFromRow = (row: LineRow): StoredLine => ({
  id: Number(row.id),
  statementId: Number(row.statement_id),
  statementNumber: String(row.statement_number),
  position: Number(row.position),
  accountNumber: String(row.account_number),
  bookedOn: String(row.booked_on),
  amountVnd: Number(row.amount_vnd),
  reference: String(row.reference ?? ''),
  counterparty: String(row.counterparty ?? ''),
  memo: String(row.memo ?? ''),
  baseKey: String(row.base_key),
  ordinal: Number(row.ordinal),
  class: String(row.current_class ?? row.class) as LineClass,
});

/** The class that a person gave a line last, as an expression over the alias `l`. */
export const reclassifiedSql = `(select r.to_class from donations_reclassifications r
  where r.line_id = l.id order by r.id desc limit 1)`;

/** Reads a line with its present class, under the lock of whatever corrects it. */
export async function lockLine(
  strapi: Core.Strapi,
  trx: Trx,
  id: number,
): Promise<StoredLine | null> {
  if (isPostgres(strapi)) await trx('donations_lines').where({ id }).forUpdate().first('id');
  const row: LineRow | undefined = await trx('donations_lines as l')
    .join('donations_statements as s', 's.id', 'l.statement_id')
    .where('l.id', id)
    .first('l.*', { statement_number: 's.number' }, { current_class: trx.raw(reclassifiedSql) });
  return row === undefined ? null : lineFromRow(row);
}

export async function selectAccountOfLine(strapi: Core.Strapi, id: number): Promise<string | null> {
  const row: { account_number: string } | undefined = await strapi.db
    .connection('donations_lines')
    .where({ id })
    .first('account_number');
  return row?.account_number ?? null;
}

export interface NewReclassification {
  readonly line: StoredLine;
  readonly toClass: LineClass;
  readonly reason: string;
  readonly actor: string;
  readonly entryId: number;
}

export async function insertReclassification(
  trx: Trx,
  { line, toClass, reason, actor, entryId }: NewReclassification,
): Promise<void> {
  await trx('donations_reclassifications').insert({
    line_id: line.id,
    statement_id: line.statementId,
    from_class: line.class,
    to_class: toClass,
    amount_vnd: line.amountVnd,
    reason,
    actor,
    entry_id: entryId,
    reclassified_at: Date.now(),
  });
}
