import type { Refused, StatementRow } from '@chung-tay/domain';

/** What a column of a statement holds. */
export type Role =
  'date' | 'valueDate' | 'reference' | 'debit' | 'credit' | 'balance' | 'memo' | 'counterparty';

/** How one bank names its columns. A layout fits when each of its required roles finds its words. */
export interface Layout {
  readonly id: string;
  /** Words per role, as they stand in a header cell between slashes and line breaks, in lower case. */
  readonly columns: Readonly<Partial<Record<Role, readonly string[]>>>;
  readonly required: readonly Role[];
}

/** One row of cells with its number in the file, from 1. */
export interface CellRow {
  readonly number: number;
  readonly cells: readonly string[];
}

export interface FileFacts {
  readonly accountNumber: string | null;
  readonly openingVnd: number | null;
  readonly closingVnd: number | null;
}

export interface StatementFile {
  readonly layout: string;
  /** Rows in the order of the file, some hundreds at a time. Throws a `FileRefused`. */
  readonly batches: AsyncIterable<StatementRow[]>;
  /** What stands above and below the rows; whole only when the rows have been read. */
  facts(): FileFacts;
}

/**
 * A refusal in the middle of a stream. It is the one refusal that travels as an error, because an async
 * iterator has no other way to end early; whoever opened the file turns it back into a value.
 */
export class FileRefused extends Error {
  readonly refused: Refused;

  constructor(refused: Refused) {
    super(refused.refusal);
    this.refused = refused;
  }
}

/** What no honest statement exceeds. */
export const limits = {
  rowsMax: 5_000_000,
  columnsMax: 100,
  cellCharactersMax: 8_000,
  /** Unpacked bytes of one part of an archive. */
  partBytesMax: 2_000_000_000,
  /** Shared texts of a workbook are held in memory. */
  sharedCharactersMax: 150_000_000,
  /** Parts of an archive. */
  partsMax: 1000,
  /** Characters of a workbook in which no tag begins or ends. */
  silentCharactersMax: 1_000_000,
  headerRowsMax: 40,
} as const;
