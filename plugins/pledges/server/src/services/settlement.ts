import {
  assert,
  codeToSettle,
  decidePledge,
  settleByCode,
  type Entry,
  type PledgeCommand,
} from '@chung-tay/domain';
import type {
  CampaignService,
  CodedDonation,
  DonationService,
} from '@chung-tay/strapi-plugin-donations/strapi-server';
import type { JournalService, LockService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import type { Core } from '@strapi/strapi';
import { entryOf, isStanding } from '../entries';
import * as store from '../store';
import type { SettlementService } from '../types';

const entriesMax = 1000;
const chunkMax = 100;
/** Short: a process that was killed must not delay what donors wait for. Two at once would do no harm. */
const lockMs = 10_000;
/** The event whose entries hold donations. */
const donationsPosted = 'donations.posted';

export default ({ strapi }: { strapi: Core.Strapi }): SettlementService => {
  const journal = (): JournalService => strapi.plugin('journal').service('journal');
  const donations = (): DonationService => strapi.plugin('donations').service('donation');
  const campaigns = (): CampaignService => strapi.plugin('donations').service('campaign');
  const lock = (): LockService => strapi.plugin('journal').service('lock');

  /** Settles one donation with one promise; null when that was done before or is not to be done. */
  async function settleOne(
    trx: store.Trx,
    donation: CodedDonation,
    pledge: store.StoredPledge,
    unitCode: string,
  ): Promise<{ pledge: store.StoredPledge; entry: Entry } | null> {
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
    const { amountVnd, pledgeSettledVnd, fulfilment } = settlement.value;
    const isNew = await store.insertSettlement(trx, {
      pledgeCode: pledge.code,
      donationId: donation.id,
      donationNumber: donation.number,
      ...{ amountVnd, settledAt: now },
    });
    if (!isNew) return null;
    const isFull = fulfilment === 'full' || fulfilment === 'over';
    const command: PledgeCommand = {
      event: isFull ? 'settled-full' : 'settled-partly',
      by: 'settlement',
    };
    const decision = decidePledge(pledge, command, now.getTime());
    assert(decision.ok, 'money that arrived is never refused');
    const state = decision.value;
    const saved = await store.updatePledge(trx, pledge, { state, settledVnd: pledgeSettledVnd });
    // Somebody changed the promise at this moment: the whole chunk is tried again.
    if (!saved) throw new Error(`pledge ${pledge.code} changed while it was settled`);
    const standing = { before: isStanding(pledge.state), after: isStanding(state) };
    const facts = { donation: donation.number, amountVnd: String(amountVnd), fulfilment };
    const promised = { ...pledge, origin: pledge.donorOrigin, unitCode };
    return {
      pledge: { ...pledge, state, settledVnd: pledgeSettledVnd, version: pledge.version + 1 },
      entry: entryOf('settled', promised, standing, 'settlement', now, facts),
    };
  }

  async function settleChunk(coded: readonly { donation: CodedDonation; code: string }[]) {
    const units = new Map((await campaigns().list()).map(({ code, unitCode }) => [code, unitCode]));
    const count: number = await strapi.db.transaction(async ({ trx }) => {
      const codes = [...new Set(coded.map(({ code }) => code))];
      const pledges = await store.selectByCodes(strapi, trx, codes);
      const byCode = new Map(pledges.map((pledge) => [pledge.code, pledge]));
      const entries: Entry[] = [];
      for (const { donation, code } of coded) {
        const pledge = byCode.get(code);
        if (pledge === undefined) continue;
        const unitCode = units.get(pledge.campaignCode) ?? '';
        const settled = await settleOne(trx, donation, pledge, unitCode);
        if (settled === null) continue;
        byCode.set(code, settled.pledge);
        entries.push(settled.entry);
      }
      if (entries.length > 0) await journal().append(trx, entries);
      return entries.length;
    });
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
      const from = await store.selectCursor(strapi);
      const sealed = await journal().sealedOf(donationsPosted, from, entriesMax);
      if (sealed === null) return settled;
      const coded = await codedOf(sealed.entries.map(({ entryId }) => entryId));
      for (let start = 0; start < coded.length; start += chunkMax) {
        settled += await settleChunk(coded.slice(start, start + chunkMax));
      }
      // The cursor moves last: after a crash the same donations are looked at again, and a settlement
      // that stands is not made twice.
      await store.moveCursor(strapi, from, sealed.until);
    }
  }

  return {
    async settleSealed() {
      const from = await store.selectCursor(strapi);
      const head = await journal().head();
      if (head === null || head.seq <= from) return 0;
      return (await lock().run('pledges.settle', lockMs, settleAll)) ?? 0;
    },
  };
};
