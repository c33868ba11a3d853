import type { Share } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import { among, rowsOf, type Db, type Trx } from './rows';

export interface StoredProposal {
  readonly id: number;
  readonly donationId: number;
  readonly code: string;
  readonly amountVnd: number;
  readonly proposedBy: string;
  readonly proposedAt: string;
}

interface ProposalRow {
  readonly id: number;
  readonly donation_id: number;
  readonly pledge_code: string;
  readonly amount_vnd: string | number;
  readonly proposed_by: string;
  readonly proposed_at: string | number;
}

export async function insertProposals(
  trx: Trx,
  donationId: number,
  shares: readonly Share[],
  actor: string,
  nowMs: number,
): Promise<void> {
  await trx('pledges_proposals').insert(
    shares.map(({ code, amountVnd }) => ({
      donation_id: donationId,
      pledge_code: code,
      amount_vnd: amountVnd,
      state: 'waiting',
      proposed_by: actor,
      proposed_at: nowMs,
    })),
  );
}

/** What waits for a second person, of some donations. */
export async function selectWaiting(
  strapi: Core.Strapi,
  db: Db,
  donationIds: readonly number[],
): Promise<StoredProposal[]> {
  if (donationIds.length === 0) return [];
  const { sql, bindings } = among(strapi, 'donation_id', donationIds);
  const rows = rowsOf<ProposalRow>(
    await db.raw(
      `select * from pledges_proposals where ${sql} and state = 'waiting' order by id`,
      bindings,
    ),
  );
  return rows.map((row) => ({
    id: Number(row.id),
    donationId: Number(row.donation_id),
    code: row.pledge_code,
    amountVnd: Number(row.amount_vnd),
    proposedBy: row.proposed_by,
    proposedAt: new Date(Number(row.proposed_at)).toISOString(),
  }));
}

/** Decides everything of a donation that waits; the donation's row is locked by the caller. */
export const decideProposals = (
  trx: Trx,
  donationId: number,
  state: 'confirmed' | 'withdrawn',
  actor: string,
  nowMs: number,
) =>
  trx('pledges_proposals')
    .where({ donation_id: donationId, state: 'waiting' })
    .update({ state, decided_by: actor, decided_at: nowMs });
