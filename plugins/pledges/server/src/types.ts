import type {
  Certainty,
  Decision,
  Evidence,
  Fulfilment,
  IdentificationState,
  PledgeCommand,
  PledgeState,
  PledgeSubmission,
  PublicState,
  SettlementPass,
  Share,
  SubmissionRefused,
  Suggestion,
  TransferDetails,
} from '@chung-tay/domain';

export interface CashInstructions {
  readonly bank: string;
  readonly bin: string;
  readonly account: string;
  readonly name: string;
  /** Decimal string in đồng. */
  readonly amount: string;
  readonly memo: string;
  /** Payload of the VietQR. */
  readonly vietqr: string;
}

/** The block of a SWIFT transfer; the sender's bank chooses the amount in the account's currency. */
export interface AbroadInstructions extends TransferDetails {
  readonly currency: string;
  /** An IBAN or another account number. */
  readonly account: string;
  readonly name: string;
  readonly memo: string;
}

export interface Instructions {
  /** Absent while the campaign has no published account. */
  readonly cash?: CashInstructions;
  /** For donors abroad, where the campaign has such accounts. */
  readonly abroad?: readonly AbroadInstructions[];
  readonly goods?: { readonly points: readonly never[] };
}

/** What a donor is answered, once and for all, for one idempotency key. */
export interface PledgeAnswer {
  readonly code: string;
  readonly token: string;
  readonly state: PledgeState;
  readonly instructions: Instructions;
}

export interface Submitted {
  readonly answer: PledgeAnswer;
  /** The same key came before with the same body. */
  readonly replayed: boolean;
}

export interface PledgeStatus {
  readonly code: string;
  readonly state: PledgeState;
  readonly publicState: PublicState;
  readonly fulfilment: Fulfilment;
}

export interface PledgeView extends PledgeStatus {
  readonly campaign: { readonly code: string; readonly nameVi: string; readonly nameEn: string };
  readonly donor: { readonly kind: string; readonly origin: string; readonly name: string };
  readonly visibility: string;
  readonly lines: readonly unknown[];
  readonly cashAmountVnd: string;
  readonly settledVnd: string;
  readonly submittedAt: string;
  readonly expiresAt: string;
  readonly wish: { readonly locality: string } | null;
  readonly message: string | null;
  readonly language: string;
  readonly instructions: Instructions;
  readonly history: readonly {
    readonly event: string;
    readonly at: string;
    readonly amountVnd?: string;
  }[];
}

export interface PledgeService {
  /**
   * Takes a promise. Refusals: those of a submission, `campaign-not-found`, `campaign-not-open`,
   * `locality-unknown`, `item-unknown`, `key-reused`, `too-busy`.
   */
  submit(key: string, body: unknown): Promise<Decision<Submitted> | SubmissionRefused>;
  statusOf(code: string): Promise<PledgeStatus | null>;
  byToken(token: string): Promise<PledgeView | null>;
  withdraw(token: string): Promise<Decision<PledgeStatus>>;
  /** The one door of every decision on a pledge. */
  change(id: number, command: PledgeCommand, actor: string): Promise<Decision<PledgeStatus>>;
  /** Lets promises expire whose time has passed; answers how many. */
  expireDue(): Promise<number>;
}

export interface SettlementService {
  /** Settles newly sealed donations with the promises that their memos name; answers how many. */
  settleSealed(): Promise<number>;
}

export interface IdentificationService {
  /**
   * Brings newly sealed donations to the workbench with their suggestions, and releases reversed ones; works
   * for some seconds at most. Answers how many records it looked at.
   */
  identifySealed(): Promise<number>;
}

/** A promise as officers choose among them; amounts are decimal strings. */
export interface PledgeChoice {
  readonly code: string;
  readonly donorName: string;
  readonly donorKind: string;
  readonly campaignCode: string;
  readonly state: PledgeState;
  readonly promisedVnd: string;
  readonly settledVnd: string;
  readonly remainingVnd: string;
  readonly submittedAt: string;
}

interface Named {
  readonly code: string;
  readonly donorName: string;
}

export interface WorkbenchRow {
  readonly id: number;
  readonly number: string;
  readonly campaignCode: string;
  readonly receivedOn: string;
  readonly state: IdentificationState;
  readonly version: number;
  readonly amountVnd: string;
  readonly settledVnd: string;
  readonly waitingVnd: string;
  readonly remainingVnd: string;
  /** As the bank printed it: for officers only. */
  readonly memo: string;
  readonly payer: string;
  /** The first suggestion. */
  readonly suggestion:
    (Named & { readonly pass: SettlementPass; readonly certainty: Certainty }) | null;
  readonly suggestionCount: number;
  readonly settledWith: readonly Named[];
}

export interface SuggestionView extends Suggestion {
  readonly evidence: Evidence;
  readonly pledge: PledgeChoice;
}

export interface SettlementView extends Named {
  readonly id: number;
  readonly amountVnd: string;
  readonly pass: 'code' | 'manual' | 'undo';
  readonly by: string;
  readonly at: string;
  readonly reason: string | null;
  readonly isStanding: boolean;
}

export interface ProposalView extends Named {
  readonly amountVnd: string;
  readonly by: string;
  readonly at: string;
}

export interface WorkbenchDetail extends WorkbenchRow {
  readonly source: string;
  readonly suggestions: readonly SuggestionView[];
  readonly settlements: readonly SettlementView[];
  readonly proposals: readonly ProposalView[];
}

export interface WorkbenchPage {
  readonly rows: readonly WorkbenchRow[];
  /** What `after` must be for the next page; null on the last. */
  readonly next: number | null;
}

/** What an officer may decide on a donation. */
export type IdentificationCommand =
  | { readonly kind: 'settle'; readonly shares: readonly Share[] }
  | { readonly kind: 'confirm' }
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'undo'; readonly settlementId: number; readonly reason: string }
  | { readonly kind: 'dismiss'; readonly code: string }
  | { readonly kind: 'check'; readonly isChecked: boolean };

export interface WorkbenchService {
  /** One page of a list, newest first; `typed` is a day, an amount, a code or words. */
  page(state: IdentificationState, typed: string, after: number | null): Promise<WorkbenchPage>;
  counts(): Promise<Readonly<Record<string, number>>>;
  find(donationId: number): Promise<WorkbenchDetail | null>;
  /** Promises by code, name, contact or amount. */
  pledges(typed: string): Promise<PledgeChoice[]>;
  /**
   * The one door of every decision on what a donation answers. Refuses what another version was seen of
   * (`version-stale`), and what the rules of the domain refuse.
   */
  change(
    donationId: number,
    command: IdentificationCommand,
    version: number,
    actor: string,
  ): Promise<Decision<WorkbenchDetail>>;
}

export type { PledgeSubmission };
