import type { Decision, LedgerCursor, LedgerFilter, LedgerSort } from '@chung-tay/domain';

/** Where a row of the ledger stands: the place of its entry in the journal, and its index there. */
export interface LedgerPlace {
  readonly seq: number;
  readonly index: number;
}

export interface LedgerRow extends LedgerPlace {
  readonly number: string;
  readonly on: string;
  readonly amountVnd: string;
  /** What may be shown of the payer; bank lines say it in their memo, if at all. */
  readonly name?: string;
  readonly memo: string;
  readonly code?: string;
  readonly campaign: string;
  readonly account?: string;
  readonly source: string;
  /** Of a reversing row: what it takes back, and why. */
  readonly reverses?: LedgerPlace & { readonly reasonCode: string; readonly reason: string };
  /** Of a row that was taken back: where, when and why. */
  readonly reversedBy?: LedgerPlace & {
    readonly on: string;
    readonly reasonCode: string;
    readonly reason: string;
  };
  readonly statement?: {
    readonly number: string;
    /** False when it was accepted although its balances did not prove it. */
    readonly proved: boolean;
    readonly overrideReason?: string;
  };
}

/** A row with its entry of the journal: whoever has the text of the entry can compute its hash. */
export interface LedgerRowInJournal extends LedgerRow {
  readonly entry: {
    readonly prevHash: string;
    readonly hash: string;
    readonly sealedAt: string;
    /** The canonical text that was hashed behind the previous hash and a line feed. */
    readonly canonical: string;
    /** How many rows the entry holds. */
    readonly rows: number;
  };
}

export interface LedgerTotal {
  readonly count: number;
  readonly amountVnd: string;
}

export interface LedgerWatermark {
  readonly seq: number;
  readonly asOf: string | null;
}

export interface LedgerPage {
  readonly watermark: LedgerWatermark;
  readonly rows: readonly LedgerRow[];
  /** Of the whole filtered set, not of the page; null while it is not counted. */
  readonly total: LedgerTotal | null;
  /** Of the whole ledger. */
  readonly all: LedgerTotal;
  /** What `after` must be for the next page; null on the last. */
  readonly next: string | null;
}

export interface LedgerTotals {
  readonly watermark: LedgerWatermark;
  /** Null while it is still being counted: ask again. */
  readonly total: LedgerTotal | null;
  readonly all: LedgerTotal;
  /** Share of the ledger that is counted, 0 to 1. */
  readonly done: number;
}

/** A part of the ledger as a file; `watermark` says which state it is. */
export interface LedgerFile {
  readonly watermark: LedgerWatermark;
  readonly lines: AsyncIterable<string>;
}

export interface LedgerService {
  page(filter: LedgerFilter, sort: LedgerSort, after: LedgerCursor | null): Promise<LedgerPage>;
  /** Counts the filtered set, for at most `waitMs`; goes on behind and knows it at the next question. */
  totals(filter: LedgerFilter, waitMs: number): Promise<Decision<LedgerTotals>>;
  /** The filtered set as CSV at one watermark, a part at a time. Refuses with `ledger-busy`. */
  file(filter: LedgerFilter): Promise<Decision<LedgerFile>>;
  row(seq: number, index: number): Promise<LedgerRowInJournal | null>;
  /** Shows newly sealed donations; answers how many entries those were. */
  placeSealed(): Promise<number>;
}
