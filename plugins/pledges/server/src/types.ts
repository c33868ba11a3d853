import type {
  Decision,
  Fulfilment,
  PledgeCommand,
  PledgeState,
  PledgeSubmission,
  PublicState,
  SubmissionRefused,
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

export type { PledgeSubmission };
