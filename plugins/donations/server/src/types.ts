import type {
  AccountState,
  CampaignState,
  Day,
  Decision,
  DecisionReference,
  HoldReason,
  HoldState,
  LineClass,
  LineRule,
  LineRuleInput,
  MemoNames,
  OnProgress,
  SignedAccountList,
  StatementState,
  TransferDetails,
} from '@chung-tay/domain';

export interface Campaign {
  readonly code: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly causeVi: string | null;
  readonly causeEn: string | null;
  readonly state: CampaignState;
  /** Its last day; money that is booked later came late. Null while it is not set. */
  readonly endsOn: string | null;
  readonly demonstration: boolean;
  readonly memoNames: MemoNames;
  readonly unitCode: string;
}

export interface ReceivingAccount {
  readonly id: number;
  /** NAPAS BIN; empty where the bank has none. */
  readonly bin: string;
  /** Short name of the bank. */
  readonly bank: string;
  readonly number: string;
  readonly name: string;
  readonly campaignCode: string;
  readonly unitCode: string;
  readonly state: AccountState;
  readonly preparedBy: string;
  readonly publishedBy: string | null;
  /** ISO 4217. Only đồng are booked. */
  readonly currency: string;
  /** What a bank abroad asks for; null for an account that takes transfers inside the country only. */
  readonly transfer: TransferDetails | null;
  readonly publishedOn: Day | null;
  /** The day on which it was suspended or closed. */
  readonly endedOn: Day | null;
  readonly version: number;
}

export interface CampaignService {
  list(): Promise<Campaign[]>;
  find(code: string): Promise<Campaign | null>;
}

export type AccountCommand = 'publish' | 'suspend' | 'close';

/** What an officer enters. `transfer` is checked as a whole when it, or a currency other than đồng, is given. */
export interface NewAccountInput {
  readonly bin: string;
  readonly number: string;
  readonly name: string;
  readonly campaign: string;
  readonly currency?: string;
  readonly transfer?: Readonly<Partial<Record<keyof TransferDetails, string | null>>> | null;
}

export interface AccountService {
  list(): Promise<ReceivingAccount[]>;
  findByNumber(number: string): Promise<ReceivingAccount | null>;
  /**
   * The accounts of a campaign that may stand in a VietQR: published, in đồng, at a bank with a BIN. From a
   * cache of at most a second, as the others.
   */
  publishedOf(campaignCode: string): Promise<ReceivingAccount[]>;
  /** The published accounts of a campaign that take transfers from abroad. */
  abroadOf(campaignCode: string): Promise<ReceivingAccount[]>;
  add(input: NewAccountInput, actor: string): Promise<Decision<ReceivingAccount>>;
  change(
    id: number,
    command: AccountCommand,
    version: number,
    actor: string,
  ): Promise<Decision<ReceivingAccount>>;
}

export interface AccountListService {
  /** Every account that is or was published, signed with the key of the installation. */
  signed(): Promise<SignedAccountList>;
}

export interface Match {
  readonly code: string;
  readonly amountVnd: string;
  readonly donorName: string;
  readonly state: string;
}

/** What people see of a statement; amounts are decimal strings. */
export interface StatementView {
  readonly id: number;
  readonly number: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly account: {
    readonly number: string;
    readonly bank: string;
    readonly name: string;
    readonly campaignCode: string;
  };
  readonly layout: string;
  readonly state: StatementState;
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
  readonly openingVnd: string | null;
  readonly closingVnd: string | null;
  readonly creditVnd: string;
  readonly debitVnd: string;
  readonly rowCount: number;
  readonly creditCount: number;
  /** Rows that are not in the books yet, and rows that another file brought already. */
  readonly newCount: number;
  readonly knownCount: number;
  readonly twinCount: number;
  readonly matchedCount: number;
  readonly matches: readonly Match[];
  /** Rows posted so far. */
  readonly posted: number;
  readonly sample: readonly {
    readonly position: number;
    readonly bookedOn: string;
    readonly amountVnd: string;
    readonly memo: string;
    readonly class: string;
    readonly known: boolean;
    readonly code: string | null;
  }[];
  /** Lines of this statement that wait for a second person; before its acceptance: that would. */
  readonly held: { readonly count: number; readonly amountVnd: string };
  /** Days of which it tells something else than earlier files, until a person has looked. */
  readonly differenceCount: number;
  readonly refusal: {
    readonly code: string;
    readonly messages: { readonly vi: string; readonly en: string };
  } | null;
  readonly reason: string | null;
  readonly uploadedBy: string;
  readonly decidedBy: string | null;
  /** Who accepted it although it could not be proved, and why; the reason is public. */
  readonly overriddenBy: string | null;
  readonly overrideReason: string | null;
  readonly uploadedAt: string;
  readonly version: number;
}

export type StatementSource =
  { readonly path: string } | { readonly stream: AsyncIterable<Buffer> };

export interface StatementService {
  /**
   * Keeps the file, reads and proves it. A file that is known already is answered with
   * `alreadyKnown: true`. A file that cannot be read is refused and nothing of it is kept; one that does
   * not balance is refused and stays listed as `control-failed`.
   */
  upload(
    input: StatementSource & {
      readonly fileName: string;
      readonly accountNumber: string;
      readonly actor: string;
      readonly onProgress?: OnProgress;
    },
  ): Promise<Decision<StatementView & { readonly alreadyKnown: boolean }>>;
  list(): Promise<StatementListRow[]>;
  preview(id: number): Promise<StatementView | null>;
  accept(id: number, version: number, actor: string): Promise<Decision<StatementView>>;
  /**
   * Accepts a file whose control failed or is missing, with a reason that is public. Refuses who uploaded it
   * (`second-person-needed`).
   */
  override(
    id: number,
    version: number,
    reason: string,
    actor: string,
  ): Promise<Decision<StatementView>>;
  reject(
    id: number,
    version: number,
    reason: string,
    actor: string,
  ): Promise<Decision<StatementView>>;
  /** Posts what is accepted and not posted yet, chunk by chunk; may be called again after a crash. */
  post(id: number, options?: { readonly onProgress?: OnProgress }): Promise<void>;
  /** Posts every accepted statement that is not posted to its end. */
  postAccepted(): Promise<void>;
  /** Removes staged rows that no statement refers to any more. */
  sweep(): Promise<void>;
}

export type StatementListRow = Pick<
  StatementView,
  | 'id'
  | 'number'
  | 'fileName'
  | 'layout'
  | 'state'
  | 'periodFrom'
  | 'periodTo'
  | 'rowCount'
  | 'creditVnd'
  | 'debitVnd'
  | 'posted'
  | 'uploadedBy'
  | 'decidedBy'
  | 'uploadedAt'
  | 'version'
> & { readonly accountNumber: string };

/** A donation whose memo holds reference codes: what settlement looks at. */
export interface CodedDonation {
  readonly id: number;
  readonly entryId: number;
  readonly number: string;
  readonly memoCodes: readonly string[];
  readonly amountVnd: number;
  readonly campaignCode: string;
  readonly receivedOn: string;
}

export interface DonationService {
  /** The events of the journal whose entries hold donation records, at (entry, index). */
  readonly events: { readonly posted: string; readonly reversed: string };
  withCodes(entryIds: readonly number[]): Promise<CodedDonation[]>;
  /** Posts a held line. Refuses whoever let it into the books (`second-person-needed`). */
  confirm(
    holdId: number,
    version: number,
    actor: string,
  ): Promise<Decision<{ readonly number: string }>>;
  /**
   * Answers a donation by its equal and opposite, at most one per original; gives the number of the new
   * record. Reason code and reason are public. With `wrong-campaign` the money of a bank line may be booked
   * anew to the campaign where it belongs, in the same step.
   */
  reverse(
    number: string,
    given: {
      readonly reasonCode: string;
      readonly reason: string;
      readonly toCampaign?: string;
    },
    actor: string,
  ): Promise<Decision<{ readonly number: string; readonly rebooked?: string }>>;
  /**
   * Ties a refund or a reversal by the bank to the donation that it gives back, and reverses that donation;
   * gives the number of the new record.
   */
  refund(
    lineId: number,
    number: string,
    reason: string,
    actor: string,
  ): Promise<Decision<{ readonly number: string }>>;
  /** Says what a line really is: takes its donation out of the books, or brings it in. */
  reclassify(
    lineId: number,
    toClass: string,
    reason: string,
    actor: string,
  ): Promise<Decision<{ readonly class: LineClass }>>;
}

export interface LineFilter {
  readonly statement: string | null;
  readonly account: string | null;
  readonly from: string | null;
  readonly to: string | null;
  /** Of the amount without its sign. */
  readonly minVnd: number | null;
  readonly maxVnd: number | null;
  readonly class: LineClass | null;
  readonly q: string | null;
}

/** A line as officers see it. */
export interface LineRow {
  readonly id: number;
  /** As `SK000012-345`: statement and row. */
  readonly number: string;
  readonly statementId: number;
  readonly statementNumber: string;
  readonly position: number;
  readonly accountNumber: string;
  readonly bookedOn: string;
  readonly bookedAt: string | null;
  readonly amountVnd: string;
  readonly balanceVnd: string | null;
  readonly reference: string;
  readonly counterparty: string;
  readonly memo: string;
  readonly ordinal: number;
  readonly class: LineClass;
  readonly readClass: LineClass;
  readonly holdState: HoldState | null;
  readonly donation: { readonly number: string; readonly isStanding: boolean } | null;
  readonly decision: DecisionReference | null;
}

export interface LineDetail extends LineRow {
  readonly donations: readonly {
    readonly number: string;
    readonly amountVnd: string;
    readonly receivedOn: string;
    readonly reasonCode: string | null;
    readonly reason: string | null;
  }[];
  readonly reclassifications: readonly {
    readonly from: LineClass;
    readonly to: LineClass;
    readonly reason: string;
    readonly actor: string;
    readonly at: string;
  }[];
}

export interface HoldRow {
  readonly id: number;
  readonly version: number;
  readonly lineId: number;
  readonly number: string;
  readonly accountNumber: string;
  readonly campaignCode: string;
  readonly bookedOn: string;
  readonly amountVnd: string;
  readonly reason: HoldReason;
  readonly acceptedBy: string;
  /** Whoever asks let this line into the books and so cannot confirm it. */
  readonly isMine: boolean;
  readonly reference: string;
  readonly counterparty: string;
  readonly memo: string;
}

export interface BooksService {
  /** Lines that wait for a second person, oldest first, fifty at a time. */
  holds(
    after: string,
    actor: string,
  ): Promise<{
    readonly holds: readonly HoldRow[];
    readonly total: { readonly count: number; readonly amountVnd: string };
    readonly next: string | null;
  }>;
  /** Lines by the query of a request (`query-malformed`), fifty at a time. */
  lines(
    query: Readonly<Record<string, unknown>>,
  ): Promise<Decision<{ readonly lines: readonly LineRow[]; readonly next: string | null }>>;
  line(id: number): Promise<LineDetail | null>;
}

export interface RefundCandidate {
  readonly number: string;
  readonly receivedOn: string;
  readonly amountVnd: string;
  readonly memo: string;
  readonly reference: string;
  readonly counterparty: string;
  /** What speaks for it, beside the amount. */
  readonly signs: readonly ('reference' | 'counterparty')[];
}

export interface RefundService {
  /** Standing donations that a debit may give back: of its amount and account, those with more signs first. */
  suggest(lineId: number): Promise<readonly RefundCandidate[]>;
}

export interface DayDifference {
  readonly id: number;
  readonly accountNumber: string;
  readonly day: string;
  readonly statementNumber: string;
  /** Lines of the day in the books, rows of the day in the file, and those that the file brought first. */
  readonly bookedCount: number;
  readonly fileCount: number;
  readonly freshCount: number;
  readonly state: 'open' | 'closed';
  readonly note: string | null;
  readonly closedBy: string | null;
  readonly version: number;
}

export interface DayDifferenceService {
  /** Days on which two files of one account differ, the open ones first. */
  list(): Promise<readonly DayDifference[]>;
  close(
    id: number,
    version: number,
    note: string,
    actor: string,
  ): Promise<Decision<{ readonly id: number }>>;
}

export interface ListedRule extends LineRule {
  readonly id: number;
  readonly place: number;
  readonly note: string;
  readonly state: 'active' | 'retired';
  readonly changedBy: string;
  readonly changedAt: string;
  readonly version: number;
}

export type LineRuleCommand =
  | { readonly event: 'added'; readonly rule: LineRuleInput; readonly note: string }
  | {
      readonly event: 'changed';
      readonly id: number;
      readonly version: number;
      readonly rule: LineRuleInput;
      readonly note: string;
    }
  | {
      readonly event: 'moved';
      readonly id: number;
      readonly version: number;
      /** From 1; the others make room. */
      readonly place: number;
    }
  | { readonly event: 'retired'; readonly id: number; readonly version: number }
  | { readonly event: 'restored'; readonly id: number; readonly version: number };

/** What the newest lines would be with a rule that is not saved yet. */
export interface RuleTrial {
  readonly lineCount: number;
  /** Lines that the rule names by itself. */
  readonly namedCount: number;
  readonly changedCount: number;
  readonly changes: readonly {
    readonly id: number;
    readonly number: string;
    readonly bookedOn: string;
    readonly amountVnd: string;
    readonly memo: string;
    readonly from: LineClass;
    readonly to: LineClass;
  }[];
}

export interface LineRuleService {
  /** The rules by which an import classifies its rows, in order; at most a second old. */
  current(): Promise<readonly LineRule[]>;
  list(): Promise<readonly ListedRule[]>;
  /** The one door of a change; answers the id of the rule. Imports that come later follow it. */
  change(command: LineRuleCommand, actor: string): Promise<Decision<number>>;
  /** Tries a rule on the newest lines, in the place of rule `id` or behind all. Changes nothing. */
  try(input: LineRuleInput, id: number | null, lines: number): Promise<Decision<RuleTrial>>;
}

/** A statement as the public sees it. Amounts are decimal strings. */
export interface PublicStatement {
  readonly number: string;
  /** Null while the account is not published. */
  readonly account: {
    readonly number: string;
    readonly bank: string;
    readonly name: string;
  } | null;
  readonly campaign: string;
  readonly from: string;
  readonly to: string;
  readonly openingVnd: string | null;
  readonly creditVnd: string;
  readonly debitVnd: string;
  readonly closingVnd: string | null;
  readonly rows: number;
  readonly control:
    | { readonly state: 'proved' }
    | {
        readonly state: 'overridden';
        readonly reason: string;
        readonly fault: {
          readonly code: string;
          readonly messages: { readonly vi: string; readonly en: string };
        };
      };
  /** All rows of the file by class: together its closing less its opening. */
  readonly classes: readonly {
    readonly class: string;
    readonly count: number;
    readonly amountVnd: string;
  }[];
  readonly held: { readonly count: number; readonly amountVnd: string };
  readonly sha256: string;
}

export interface PublicStatementService {
  page(
    beforeId: number | null,
    account: string | null,
  ): Promise<{ readonly statements: readonly PublicStatement[]; readonly next: string | null }>;
}

/** Tells which codes name a promise, for the preview of a statement. */
export type Matcher = (
  codes: readonly string[],
) => Promise<ReadonlyMap<string, { readonly state: string; readonly donorName: string }>>;

export interface MatchingService {
  register(matcher: Matcher): void;
  ask: Matcher;
}

export interface LedgerFilter {
  readonly q: string | null;
  /** A reference code that `q` spells. */
  readonly code: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly minVnd: number | null;
  readonly maxVnd: number | null;
  readonly campaign: string | null;
}

export interface LedgerRow {
  readonly seq: number;
  readonly index: number;
  readonly on: string;
  readonly amountVnd: string;
  readonly memo: string;
  readonly code?: string;
  readonly campaign: string;
  readonly source: string;
}

export interface LedgerPage {
  readonly rows: readonly LedgerRow[];
  /** Of the whole filtered set, not of the page. */
  readonly total: { readonly count: number; readonly amountVnd: string };
  /** What `after` must be for the next page; null on the last. */
  readonly next: string | null;
}

export interface LedgerService {
  page(
    filter: LedgerFilter,
    after: { readonly seq: number; readonly index: number } | null,
  ): Promise<LedgerPage>;
  row(seq: number, index: number): Promise<LedgerRow | null>;
  /** Learns the places of newly sealed donations; answers how many entries were placed. */
  placeSealed(): Promise<number>;
}
