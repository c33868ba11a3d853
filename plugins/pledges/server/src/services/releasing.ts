import type { CampaignService } from '@chung-tay/strapi-plugin-donations/strapi-server';
import type { JournalService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import { assert, sumVnd, type Entry } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import {
  selectIdentification,
  updateIdentification,
  type StoredIdentification,
} from '../store/identifications';
import { selectByCodes } from '../store/pledges';
import { decideProposals } from '../store/proposals';
import type { Trx } from '../store/rows';
import {
  insertSettlement,
  selectSettlementsOf,
  standingOf,
  type StoredSettlement,
} from '../store/settlements';
import { refreshOffered } from './offering';
import { settlePledge } from './pledge-settling';

interface Undoing {
  readonly reason: string;
  readonly actor: string;
  readonly by: 'staff' | 'settlement';
  readonly now: Date;
  readonly units: ReadonlyMap<string, string>;
}

/** Which unit answers for a campaign. Asked before the transaction: on SQLite nothing else can be read in it. */
export async function unitsOf(strapi: Core.Strapi): Promise<Map<string, string>> {
  const campaigns: CampaignService = strapi.plugin('donations').service('campaign');
  return new Map((await campaigns.list()).map(({ code, unitCode }) => [code, unitCode]));
}

/**
 * Undoes settlements that stand: the opposite row beside each, the promises as they were before. The caller
 * has decided and holds the donation's lock.
 */
export async function undoSettlements(
  strapi: Core.Strapi,
  trx: Trx,
  donation: StoredIdentification,
  settlements: readonly StoredSettlement[],
  { reason, actor, by, now, units }: Undoing,
): Promise<Entry[]> {
  const codes = [...new Set(settlements.map(({ pledgeCode }) => pledgeCode))];
  const pledges = await selectByCodes(strapi, trx, codes);
  const byCode = new Map(pledges.map((pledge) => [pledge.code, pledge]));
  const entries: Entry[] = [];
  for (const settlement of settlements) {
    const { pledgeCode, donationId, step, id } = settlement;
    const pledge = byCode.get(pledgeCode);
    assert(pledge !== undefined, 'what was settled with a pledge has that pledge');
    const amountVnd = sumVnd([-settlement.amountVnd]);
    const isNew = await insertSettlement(trx, {
      ...{ pledgeCode, donationId, donationNumber: donation.donationNumber, amountVnd },
      ...{ step: step + 1, pass: 'undo', undoesId: id, reason, settledBy: actor, settledAt: now },
    });
    assert(isNew, 'a settlement is undone under the lock of its donation');
    const undone = await settlePledge(trx, pledge, {
      ...{ donationNumber: donation.donationNumber, amountVnd, actor, by, now },
      unitCode: units.get(pledge.campaignCode) ?? '',
    });
    byCode.set(pledgeCode, undone.pledge);
    entries.push(undone.entry);
  }
  return entries;
}

/**
 * Takes a reversed donation from the workbench: what it settled is undone with the reason of the reversal,
 * what waits no longer waits. Doing it again changes nothing.
 */
export async function releaseReversed(
  strapi: Core.Strapi,
  donationId: number,
  reasonCode: string,
): Promise<void> {
  const journal: JournalService = strapi.plugin('journal').service('journal');
  const units = await unitsOf(strapi);
  const codes: string[] = await strapi.db.transaction(async ({ trx }) => {
    const donation = await selectIdentification(strapi, trx, donationId);
    if (donation === null || donation.isReversed) return [];
    const now = new Date();
    const actor = 'settlement';
    const settlements = standingOf(await selectSettlementsOf(strapi, trx, [donationId]));
    // After this point the change must succeed.
    const entries = await undoSettlements(strapi, trx, donation, settlements, {
      ...{ reason: `donation-reversed:${reasonCode}`, actor, by: 'settlement', now, units },
    });
    await decideProposals(trx, donationId, 'withdrawn', actor, now.getTime());
    const change = { settledVnd: 0, manualVnd: 0, waitingVnd: 0, isReversed: true };
    await updateIdentification(strapi, trx, donation, change);
    if (entries.length > 0) await journal.append(trx, entries);
    return settlements.map(({ pledgeCode }) => pledgeCode);
  });
  await refreshOffered(strapi, codes);
}
