import { createHash } from 'node:crypto';
import {
  dayOf,
  sumVnd,
  type Channel,
  type Day,
  type Entry,
  type Posting,
  type ReversalReason,
} from '@chung-tay/domain';
import type { NewDonation } from '../store/donations';

/** The events of the journal whose entries hold donation records. */
export const donationEvents = {
  posted: 'donations.posted',
  reversed: 'donations.reversed',
} as const;

/** A credit of a statement as far as an entry speaks of it. */
export interface PostedCredit {
  readonly position: number;
  readonly bookedOn: string;
  readonly amountVnd: number;
  readonly baseKey: string;
  readonly ordinal: number;
}

interface Purpose {
  readonly campaignCode: string;
  readonly unitCode: string;
}

const channelOf: Readonly<Record<NewDonation['source'], Channel>> = {
  'bank-line': 'central-account',
  'counter-slip': 'counter',
  'goods-receipt': 'goods',
  wallet: 'wallet',
  direct: 'direct',
};

const received = (purpose: Purpose, on: string, amountVnd: number, rows: number): Posting => ({
  measure: 'received',
  kind: 'cash',
  channel: 'central-account',
  campaign: purpose.campaignCode,
  unit: purpose.unitCode,
  locality: '',
  donorKind: '',
  origin: '',
  on: on as Day,
  amountVnd,
  rows,
});

/** The sums of some credits, one posting per booked day. */
function postingsOf(credits: readonly PostedCredit[], purpose: Purpose): Posting[] {
  const byDay = Map.groupBy(credits, ({ bookedOn }) => bookedOn);
  return [...byDay].sort().map(([on, ofDay]) => {
    const amountVnd = sumVnd(ofDay.map((credit) => credit.amountVnd));
    return received(purpose, on, amountVnd, ofDay.length);
  });
}

/** Ties the entry to its rows: whoever has the rows can compute it again. */
function digestOf(credits: readonly PostedCredit[]): string {
  const hash = createHash('sha256');
  for (const { position, baseKey, ordinal, amountVnd } of credits) {
    hash.update(`${position} ${baseKey} ${ordinal} ${amountVnd}\n`);
  }
  return hash.digest('hex');
}

/** The entry of some credits of one statement: a chunk of an import, or one that a person confirmed. */
export function postedEntry(
  statement: { readonly number: string },
  purpose: Purpose,
  credits: readonly PostedCredit[],
  actor: string,
): Entry {
  const now = new Date();
  return {
    event: donationEvents.posted,
    subject: `statement:${statement.number}`,
    actor,
    unit: purpose.unitCode,
    on: dayOf(now.getTime()),
    at: now.toISOString(),
    facts: {
      statement: statement.number,
      first: credits[0]?.position ?? 0,
      last: credits.at(-1)?.position ?? 0,
      count: credits.length,
      digest: digestOf(credits),
    },
    postings: postingsOf(credits, purpose),
  };
}

/** The entry of one record that reverses another; its posting takes the amount out of the totals. */
export function reversedEntry(
  reversal: NewDonation,
  reverses: string,
  reasonCode: ReversalReason,
  actor: string,
): Entry {
  const now = new Date();
  const { number, kind, source, amountVnd, receivedOn, unitCode, origin } = reversal;
  return {
    event: donationEvents.reversed,
    subject: `donation:${reverses}`,
    actor,
    unit: unitCode,
    on: dayOf(now.getTime()),
    at: now.toISOString(),
    facts: { donation: number, reverses, reasonCode, amountVnd: String(amountVnd) },
    postings: [
      {
        ...received(reversal, receivedOn, amountVnd, -1),
        ...{ kind, channel: channelOf[source], origin },
      },
    ],
  };
}
