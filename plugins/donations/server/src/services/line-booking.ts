import { dayOf, type MemoNames, type ReversalReason } from '@chung-tay/domain';
import type { JournalService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import type { Core } from '@strapi/strapi';
import { insertDonation, selectDonationsOfLine, type StoredDonation } from '../store/donations';
import type { StoredLine } from '../store/lines';
import type { Trx } from '../store/rows';
import { postedEntry, reversedEntry } from './donation-entries';
import { publicFormOf } from './public-form';

export interface Purpose {
  readonly campaignCode: string;
  readonly unitCode: string;
  readonly memoNames: MemoNames;
}

const stepped = (number: string, step: number) => (step === 0 ? number : `${number}.${step}`);

/**
 * Books the donation of one line at its next step, with its own journal entry. A line that was booked before
 * counts from the day of the correction on, like the record that took it out. The caller holds the lock.
 */
export async function bookLine(
  strapi: Core.Strapi,
  trx: Trx,
  line: StoredLine,
  purpose: Purpose,
  actor: string,
): Promise<string> {
  const journal: JournalService = strapi.plugin('journal').service('journal');
  const lineStep = ((await selectDonationsOfLine(trx, line.id)).at(-1)?.lineStep ?? -1) + 1;
  const receivedOn = lineStep === 0 ? line.bookedOn : dayOf(Date.now());
  const number = stepped(`${line.statementNumber}-${line.position}`, lineStep);
  const [entryId = 0] = await journal.append(trx, [
    postedEntry(
      { number: line.statementNumber },
      purpose,
      [{ ...line, bookedOn: receivedOn }],
      actor,
    ),
  ]);
  const donation = {
    number,
    kind: 'cash',
    source: 'bank-line',
    campaignCode: purpose.campaignCode,
    unitCode: purpose.unitCode,
    accountNumber: line.accountNumber,
    receivedOn,
    amountVnd: line.amountVnd,
    origin: '',
    publicName: null,
    ...publicFormOf(line.memo, purpose.memoNames),
    lineId: line.id,
    lineStep,
    statementId: line.statementId,
    reversesId: null,
    reasonCode: null,
    reason: null,
  } as const;
  await insertDonation(trx, donation, entryId);
  return number;
}

/**
 * Books the equal and opposite of a donation, with its own journal entry; answers its number. The caller
 * holds the lock and has decided.
 */
export async function bookReversal(
  strapi: Core.Strapi,
  trx: Trx,
  original: StoredDonation,
  given: { readonly reasonCode: ReversalReason; readonly reason: string; readonly actor: string },
): Promise<string> {
  const journal: JournalService = strapi.plugin('journal').service('journal');
  const { id, entryId: _entry, ...kept } = original;
  const lineStep = original.lineStep + 1;
  const base = original.lineId === null ? original.number : original.number.replace(/\.\d+$/, '');
  const reversal = {
    ...kept,
    number: stepped(base, lineStep),
    amountVnd: -original.amountVnd,
    receivedOn: dayOf(Date.now()),
    lineStep,
    reversesId: id,
    reasonCode: given.reasonCode,
    reason: given.reason,
  };
  const entry = reversedEntry(reversal, original.number, given.reasonCode, given.actor);
  const [entryId = 0] = await journal.append(trx, [entry]);
  await insertDonation(trx, reversal, entryId);
  return reversal.number;
}
