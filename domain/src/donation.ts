import { accept, refuse, type Decision } from './refusal.ts';
import { lineClasses, type LineClass } from './statement.ts';

/** Why a booked donation is answered by its opposite; public, beside the words of the officer. */
export const reversalReasons = [
  'refunded',
  'bank-reversed',
  'misclassified',
  'wrong-campaign',
  'duplicate-entry',
  'entry-error',
] as const;
export type ReversalReason = (typeof reversalReasons)[number];

export const reversalReasonWords: Readonly<
  Record<ReversalReason, { readonly vi: string; readonly en: string }>
> = {
  refunded: { vi: 'Đã hoàn trả người ủng hộ', en: 'Returned to the donor' },
  'bank-reversed': { vi: 'Ngân hàng hủy giao dịch', en: 'Reversed by the bank' },
  misclassified: { vi: 'Không phải khoản ủng hộ', en: 'Not a donation' },
  'wrong-campaign': { vi: 'Ghi nhầm đợt vận động', en: 'Booked to another campaign' },
  'duplicate-entry': { vi: 'Ghi hai lần', en: 'Booked twice' },
  'entry-error': { vi: 'Nhập sai', en: 'Entered wrongly' },
};

export interface StandingDonation {
  readonly amountVnd: number;
  /** Set on a record that itself reverses another. */
  readonly reversesId: number | null;
  readonly isReversed: boolean;
}

export type ReversalRefusal =
  'choice-unknown' | 'reason-missing' | 'donation-is-reversal' | 'donation-reversed-already';

/**
 * Decides on the reversal of a donation: equal and opposite, at most one per original, never of a reversal.
 * Answers the amount of the reversing record.
 */
export function decideReversal(
  donation: StandingDonation,
  { reasonCode, reason }: { readonly reasonCode: string; readonly reason: string },
): Decision<number, ReversalRefusal> {
  if (!reversalReasons.includes(reasonCode as ReversalReason)) return refuse('choice-unknown');
  if (reason.trim() === '') return refuse('reason-missing');
  if (donation.reversesId !== null) return refuse('donation-is-reversal');
  if (donation.isReversed) return refuse('donation-reversed-already');
  // After this point the change must succeed.
  return accept(-donation.amountVnd);
}

/** Why a booked line waits before its donation is posted. */
export const holdReasons = ['second-person', 'campaign-closed'] as const;
export type HoldReason = (typeof holdReasons)[number];

export const holdStates = ['waiting', 'confirmed', 'reclassified'] as const;
export type HoldState = (typeof holdStates)[number];

/** What decides whether a credit is posted by itself. */
export interface HoldPolicy {
  /** From this amount on a second person confirms. */
  readonly fromVnd: number;
  /** Money that was booked after this day came late to a closed campaign; null while it is open. */
  readonly lateAfter: string | null;
}

/** Why a credit of this amount and day is held, or null when it posts by itself. */
export function holdReasonOf(
  line: { readonly amountVnd: number; readonly bookedOn: string },
  { fromVnd, lateAfter }: HoldPolicy,
): HoldReason | null {
  if (lateAfter !== null && line.bookedOn > lateAfter) return 'campaign-closed';
  return line.amountVnd >= fromVnd ? 'second-person' : null;
}

/**
 * Decides on a held line. Only a second person, never the one who let the line into the books, confirms it;
 * that it is something else than a gift anybody with the permission may say.
 */
export function decideHold(
  hold: { readonly state: HoldState; readonly acceptedBy: string },
  event: 'confirmed' | 'reclassified',
  actor: string,
): Decision<HoldState, 'hold-decided-already' | 'second-person-needed'> {
  if (hold.state !== 'waiting') return refuse('hold-decided-already');
  if (event === 'confirmed' && actor === hold.acceptedBy) return refuse('second-person-needed');
  // After this point the change must succeed.
  return accept(event);
}

export type ReclassificationRefusal =
  'choice-unknown' | 'reason-missing' | 'line-class-unchanged' | 'line-is-no-credit';

/** Decides whether a line may be of another class; only money that came in can be a donation. */
export function decideReclassification(
  line: { readonly amountVnd: number; readonly class: LineClass },
  toClass: string,
  reason: string,
): Decision<LineClass, ReclassificationRefusal> {
  const wanted = lineClasses.find((known) => known === toClass);
  if (wanted === undefined) return refuse('choice-unknown');
  if (reason.trim() === '') return refuse('reason-missing');
  if (wanted === line.class) return refuse('line-class-unchanged');
  if (wanted === 'donation' && line.amountVnd <= 0) return refuse('line-is-no-credit');
  // After this point the change must succeed.
  return accept(wanted);
}

export type RefundRefusal =
  'line-is-no-refund' | 'line-tied-already' | 'refund-amount-differs' | 'refund-before-donation';

/**
 * Decides whether a debit of the bank gives a donation back: a refund or a reversal by the bank, of the same
 * amount, not earlier than the gift. Answers the reason code of the reversal.
 */
export function decideRefund(
  line: {
    readonly class: LineClass;
    readonly amountVnd: number;
    readonly bookedOn: string;
    readonly isTied: boolean;
  },
  donation: { readonly amountVnd: number; readonly receivedOn: string },
): Decision<ReversalReason, RefundRefusal> {
  const isRefund = line.class === 'refund' || line.class === 'bank-reversal';
  if (!isRefund || line.amountVnd >= 0) return refuse('line-is-no-refund');
  if (line.isTied) return refuse('line-tied-already');
  if (line.amountVnd !== -donation.amountVnd) return refuse('refund-amount-differs');
  if (line.bookedOn < donation.receivedOn) return refuse('refund-before-donation');
  // After this point the change must succeed.
  return accept(line.class === 'refund' ? 'refunded' : 'bank-reversed');
}

/** What the books and one file say about a day that both cover. */
export interface DayCounts {
  readonly day: string;
  /** Lines of the day in the books, those of the file among them. */
  readonly booked: number;
  /** Rows of the day in the file. */
  readonly inFile: number;
  /** Lines that the file was the first to bring. */
  readonly fresh: number;
}

/**
 * Whether somebody should look at a day: the file lacks rows that the books have, or it brought rows to a day
 * that lay inside an earlier file. A day that was an earlier file's last may simply have gone on.
 */
export function isDayDifferent(counts: DayCounts, earlierLastDays: readonly string[]): boolean {
  if (counts.booked > counts.inFile) return true;
  const before = counts.booked - counts.fresh;
  return counts.fresh > 0 && before > 0 && earlierLastDays.some((last) => last > counts.day);
}

/** Decides on closing a day whose counts differ: once, with a note. */
export function decideDifference(
  state: 'open' | 'closed',
  note: string,
): Decision<'closed', 'difference-closed-already' | 'reason-missing'> {
  if (state === 'closed') return refuse('difference-closed-already');
  if (note.trim() === '') return refuse('reason-missing');
  // After this point the change must succeed.
  return accept('closed');
}
