import type { HoldReason, HoldState, LineClass } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import type { LineFilter } from '../types';
import { lineFromRow, reclassifiedSql, type StoredLine } from './lines';
import { isPostgres } from './rows';

interface Row {
  readonly [column: string]: string | number | null;
}

const textOf = (value: string | number | null | undefined) =>
  value === null || value === undefined ? null : String(value);

export interface WaitingHold {
  readonly id: number;
  readonly version: number;
  readonly lineId: number;
  readonly number: string;
  readonly accountNumber: string;
  readonly campaignCode: string;
  readonly bookedOn: string;
  readonly amountVnd: string;
  readonly reason: HoldReason;
  readonly acceptedBy: string;
  readonly reference: string;
  readonly counterparty: string;
  readonly memo: string;
}

const waitingFromRow = (row: Row): WaitingHold => ({
  id: Number(row.id),
  version: Number(row.version),
  lineId: Number(row.line_id),
  number: `${row.statement_number}-${row.position}`,
  accountNumber: String(row.account_number),
  campaignCode: String(row.campaign_code),
  bookedOn: String(row.booked_on),
  amountVnd: String(row.amount_vnd),
  reason: row.reason as HoldReason,
  acceptedBy: String(row.accepted_by),
  reference: String(row.reference ?? ''),
  counterparty: String(row.counterparty ?? ''),
  memo: String(row.memo ?? ''),
});

/** Lines that wait for a second person, oldest first. */
export async function selectWaiting(
  strapi: Core.Strapi,
  afterId: number,
  limit: number,
): Promise<WaitingHold[]> {
  const rows: Row[] = await strapi.db
    .connection('donations_holds as h')
    .join('donations_lines as l', 'l.id', 'h.line_id')
    .join('donations_statements as s', 's.id', 'h.statement_id')
    .where('h.state', 'waiting')
    .where('h.id', '>', afterId)
    .orderBy('h.id')
    .limit(limit)
    .select('h.*', 'l.position', 'l.reference', 'l.counterparty', 'l.memo', {
      statement_number: 's.number',
    });
  return rows.map(waitingFromRow);
}

export async function sumWaiting(
  strapi: Core.Strapi,
): Promise<{ readonly count: number; readonly amountVnd: string }> {
  const { connection } = strapi.db;
  const row: Row | undefined = await connection('donations_holds')
    .where({ state: 'waiting' })
    .first(
      connection.raw('count(*) as count, cast(coalesce(sum(amount_vnd), 0) as text) as amount_vnd'),
    );
  return { count: Number(row?.count ?? 0), amountVnd: String(row?.amount_vnd ?? '0') };
}

export interface ListedLine extends StoredLine {
  readonly bookedAt: string | null;
  readonly balanceVnd: string | null;
  /** What the rules read it as. */
  readonly readClass: LineClass;
  readonly holdState: HoldState | null;
  /** The last record of its donation, when it has one. */
  readonly donation: { readonly number: string; readonly isStanding: boolean } | null;
}

function donationOf(row: Row): ListedLine['donation'] {
  if (row.donation_number === null || row.donation_number === undefined) return null;
  return { number: String(row.donation_number), isStanding: Number(row.donation_vnd) > 0 };
}

const listedFromRow = (row: Row): ListedLine => ({
  ...lineFromRow(row),
  bookedAt: textOf(row.booked_at),
  balanceVnd: textOf(row.balance_vnd),
  readClass: row.class as LineClass,
  holdState: row.hold_state as HoldState | null,
  donation: donationOf(row),
});

const likeLiteral = (text: string) => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

function lines(strapi: Core.Strapi): Knex.QueryBuilder {
  const { connection } = strapi.db;
  return connection('donations_lines as l')
    .join('donations_statements as s', 's.id', 'l.statement_id')
    .leftJoin('donations_holds as h', 'h.line_id', 'l.id')
    .leftJoin('donations_donations as d', (on) => {
      // The last step of a line is what stands of it.
      on.on('d.line_id', 'l.id').andOn(
        'd.line_step',
        connection.raw(
          '(select max(last.line_step) from donations_donations last where last.line_id = l.id)',
        ),
      );
    });
}

const shown = (strapi: Core.Strapi) =>
  [
    'l.*',
    { statement_number: 's.number', hold_state: 'h.state' },
    { donation_number: 'd.number', donation_vnd: 'd.amount_vnd' },
    { current_class: strapi.db.connection.raw(reclassifiedSql) },
  ] as const;

function narrow(strapi: Core.Strapi, query: Knex.QueryBuilder, filter: LineFilter): void {
  if (filter.statement !== null) query.where('s.number', filter.statement);
  if (filter.account !== null) query.where('s.account_number', filter.account);
  // Through the periods of the statements, so that days need no index of their own.
  if (filter.from !== null) {
    query.where('s.period_to', '>=', filter.from).where('l.booked_on', '>=', filter.from);
  }
  if (filter.to !== null) {
    query.where('s.period_from', '<=', filter.to).where('l.booked_on', '<=', filter.to);
  }
  if (filter.minVnd !== null) query.whereRaw('abs(l.amount_vnd) >= ?', [filter.minVnd]);
  if (filter.maxVnd !== null) query.whereRaw('abs(l.amount_vnd) <= ?', [filter.maxVnd]);
  if (filter.class !== null) {
    query.whereRaw(`coalesce(${reclassifiedSql}, l.class) = ?`, [filter.class]);
  }
  if (filter.q !== null) {
    const like = isPostgres(strapi) ? 'ilike' : 'like';
    const sought = `%${likeLiteral(filter.q)}%`;
    query.whereRaw(
      `(l.memo ${like} ? escape '\\' or l.reference ${like} ? escape '\\' or l.counterparty ${like} ? escape '\\')`,
      [sought, sought, sought],
    );
  }
}

/** Lines that a filter names: the newest statement first, then in the order of its file. */
export async function selectLines(
  strapi: Core.Strapi,
  filter: LineFilter,
  after: { readonly statementId: number; readonly position: number } | null,
  limit: number,
): Promise<ListedLine[]> {
  const query = lines(strapi)
    .orderBy([{ column: 'l.statement_id', order: 'desc' }, { column: 'l.position' }])
    .limit(limit)
    .select(...shown(strapi));
  narrow(strapi, query, filter);
  if (after !== null) {
    query.whereRaw('(l.statement_id < ? or (l.statement_id = ? and l.position > ?))', [
      after.statementId,
      after.statementId,
      after.position,
    ]);
  }
  const rows: Row[] = await query;
  return rows.map(listedFromRow);
}

export async function selectListedLine(
  strapi: Core.Strapi,
  id: number,
): Promise<ListedLine | null> {
  const row: Row | undefined = await lines(strapi)
    .where('l.id', id)
    .first(...shown(strapi));
  return row === undefined ? null : listedFromRow(row);
}

export interface Reclassification {
  readonly from: LineClass;
  readonly to: LineClass;
  readonly reason: string;
  readonly actor: string;
  readonly at: string;
}

export async function selectReclassifications(
  strapi: Core.Strapi,
  lineId: number,
): Promise<Reclassification[]> {
  const rows: Row[] = await strapi.db
    .connection('donations_reclassifications')
    .where({ line_id: lineId })
    .orderBy('id');
  return rows.map((row) => ({
    from: row.from_class as LineClass,
    to: row.to_class as LineClass,
    reason: String(row.reason),
    actor: String(row.actor),
    at: new Date(Number(row.reclassified_at)).toISOString(),
  }));
}
