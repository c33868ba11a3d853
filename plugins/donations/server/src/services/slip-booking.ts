import { dayOf, fold, publicNameOf, type Day, type Entry } from '@chung-tay/domain';
import type { JournalService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import type { Core } from '@strapi/strapi';
import {
  insertDonation,
  isReversed,
  lockForCorrection,
  selectDonationByNumber,
} from '../store/donations';
import type { Trx } from '../store/rows';
import type { StoredSlip } from '../store/slips';
import { donationEvents } from './donation-entries';
import { bookReversal } from './line-booking';

/** An entry about a slip; who paid stands in none, because the journal is published. */
export function slipEntry(
  event: string,
  slip: StoredSlip,
  actor: string,
  postings: Entry['postings'] = [],
): Entry {
  const nowMs = Date.now();
  return {
    event,
    subject: `slip:${slip.number}`,
    actor,
    unit: slip.unitCode,
    on: dayOf(nowMs),
    at: new Date(nowMs).toISOString(),
    facts: { slip: slip.number, amountVnd: String(slip.amountVnd), campaign: slip.campaignCode },
    postings,
  };
}

/** Makes the donation of a slip, with its journal entry. The number of the slip is its number, too. */
export async function bookSlip(
  strapi: Core.Strapi,
  trx: Trx,
  slip: StoredSlip,
  actor: string,
): Promise<void> {
  const journal: JournalService = strapi.plugin('journal').service('journal');
  const entry = slipEntry(donationEvents.posted, slip, actor, [
    {
      ...{ measure: 'received', kind: 'cash', channel: 'counter' },
      ...{ campaign: slip.campaignCode, unit: slip.unitCode, locality: '' },
      ...{ donorKind: '', origin: '', on: slip.receivedOn as Day },
      ...{ amountVnd: slip.amountVnd, rows: 1 },
    },
  ]);
  const [entryId = 0] = await journal.append(trx, [entry]);
  const publicName = publicNameOf(slip.payerName, slip.visibility);
  const publicMemo = `Phiếu thu ${slip.number}`;
  const codes = slip.referenceCode === null ? [] : [slip.referenceCode];
  await insertDonation(
    trx,
    {
      ...{ number: slip.number, kind: 'cash', source: 'counter-slip' },
      ...{ campaignCode: slip.campaignCode, unitCode: slip.unitCode, accountNumber: null },
      ...{ receivedOn: slip.receivedOn, amountVnd: slip.amountVnd, origin: '' },
      ...{ publicName, publicMemo, codes },
      searchText: fold([publicName, publicMemo, ...codes].filter(Boolean).join(' ')),
      ...{ lineId: null, lineStep: 0, statementId: null },
      ...{ reversesId: null, reasonCode: null, reason: null },
    },
    entryId,
  );
}

/** Reverses the donation of a slip, unless that was done before. The caller holds the lock of the slip. */
export async function reverseSlip(
  strapi: Core.Strapi,
  trx: Trx,
  slip: StoredSlip,
  reason: string,
  actor: string,
): Promise<void> {
  const donation = await selectDonationByNumber(trx, slip.number);
  if (donation === null) return;
  await lockForCorrection(strapi, trx, donation);
  if (await isReversed(trx, donation.id)) return;
  await bookReversal(strapi, trx, donation, { reasonCode: 'entry-error', reason, actor });
}
