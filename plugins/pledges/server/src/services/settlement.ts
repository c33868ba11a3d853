import { codeToSettle, settleByCode, type Entry } from '@chung-tay/domain';
import type {
  CampaignService,
  CodedDonation,
  DonationService,
} from '@chung-tay/strapi-plugin-donations/strapi-server';
import type { JournalService, LockService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import type { Core } from '@strapi/strapi';
import { moveCursor, selectCursor } from '../store/cursors';
import { selectByCodes, type StoredPledge } from '../store/pledges';
import type { Trx } from '../store/rows';
import { insertSettlement, selectSettlementsOf } from '../store/settlements';
import type { SettlementService } from '../types';
import { refreshOffered } from './offering';
import { settlePledge, type SettledPledge } from './pledge-settling';

const entriesMax = 1000;
const chunkMax = 100;
/** Short: a process that was killed must not delay what donors wait for. Two at once would do no harm. */
const lockMs = 10_000;

/** The first pass, the only automatic one: donations whose memo holds exactly one code. */
export default ({ strapi }: { strapi: Core.Strapi }): SettlementService => {
  const journal = (): JournalService => strapi.plugin('journal').service('journal');
  const donations = (): DonationService => strapi.plugin('donations').service('donation');
  const campaigns = (): CampaignService => strapi.plugin('donations').service('campaign');
  const lock = (): LockService => strapi.plugin('journal').service('lock');

  /** Settles one donation with one promise; null when that was done before or is not to be done. */
  async function settleOne(
    trx: Trx,
    donation: CodedDonation,
    pledge: StoredPledge,
    unitCode: string,
  ): Promise<SettledPledge | null> {
    const now = new Date();
    const settlement = settleByCode(
      { amountVnd: donation.amountVnd, settledVnd: 0, codes: donation.memoCodes },
      {
        promisedVnd: pledge.cashAmountVnd,
        settledVnd: pledge.settledVnd,
        hasGoods: pledge.hasGoods,
      },
    );
    if (!settlement.ok) return null;
    const { amountVnd } = settlement.value;
    const isNew = await insertSettlement(trx, {
      ...{ pledgeCode: pledge.code, donationId: donation.id, donationNumber: donation.number },
      ...{ amountVnd, step: 0, pass: 'code', undoesId: 0, reason: null },
      ...{ settledBy: 'settlement', settledAt: now },
    });
    if (!isNew) return null;
    return settlePledge(trx, pledge, {
      ...{ donationNumber: donation.number, amountVnd, unitCode, now },
      ...{ actor: 'settlement', by: 'settlement' },
    });
  }

  async function settleChunk(coded: readonly { donation: CodedDonation; code: string }[]) {
    const units = new Map((await campaigns().list()).map(({ code, unitCode }) => [code, unitCode]));
    const codes = [...new Set(coded.map(({ code }) => code))];
    const count: number = await strapi.db.transaction(async ({ trx }) => {
      const pledges = await selectByCodes(strapi, trx, codes);
      const byCode = new Map(pledges.map((pledge) => [pledge.code, pledge]));
      // Whoever looks at old donations again must not touch what people decided since.
      const ids = coded.map(({ donation }) => donation.id);
      const known = await selectSettlementsOf(strapi, trx, ids);
      const settledIds = new Set(known.map(({ donationId }) => donationId));
      const entries: Entry[] = [];
      for (const { donation, code } of coded) {
        const pledge = byCode.get(code);
        if (pledge === undefined || settledIds.has(donation.id)) continue;
        const unitCode = units.get(pledge.campaignCode) ?? '';
        const settled = await settleOne(trx, donation, pledge, unitCode);
        if (settled === null) continue;
        byCode.set(code, settled.pledge);
        entries.push(settled.entry);
      }
      if (entries.length > 0) await journal().append(trx, entries);
      return entries.length;
    });
    await refreshOffered(strapi, codes);
    return count;
  }

  /** Donations with exactly one code; those with two wait for a person. */
  async function codedOf(entryIds: readonly number[]) {
    const found = await donations().withCodes(entryIds);
    return found.flatMap((donation) => {
      const code = codeToSettle(donation.memoCodes);
      return code.ok ? [{ donation, code: code.value }] : [];
    });
  }

  async function settleAll(): Promise<number> {
    let settled = 0;
    for (;;) {
      const from = await selectCursor(strapi, 'settlement');
      const sealed = await journal().sealedOf(donations().events.posted, from, entriesMax);
      if (sealed === null) return settled;
      const coded = await codedOf(sealed.entries.map(({ entryId }) => entryId));
      for (let start = 0; start < coded.length; start += chunkMax) {
        settled += await settleChunk(coded.slice(start, start + chunkMax));
      }
      // The cursor moves last: after a crash the same donations are looked at again, and a settlement
      // that stands is not made twice.
      await moveCursor(strapi.db.connection, 'settlement', from, sealed.until);
    }
  }

  return {
    async settleSealed() {
      const from = await selectCursor(strapi, 'settlement');
      const head = await journal().head();
      if (head === null || head.seq <= from) return 0;
      return (await lock().run('pledges.settle', lockMs, settleAll)) ?? 0;
    },
  };
};
