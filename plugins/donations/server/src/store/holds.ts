import type { HoldReason, HoldState } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import type { StoredLine } from './lines';
import type { Trx } from './rows';

export interface StoredHold {
  readonly id: number;
  readonly lineId: number;
  readonly statementId: number;
  readonly campaignCode: string;
  readonly unitCode: string;
  readonly reason: HoldReason;
  readonly state: HoldState;
  readonly acceptedBy: string;
  readonly version: number;
}

interface HoldRow {
  readonly [column: string]: string | number | null;
}

const holdFromRow = (row: HoldRow): StoredHold => ({
  id: Number(row.id),
  lineId: Number(row.line_id),
  statementId: Number(row.statement_id),
  campaignCode: String(row.campaign_code),
  unitCode: String(row.unit_code),
  reason: row.reason as HoldReason,
  state: row.state as HoldState,
  acceptedBy: String(row.accepted_by),
  version: Number(row.version),
});

export async function selectHold(
  db: Core.Strapi['db']['connection'] | Trx,
  where: { readonly id: number } | { readonly line_id: number },
): Promise<StoredHold | null> {
  const row: HoldRow | undefined = await db('donations_holds').where(where).first();
  return row === undefined ? null : holdFromRow(row);
}

/** Saves a decision by compare-and-set on the version. */
export async function updateHold(
  trx: Trx,
  hold: StoredHold,
  change: { readonly state: HoldState; readonly decidedBy: string },
): Promise<boolean> {
  const count = await trx('donations_holds')
    .where({ id: hold.id, version: hold.version, state: hold.state })
    .update({
      state: change.state,
      decided_by: change.decidedBy,
      decided_at: Date.now(),
      version: hold.version + 1,
    });
  return count === 1;
}

/** Holds a line, also one that was held and decided before: the journal keeps what became of it then. */
export async function putHold(
  trx: Trx,
  line: StoredLine,
  hold: Pick<StoredHold, 'campaignCode' | 'unitCode' | 'reason' | 'acceptedBy'>,
): Promise<void> {
  const row = {
    line_id: line.id,
    statement_id: line.statementId,
    account_number: line.accountNumber,
    campaign_code: hold.campaignCode,
    unit_code: hold.unitCode,
    amount_vnd: line.amountVnd,
    booked_on: line.bookedOn,
    reason: hold.reason,
    state: 'waiting',
    accepted_by: hold.acceptedBy,
    decided_by: null,
    decided_at: null,
    held_at: Date.now(),
  };
  await trx('donations_holds')
    .insert({ ...row, version: 1 })
    .onConflict('line_id')
    .merge({ ...row, version: trx.raw('donations_holds.version + 1') });
}

/** How many lines of a statement wait, and how much they are. */
export async function sumHolds(
  db: Core.Strapi['db']['connection'] | Trx,
  statementId: number,
): Promise<{ readonly count: number; readonly amountVnd: string }> {
  const row: { count: number | string; amount_vnd: string } | undefined = await db(
    'donations_holds',
  )
    .where({ statement_id: statementId, state: 'waiting' })
    .first(db.raw('count(*) as count, cast(coalesce(sum(amount_vnd), 0) as text) as amount_vnd'));
  return { count: Number(row?.count ?? 0), amountVnd: String(row?.amount_vnd ?? '0') };
}
