import { sumVnd, type Vnd } from './money.ts';
import { accept, refuse, type Decision } from './refusal.ts';

/** How a settlement or a suggestion came about, in the order of falling certainty. */
export const settlementPasses = ['code', 'near-code', 'sender', 'name', 'several-codes'] as const;
export type SettlementPass = (typeof settlementPasses)[number];

export const certainties = ['high', 'medium', 'low'] as const;
export type Certainty = (typeof certainties)[number];

/** How far it is known which pledges a donation answers; each state is a list of the workbench. */
export const identificationStates = [
  'certain',
  'suggested',
  'several-codes',
  'unidentified',
  'checked',
  'waiting',
  'settled',
  'reversed',
] as const;
export type IdentificationState = (typeof identificationStates)[number];

/** What decides on a donation at the workbench; amounts in đồng. */
export interface Identification {
  readonly amountVnd: number;
  /** Of which settlements stand, and of these by hand. */
  readonly settledVnd: number;
  readonly manualVnd: number;
  /** What waits for a second person. */
  readonly waitingVnd: number;
  readonly suggestionCount: number;
  readonly codeCount: number;
  readonly isChecked: boolean;
  readonly isReversed: boolean;
}

/** The list in which a donation stands: derived, never typed. */
export function identificationStateOf(donation: Identification): IdentificationState {
  if (donation.isReversed) return 'reversed';
  if (donation.waitingVnd > 0) return 'waiting';
  if (donation.settledVnd > 0) return donation.manualVnd > 0 ? 'settled' : 'certain';
  if (donation.isChecked) return 'checked';
  if (donation.codeCount > 1) return 'several-codes';
  return donation.suggestionCount > 0 ? 'suggested' : 'unidentified';
}

/** What of a donation is neither settled nor waiting. */
export const remainingOf = (donation: Identification): Vnd =>
  donation.isReversed
    ? sumVnd([0])
    : sumVnd([donation.amountVnd, -donation.settledVnd, -donation.waitingVnd]);

export interface Share {
  readonly code: string;
  readonly amountVnd: number;
}

export type SharesRefusal =
  | 'donation-reversed-already'
  | 'shares-missing'
  | 'pledge-twice'
  | 'amount-not-positive'
  | 'nothing-left'
  | 'amount-exceeds-donation'
  | 'settled-already';

/**
 * Decides on settling a donation by hand with one or several pledges. The shares and what was settled before
 * never exceed the donation; a pair of donation and pledge stands once. From `fromVnd` on, all that was
 * settled by hand counted, a second person confirms: large gifts cannot be cut into small ones.
 */
export function decideShares(
  donation: Identification,
  shares: readonly Share[],
  standingCodes: ReadonlySet<string>,
  fromVnd: number,
): Decision<{ readonly needsSecondPerson: boolean }, SharesRefusal> {
  if (donation.isReversed) return refuse('donation-reversed-already');
  if (shares.length === 0) return refuse('shares-missing');
  const codes = new Set(shares.map(({ code }) => code));
  if (codes.size < shares.length) return refuse('pledge-twice');
  if (shares.some(({ amountVnd }) => amountVnd <= 0)) return refuse('amount-not-positive');
  const left = remainingOf(donation);
  if (left <= 0) return refuse('nothing-left');
  const sharedVnd = sumVnd(shares.map(({ amountVnd }) => amountVnd));
  if (sharedVnd > left) return refuse('amount-exceeds-donation', { leftVnd: left });
  const twice = shares.find(({ code }) => standingCodes.has(code));
  if (twice !== undefined) return refuse('settled-already', { code: twice.code });
  const byHandVnd = sumVnd([donation.manualVnd, donation.waitingVnd, sharedVnd]);
  // After this point the change must succeed.
  return accept({ needsSecondPerson: byHandVnd >= fromVnd });
}

/** Decides who may confirm what waits: anybody but those who proposed it. */
export function decideConfirmation(
  proposedBy: readonly string[],
  actor: string,
): Decision<null, 'nothing-waits' | 'second-person-needed'> {
  if (proposedBy.length === 0) return refuse('nothing-waits');
  if (proposedBy.includes(actor)) return refuse('second-person-needed');
  // After this point the change must succeed.
  return accept(null);
}

/** Decides on undoing a settlement that stands. Its amount is free again afterwards, to the đồng. */
export function decideUndo(
  donation: Identification,
  settlement: { readonly amountVnd: number; readonly isStanding: boolean } | null,
  reason: string,
): Decision<
  { readonly settledVnd: Vnd },
  'settlement-not-found' | 'undone-already' | 'reason-missing'
> {
  if (settlement === null) return refuse('settlement-not-found');
  if (!settlement.isStanding) return refuse('undone-already');
  if (reason.trim() === '') return refuse('reason-missing');
  // After this point the change must succeed.
  return accept({ settledVnd: sumVnd([donation.settledVnd, -settlement.amountVnd]) });
}
