import type { LineRule } from './classification.ts';
import type { Day } from './day.ts';
import { accept, refuse, type Decision } from './refusal.ts';

/** Wallets and short numbers for messages (Humanitarian Portal 1400) that collect gifts and pay them out later. */
export const walletChannels = [
  ...(['momo', 'zalopay', 'viettel-money'] as const),
  ...(['sms-1400', 'sms-1405', 'sms-1407'] as const),
];
export type WalletChannel = (typeof walletChannels)[number];

export const isWalletChannel = (text: string): text is WalletChannel =>
  (walletChannels as readonly string[]).includes(text);

/** Short numbers report sums per operator and period, wallets each transaction. */
export const isSmsChannel = (channel: WalletChannel) => channel.startsWith('sms-');

/** One transaction of a wallet, or one sum of an operator for a period. */
export interface WalletRow {
  /** Place of the row in its file, from 1. */
  readonly position: number;
  /** Unique per channel: what makes a row count once. Of a short number: operator and period. */
  readonly transactionId: string;
  /** The day of the gift; of a period its last day. */
  readonly paidOn: Day;
  readonly paidAt: string | null;
  /** What the donor gave, before fees. */
  readonly amountVnd: number;
  readonly feeVnd: number;
  /** Never public. */
  readonly phone: string;
  readonly note: string;
  /** Gifts in the row: 1, or the messages of a period. */
  readonly gifts: number;
}

/** What the officer typed from the provider's letter, before the file was read. */
export interface WalletTotals {
  readonly count: number;
  readonly amountVnd: number;
}

/**
 * Holds what was read against what the provider declared: neither count nor sum may differ. Refusal:
 * `wallet-control-differs` with both pairs.
 */
export function checkWalletTotals(
  declared: WalletTotals,
  read: WalletTotals,
): Decision<WalletTotals, 'wallet-control-differs'> {
  const isEqual = declared.count === read.count && declared.amountVnd === read.amountVnd;
  if (isEqual) return accept(read);
  return refuse('wallet-control-differs', {
    ...{ declaredCount: declared.count, declaredVnd: declared.amountVnd },
    ...{ count: read.count, amountVnd: read.amountVnd },
  });
}

export const walletFileStates = ['proved', 'accepted', 'rejected'] as const;
export type WalletFileState = (typeof walletFileStates)[number];
export type WalletFileEvent = 'accepted' | 'rejected';

/**
 * Decides on a file whose totals hold. From the threshold on, by its largest row, whoever accepts must not be
 * who uploaded it; rejecting needs a reason.
 */
export function decideWalletFile(
  file: {
    readonly state: WalletFileState;
    readonly uploadedBy: string;
    readonly largestVnd: number;
  },
  event: WalletFileEvent,
  {
    actor,
    reason = '',
    secondPersonFromVnd,
  }: { readonly actor: string; readonly reason?: string; readonly secondPersonFromVnd: number },
): Decision<
  WalletFileState,
  'wallet-event-not-possible' | 'second-person-needed' | 'reason-missing'
> {
  if (file.state !== 'proved') {
    return refuse('wallet-event-not-possible', { state: file.state, event });
  }
  const needsSecond = event === 'accepted' && file.largestVnd >= secondPersonFromVnd;
  if (needsSecond && actor === file.uploadedBy) return refuse('second-person-needed');
  if (event === 'rejected' && reason.trim() === '') return refuse('reason-missing');
  // After this point the change must succeed.
  return accept(event);
}

/**
 * How the bank's credit of a payout is told from a gift: words of settlement that no donor writes, or a
 * provider beside them. The gifts in it were counted one by one from the provider's file. A donor who pays
 * from a wallet names the provider alone, so that stays a gift. Few phrases, because each row is asked.
 */
export const walletPayoutRule: LineRule = {
  ...{ class: 'internal-transfer', direction: 'credit', match: 'letters' },
  phrases: [
    ...['doi soat', 'quyet toan momo', 'momo quyet toan', 'quyet toan vi', 'zalopay quyet toan'],
    ...['quyet toan zalopay', 'viettel money quyet toan', 'quyet toan viettel money'],
    ...['quyet toan dau so', 'dau so 1400 quyet', 'dau so 1405 quyet', 'dau so 1407 quyet'],
  ],
};
