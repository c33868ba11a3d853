import { randomBytes } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { among, rowsOf, type Db, type Trx } from './rows';

/** One row of the settlements; an undoing one has the amount of what it undoes with the other sign. */
export interface StoredSettlement {
  readonly id: number;
  readonly donationId: number;
  readonly pledgeCode: string;
  readonly amountVnd: number;
  readonly step: number;
  readonly pass: 'code' | 'manual' | 'undo';
  readonly undoesId: number;
  readonly reason: string | null;
  readonly settledBy: string;
  readonly settledAt: string;
}

interface SettlementRow {
  readonly id: number;
  readonly donation_id: number;
  readonly pledge_code: string;
  readonly amount_vnd: string | number;
  readonly step: number | null;
  readonly pass: StoredSettlement['pass'];
  readonly undoes_id: number;
  readonly reason: string | null;
  readonly settled_by: string;
  readonly settled_at: string | number | Date;
}

const settlementFromRow = (row: SettlementRow): StoredSettlement => ({
  id: Number(row.id),
  donationId: Number(row.donation_id),
  pledgeCode: row.pledge_code,
  amountVnd: Number(row.amount_vnd),
  step: Number(row.step ?? 0),
  pass: row.pass,
  undoesId: Number(row.undoes_id),
  reason: row.reason,
  settledBy: row.settled_by,
  settledAt: new Date(row.settled_at).toISOString(),
});

/**
 * The steps of one pair follow each other: 0 settled, 1 undone, 2 settled again. The database refuses that a
 * pair takes the same step twice; rows from before there were steps count as step 0.
 */
export async function ensureStepIndex(strapi: Core.Strapi): Promise<void> {
  await strapi.db.connection.raw(
    `create unique index if not exists pledges_settlements_step_uq
     on pledges_settlements (donation_id, pledge_code, coalesce(step, 0))`,
  );
}

export interface NewSettlement {
  readonly pledgeCode: string;
  readonly donationId: number;
  readonly donationNumber: string;
  readonly amountVnd: number;
  readonly step: number;
  readonly pass: StoredSettlement['pass'];
  readonly undoesId: number;
  readonly reason: string | null;
  readonly settledBy: string;
  readonly settledAt: Date;
}

/** False when this pair has taken this step already. */
export async function insertSettlement(trx: Trx, settlement: NewSettlement): Promise<boolean> {
  const { settledAt } = settlement;
  const rows = await trx('pledges_settlements')
    .insert({
      document_id: randomBytes(12).toString('hex'),
      created_at: settledAt,
      updated_at: settledAt,
      published_at: settledAt,
      pledge_code: settlement.pledgeCode,
      donation_id: settlement.donationId,
      donation_number: settlement.donationNumber,
      amount_vnd: settlement.amountVnd,
      step: settlement.step,
      pass: settlement.pass,
      undoes_id: settlement.undoesId,
      reason: settlement.reason,
      settled_by: settlement.settledBy,
      settled_at: settledAt,
    })
    .onConflict()
    .ignore()
    .returning('id');
  return rows.length === 1;
}

/** All settlements of some donations, in the order in which they were made. */
export async function selectSettlementsOf(
  strapi: Core.Strapi,
  db: Db,
  donationIds: readonly number[],
): Promise<StoredSettlement[]> {
  const { sql, bindings } = among(strapi, 'donation_id', donationIds);
  const rows = rowsOf<SettlementRow>(
    await db.raw(`select * from pledges_settlements where ${sql} order by id`, bindings),
  );
  return rows.map(settlementFromRow);
}

/** What a donor sees of the settlements of a promise: those that stand, and what was undone. */
export async function selectSettlements(
  strapi: Core.Strapi,
  pledgeCode: string,
): Promise<StoredSettlement[]> {
  const rows: SettlementRow[] = await strapi.db
    .connection('pledges_settlements')
    .where({ pledge_code: pledgeCode })
    .orderBy('id')
    .limit(100);
  return rows.map(settlementFromRow);
}

/** The settlements that stand: neither undone nor themselves the undoing of one. */
export function standingOf(settlements: readonly StoredSettlement[]): StoredSettlement[] {
  const undone = new Set(settlements.map(({ undoesId }) => undoesId));
  return settlements.filter(({ id, pass }) => pass !== 'undo' && !undone.has(id));
}
