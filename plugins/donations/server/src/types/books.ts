import type {
  Decision,
  DecisionReference,
  HoldReason,
  HoldState,
  LineClass,
  LineRule,
  LineRuleInput,
} from '@chung-tay/domain';

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
