import type { HoldPolicy } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import type { StatementRecord } from './statements';
import { documentIdSql, isPostgres, rowsOf, type Trx } from './rows';

// PostgreSQL takes a parameter in a select list for text unless it is told otherwise.
const instant = 'cast(? as timestamp)';

/**
 * Lets PostgreSQL gather more words before it sorts them into the search index: the default of 4 MB costs a
 * third of a big import. For this transaction only.
 */
export async function gatherWords(strapi: Core.Strapi, trx: Trx): Promise<void> {
  if (isPostgres(strapi)) await trx.raw("set local gin_pending_list_limit = '16MB'");
}

/** Sorts in what is gathered: until then each search looks through it. */
export async function sortWords(strapi: Core.Strapi): Promise<void> {
  if (!isPostgres(strapi)) return;
  await strapi.db.connection.raw("select gin_clean_pending_list('donations_donations_search_ix')");
  // Until PostgreSQL looks by itself, it plans searches for the few rows of before.
  await strapi.db.connection.raw('analyze donations_lines, donations_donations');
}

/** Moves the progress by compare-and-set; false when another process posted this chunk. */
export async function moveProgress(
  trx: Trx,
  statementId: number,
  from: number,
  to: number,
): Promise<boolean> {
  const count = await trx('donations_statements')
    .where({ id: statementId, state: 'accepted', posted_through: from })
    .update({ posted_through: to });
  return count === 1;
}

/** Books the staged rows of a range as lines; rows that another file brought already are left out. */
export async function insertLines(
  strapi: Core.Strapi,
  trx: Trx,
  statement: StatementRecord,
  from: number,
  to: number,
): Promise<void> {
  const now = new Date();
  await trx.raw(
    `insert into donations_lines (document_id, created_at, updated_at, published_at, statement_id, position,
       account_number, booked_on, booked_at, value_on, amount_vnd, balance_vnd, reference, counterparty, memo,
       class, base_key, ordinal)
     select ${documentIdSql(strapi, 'l', statement.id, 'position')}, ${instant}, ${instant}, ${instant}, cast(? as integer), position, ?, booked_on, booked_at, value_on, amount_vnd,
       balance_vnd, reference, counterparty, memo, class, base_key, ordinal
     from donations_staged_rows where upload_key = ? and position > ? and position <= ?
     order by position
     on conflict (base_key, ordinal) do nothing`,
    [now, now, now, statement.id, statement.accountNumber, statement.uploadKey, from, to],
  );
}

/** A day after every day: nothing comes late to a campaign that is open. */
const never = '9999-12-31';
const lastDayOf = ({ lateAfter }: HoldPolicy) => lateAfter ?? never;

export interface NewCredit {
  readonly position: number;
  readonly bookedOn: string;
  readonly amountVnd: number;
  readonly baseKey: string;
  readonly ordinal: number;
}

export interface Holding {
  readonly statement: StatementRecord;
  readonly campaignCode: string;
  readonly unitCode: string;
  readonly policy: HoldPolicy;
}

/** Keeps back the credits among the lines that a range has just added which a second person must confirm. */
export async function insertHolds(
  trx: Trx,
  { statement, campaignCode, unitCode, policy }: Holding,
  from: number,
  to: number,
): Promise<void> {
  const lastDay = lastDayOf(policy);
  await trx.raw(
    `insert into donations_holds (line_id, statement_id, account_number, campaign_code, unit_code, amount_vnd,
       booked_on, reason, state, accepted_by, held_at, version)
     select l.id, l.statement_id, l.account_number, ?, ?, l.amount_vnd,
       l.booked_on, case when l.booked_on > ? then 'campaign-closed' else 'second-person' end, 'waiting', ?,
       cast(? as bigint), 1
     from donations_lines l
     where l.statement_id = ? and l.class = 'donation' and l.position > ? and l.position <= ?
       and (l.amount_vnd >= ? or l.booked_on > ?)
     order by l.position`,
    [
      ...[campaignCode, unitCode, lastDay, statement.decidedBy ?? '', Date.now()],
      ...[statement.id, from, to, policy.fromVnd, lastDay],
    ],
  );
}

/** The donations that post by themselves among the lines that a range has just added, in order. */
export async function selectNewCredits(
  trx: Trx,
  statementId: number,
  from: number,
  to: number,
  policy: HoldPolicy,
): Promise<NewCredit[]> {
  const rows: {
    position: number;
    booked_on: string;
    amount_vnd: string | number;
    base_key: string;
    ordinal: number;
  }[] = await trx('donations_lines')
    .where({ statement_id: statementId, class: 'donation' })
    .where('position', '>', from)
    .where('position', '<=', to)
    .where('amount_vnd', '<', policy.fromVnd)
    .where('booked_on', '<=', lastDayOf(policy))
    .orderBy('position')
    .select('position', 'booked_on', 'amount_vnd', 'base_key', 'ordinal');
  return rows.map((row) => ({
    position: Number(row.position),
    bookedOn: row.booked_on,
    amountVnd: Number(row.amount_vnd),
    baseKey: row.base_key,
    ordinal: Number(row.ordinal),
  }));
}

export interface Booking extends Holding {
  readonly entryId: number;
  readonly firstPosition: number;
  readonly lastPosition: number;
}

/** Makes the donation records of one journal entry; their index is the order of their positions. */
export async function insertDonations(
  strapi: Core.Strapi,
  trx: Trx,
  booking: Booking,
): Promise<void> {
  const { statement, campaignCode, unitCode, policy, entryId } = booking;
  const now = new Date();
  await trx.raw(
    `insert into donations_donations (document_id, created_at, updated_at, published_at, number, kind, source,
       campaign_code, unit_code, account_number, received_on, amount_vnd, origin, public_memo, search_text,
       reference_code, memo_codes, code_count, line_id, line_step, statement_id, entry_id, index_in_entry)
     select ${documentIdSql(strapi, 'd', statement.id, 'l.position')}, ${instant}, ${instant}, ${instant}, ? || '-' || cast(l.position as text), 'cash', 'bank-line',
       ?, ?, l.account_number, l.booked_on, l.amount_vnd, '', s.public_memo, s.search_text,
       s.reference_code, s.memo_codes, s.code_count, l.id, 0, l.statement_id, cast(? as integer), row_number() over (order by l.position) - 1
     from donations_lines l
     join donations_staged_rows s on s.upload_key = ? and s.position = l.position
     where l.statement_id = ? and l.class = 'donation' and l.position >= ? and l.position <= ?
       and l.amount_vnd < ? and l.booked_on <= ?
     order by l.position`,
    [
      ...[now, now, now, statement.number, campaignCode, unitCode, entryId],
      ...[statement.uploadKey, statement.id, booking.firstPosition, booking.lastPosition],
      ...[policy.fromVnd, lastDayOf(policy)],
    ],
  );
}

/** Counts what a statement has added to the books. */
export async function countLines(strapi: Core.Strapi, statementId: number): Promise<number> {
  const [row] = rowsOf<{ count: number }>(
    await strapi.db.connection.raw(
      'select count(*) as count from donations_lines where statement_id = ?',
      [statementId],
    ),
  );
  return Number(row?.count ?? 0);
}
