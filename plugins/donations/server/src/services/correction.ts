import {
  accept,
  checkText,
  dayOf,
  decideHold,
  decideReclassification,
  decideReversal,
  holdReasonOf,
  refuse,
  type Decision,
  type Entry,
  type HoldPolicy,
  type LineClass,
  type ReversalReason,
} from '@chung-tay/domain';
import type { JournalService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import type { Core } from '@strapi/strapi';
import {
  isReversed,
  lockForCorrection,
  selectDonationByNumber,
  selectDonationsOfLine,
  type StoredDonation,
} from '../store/donations';
import * as holds from '../store/holds';
import {
  insertReclassification,
  lockLine,
  selectAccountOfLine,
  type StoredLine,
} from '../store/lines';
import type { Trx } from '../store/rows';
import type { AccountService, CampaignService, DonationService } from '../types';
import { holdPolicyOf } from './hold-policy';
import { bookLine, bookReversal, type Purpose } from './line-booking';

const reasonMax = 500;

/** What must be known of a line before the transaction that corrects it begins. */
interface Ground {
  readonly purpose: Purpose;
  readonly policy: HoldPolicy;
}

export default ({
  strapi,
}: {
  strapi: Core.Strapi;
}): Pick<DonationService, 'confirm' | 'reverse' | 'reclassify'> => {
  const journal = (): JournalService => strapi.plugin('journal').service('journal');
  const campaigns = (): CampaignService => strapi.plugin('donations').service('campaign');
  const accounts = (): AccountService => strapi.plugin('donations').service('account');

  async function memoNamesOf(campaignCode: string) {
    return (await campaigns().find(campaignCode))?.memoNames ?? 'initials';
  }

  async function groundOf(accountNumber: string): Promise<Ground | null> {
    const account = await accounts().findByNumber(accountNumber);
    if (account === null) return null;
    const { campaignCode, unitCode } = account;
    const memoNames = await memoNamesOf(campaignCode);
    const policy = await holdPolicyOf(strapi, campaignCode);
    return { purpose: { campaignCode, unitCode, memoNames }, policy };
  }

  function reclassifiedEntry(
    line: StoredLine,
    to: LineClass,
    reason: string,
    actor: string,
  ): Entry {
    const nowMs = Date.now();
    return {
      event: 'line.reclassified',
      subject: `line:${line.statementNumber}-${line.position}`,
      actor,
      unit: '',
      on: dayOf(nowMs),
      at: new Date(nowMs).toISOString(),
      facts: { from: line.class, to, reason, amountVnd: String(line.amountVnd) },
      postings: [],
    };
  }

  /** Takes a line out of the donations: what waits no longer waits, what stands is reversed. */
  async function takeOut(trx: Trx, line: StoredLine, reason: string, actor: string) {
    const hold = await holds.selectHold(trx, { line_id: line.id });
    if (hold?.state === 'waiting') {
      await holds.updateHold(trx, hold, { state: 'reclassified', decidedBy: actor });
    }
    const standing = (await selectDonationsOfLine(trx, line.id)).at(-1);
    if (standing === undefined || standing.reversesId !== null) return;
    await bookReversal(strapi, trx, standing, { reasonCode: 'misclassified', reason, actor });
  }

  /** Brings a line in as a donation: at once, or held for a second person. */
  async function bringIn(trx: Trx, line: StoredLine, { purpose, policy }: Ground, actor: string) {
    const held = holdReasonOf(line, policy);
    if (held === null) await bookLine(strapi, trx, line, purpose, actor);
    else await holds.putHold(trx, line, { ...purpose, reason: held, acceptedBy: actor });
  }

  /** Where money of a wrong campaign belongs, when the reversal says so. */
  async function destinationOf(
    reasonCode: string,
    toCampaign: string | undefined,
  ): Promise<Decision<Purpose | null>> {
    if (reasonCode !== 'wrong-campaign' || toCampaign === undefined) return accept(null);
    const campaign = await campaigns().find(toCampaign);
    if (campaign === null) return refuse('campaign-not-found');
    const { code, unitCode, memoNames } = campaign;
    return accept({ campaignCode: code, unitCode, memoNames });
  }

  async function reverseUnderLock(
    trx: Trx,
    donation: StoredDonation,
    given: { readonly reasonCode: ReversalReason; readonly reason: string; readonly actor: string },
    destination: Purpose | null,
  ): Promise<Decision<{ readonly number: string; readonly rebooked?: string }>> {
    await lockForCorrection(strapi, trx, donation);
    const state = { ...donation, isReversed: await isReversed(trx, donation.id) };
    const decision = decideReversal(state, given);
    if (!decision.ok) return decision;
    const line = donation.lineId === null ? null : await lockLine(strapi, trx, donation.lineId);
    const isElsewhere = destination !== null && destination.campaignCode !== donation.campaignCode;
    if (destination !== null && (line === null || !isElsewhere))
      return refuse('campaign-unchanged');
    // After this point the change must succeed.
    const number = await bookReversal(strapi, trx, donation, given);
    if (line === null || destination === null) return accept({ number });
    const rebooked = await bookLine(strapi, trx, line, destination, given.actor);
    return accept({ number, rebooked });
  }

  return {
    async confirm(holdId, version, actor) {
      const seen = await holds.selectHold(strapi.db.connection, { id: holdId });
      if (seen === null) return refuse('hold-not-found');
      const { campaignCode, unitCode } = seen;
      const purpose = { campaignCode, unitCode, memoNames: await memoNamesOf(campaignCode) };
      const done: Decision<{ number: string }> = await strapi.db.transaction(async ({ trx }) => {
        const line = await lockLine(strapi, trx, seen.lineId);
        const hold = await holds.selectHold(trx, { id: holdId });
        if (line === null || hold === null) return refuse('hold-not-found');
        const decision = decideHold(hold, 'confirmed', actor);
        if (!decision.ok) return decision;
        const change = { state: decision.value, decidedBy: actor };
        const saved = hold.version === version && (await holds.updateHold(trx, hold, change));
        if (!saved) return refuse('version-stale');
        // After this point the change must succeed.
        return accept({ number: await bookLine(strapi, trx, line, purpose, actor) });
      });
      return done;
    },

    async reverse(number, { reasonCode, reason, toCampaign }, actor) {
      const words = checkText(reason, { max: reasonMax });
      if (!words.ok) return words.refusal === 'text-missing' ? refuse('reason-missing') : words;
      const destination = await destinationOf(reasonCode, toCampaign);
      if (!destination.ok) return destination;
      const given = { reasonCode: reasonCode as ReversalReason, reason: words.value, actor };
      const done: Decision<{ number: string; rebooked?: string }> = await strapi.db.transaction(
        async ({ trx }) => {
          const donation = await selectDonationByNumber(trx, number);
          return donation === null
            ? refuse('donation-not-found')
            : reverseUnderLock(trx, donation, given, destination.value);
        },
      );
      return done;
    },

    async reclassify(lineId, toClass, reason, actor) {
      const words = checkText(reason, { max: reasonMax });
      if (!words.ok) return words.refusal === 'text-missing' ? refuse('reason-missing') : words;
      const accountNumber = await selectAccountOfLine(strapi, lineId);
      const ground = accountNumber === null ? null : await groundOf(accountNumber);
      if (ground === null) return refuse('line-not-found');
      const done: Decision<{ class: LineClass }> = await strapi.db.transaction(async ({ trx }) => {
        const line = await lockLine(strapi, trx, lineId);
        if (line === null) return refuse('line-not-found');
        const decision = decideReclassification(line, toClass, words.value);
        if (!decision.ok) return decision;
        // After this point the change must succeed.
        const entry = reclassifiedEntry(line, decision.value, words.value, actor);
        const [entryId = 0] = await journal().append(trx, [entry]);
        const change = { line, toClass: decision.value, reason: words.value, actor, entryId };
        await insertReclassification(trx, change);
        if (line.class === 'donation') await takeOut(trx, line, words.value, actor);
        if (decision.value === 'donation') await bringIn(trx, line, ground, actor);
        return accept({ class: decision.value });
      });
      return done;
    },
  };
};
