import {
  accept,
  addDays,
  checkText,
  decideRefund,
  decideReversal,
  refuse,
  type Day,
  type Decision,
} from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import { selectListedLine } from '../store/books';
import {
  isReversed,
  lockForCorrection,
  selectDonationByNumber,
  type StoredDonation,
} from '../store/donations';
import { lockLine } from '../store/lines';
import * as store from '../store/refunds';
import type { Trx } from '../store/rows';
import type { DonationService, RefundService } from '../types';
import { bookReversal } from './line-booking';

const reasonMax = 500;
/** How far back a refund is sought by itself; an older gift is named by its number. */
const daysMax = 120;
const candidatesMax = 200;
const shownMax = 20;

export default ({
  strapi,
}: {
  strapi: Core.Strapi;
}): RefundService & Pick<DonationService, 'refund'> => {
  /** Both lines under their locks, in the order of their ids, so that two officers never wait for each other. */
  async function lockBoth(trx: Trx, lineId: number, donation: StoredDonation) {
    const giftFirst = (donation.lineId ?? 0) < lineId;
    if (giftFirst) await lockForCorrection(strapi, trx, donation);
    const line = await lockLine(strapi, trx, lineId);
    if (!giftFirst) await lockForCorrection(strapi, trx, donation);
    return line;
  }

  return {
    async suggest(lineId) {
      const line = await selectListedLine(strapi, lineId);
      const isOpen = line !== null && !(await store.isTied(strapi.db.connection, lineId));
      if (!isOpen || line.amountVnd >= 0) return [];
      const sinceDay = addDays(line.bookedOn as Day, -daysMax);
      const found = await store.selectCandidates(strapi, line, sinceDay, candidatesMax);
      return found
        .toSorted((one, other) => other.signs.length - one.signs.length)
        .slice(0, shownMax);
    },

    async refund(lineId, number, reason, actor) {
      const words = checkText(reason, { max: reasonMax });
      if (!words.ok) return words.refusal === 'text-missing' ? refuse('reason-missing') : words;
      const done: Decision<{ number: string }> = await strapi.db.transaction(async ({ trx }) => {
        const donation = await selectDonationByNumber(trx, number);
        if (donation === null) return refuse('donation-not-found');
        const line = await lockBoth(trx, lineId, donation);
        if (line === null) return refuse('line-not-found');
        const tied = { ...line, isTied: await store.isTied(trx, lineId) };
        const reasonCode = decideRefund(tied, donation);
        if (!reasonCode.ok) return reasonCode;
        const given = { reasonCode: reasonCode.value, reason: words.value, actor };
        const state = { ...donation, isReversed: await isReversed(trx, donation.id) };
        const decision = decideReversal(state, given);
        if (!decision.ok) return decision;
        // After this point the change must succeed.
        const reversalNumber = await bookReversal(strapi, trx, donation, given);
        await store.insertRefund(trx, { lineId, donationId: donation.id, reversalNumber, actor });
        return accept({ number: reversalNumber });
      });
      return done;
    },
  };
};
