import type { ColumnRole, MappedColumns, Refused, StatementRow } from '@chung-tay/domain';

/** What a column of a statement holds. */
export type Role = ColumnRole;

/** How one bank names its columns. A layout fits when each of its required roles finds its words. */
export interface Layout {
  readonly id: string;
  /** NAPAS BIN of the bank: its own layouts are tried first for its accounts. */
  readonly bin: string;
  /** Words per role, as they stand in a header cell between slashes and line breaks, in lower case. */
  readonly columns: Readonly<Partial<Record<Role, readonly string[]>>>;
  readonly required: readonly Role[];
  readonly habits?: Habits;
}

/** What a reader must know beyond the columns. */
export interface Habits {
  /** A day that is printed once stands for the rows below it too. */
  readonly fillsDates?: boolean;
  /** Printing glued the masked account of the payer to the amount: `10187654***300.000`. */
  readonly gluesAccount?: boolean;
  /** Order of the parts of a day where it is not day, month, year. */
  readonly dateForm?: 'mdy' | 'ymd';
  /** The one sign between thousands; both dots and commas are understood where it is not said. */
  readonly thousands?: '.' | ',' | ' ' | "'" | '';
}

/** An officer's description of a file that no layout fits, found again by the words of its header. */
export interface Template {
  readonly id: string;
  /** Digest of the header row, as `headerKeyOf` gives it. */
  readonly headerKey: string;
  readonly columns: MappedColumns;
  readonly habits: Habits;
}

/** One row of cells with its number in the file, from 1. */
export interface CellRow {
  readonly number: number;
  readonly cells: readonly string[];
}

/** What the bank says its rows add up to. */
export interface Declared {
  readonly creditVnd: number | null;
  readonly debitVnd: number | null;
  readonly rows: number | null;
}

export interface FileFacts {
  readonly accountNumber: string | null;
  readonly openingVnd: number | null;
  readonly closingVnd: number | null;
  readonly declared: Declared;
}

/** Balances that an officer copied from the paper of the bank, for a file that prints none. */
export interface TypedBalances {
  readonly openingVnd: number | null;
  readonly closingVnd: number | null;
}

/** For which account a file is read, and how. */
export interface ReadAs {
  /** Of a file with several accounts, only this one is read; null reads the first. */
  readonly accountNumber: string | null;
  readonly bin: string;
  readonly templates: readonly Template[];
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
  headerRowsMax: 40,
  /** Characters of a text file without a line's end. */
  lineCharactersMax: 100_000,
  /** Rows in a row without a booking. */
  idleRowsMax: 200_000,
  /** Parts of an archive. */
  partsMax: 1000,
  /** Unpacked bytes of one part of an archive. */
  partBytesMax: 2_000_000_000,
  /** How many times its size a large part of an archive may unpack to. */
  ratioMax: 150,
  /** Shared texts of a workbook are held in memory, as bytes. */
  sharedBytesMax: 120_000_000,
  sharedTextsMax: 4_000_000,
  /** Characters of markup in which no tag begins or ends. */
  silentCharactersMax: 1_000_000,
  /** Tags of markup in which no row and no text ends. */
  silentTagsMax: 20_000,
  /** Tags inside of tags. */
  depthMax: 100,
} as const;
