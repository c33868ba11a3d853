import { accept, refuse, type Decision, type Refused, type StatementRow } from '@chung-tay/domain';
import { open } from 'node:fs/promises';
import { isMarkup, rowsOfMarkup } from './markup-file';
import { RowReader } from './row-reader';
import { rowsOfText, utf16Of } from './text-file';
import { FileRefused, type CellRow, type ReadAs, type StatementFile } from './types';
import { rowsOfWorkbook } from './workbook-file';

const headBytes = 65_536;

export async function headOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

const isArchive = (head: Buffer) => head.toString('latin1', 0, 4) === 'PK\u0003\u0004';

/**
 * The rows of cells of a file, by what its first bytes say it is; its name is not believed. Old workbooks
 * (and new ones behind a password) share one envelope, which is not opened.
 */
export function cellsOf(
  path: string,
  head: Buffer,
  sheet = 0,
): Decision<AsyncGenerator<CellRow[]>> {
  if (head.length === 0) return refuse('statement-empty');
  const start = head.toString('latin1', 0, 8);
  if (isArchive(head)) return accept(rowsOfWorkbook(path, sheet));
  if (start === '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1') {
    return refuse('statement-format-old-excel');
  }
  // Readers of PDF accept its mark anywhere in the first kilobyte, after whatever.
  if (head.subarray(0, 1024).includes('%PDF-')) return refuse('statement-format-pdf');
  const utf16 = utf16Of(head);
  if (utf16 === null && head.includes(0)) return refuse('statement-format-unsupported');
  return accept(isMarkup(head, utf16) ? rowsOfMarkup(path, head) : rowsOfText(path, head));
}

/** What is refused of a reader that came to its end, or to its first row. */
function refusalOf(reader: RowReader, as: ReadAs): Refused | null {
  if (reader.layout === null) return refuse('statement-header-unknown');
  if (!reader.isOfAnother) return null;
  const { accountNumber: printed } = reader.facts();
  return refuse('statement-account-differs', {
    printed: printed ?? '',
    chosen: as.accountNumber ?? '',
  });
}

async function openRows(
  cells: AsyncGenerator<CellRow[]>,
  as: ReadAs,
): Promise<Decision<StatementFile>> {
  const reader = new RowReader(as);
  const source = cells[Symbol.asyncIterator]();
  const first: StatementRow[] = [];
  try {
    for (let next = await source.next(); next.done !== true; next = await source.next()) {
      first.push(...next.value.flatMap((row) => reader.read(row) ?? []));
      // An opening balance may stand between the header and the first row.
      if (first.length > 0) break;
    }
  } catch (error) {
    await source.return(undefined);
    if (error instanceof FileRefused) return error.refused;
    throw error;
  }
  const refused = refusalOf(reader, as);
  if (refused !== null) return refused;

  async function* batches(): AsyncGenerator<StatementRow[]> {
    try {
      if (first.length > 0) yield first;
      for (let next = await source.next(); next.done !== true; next = await source.next()) {
        const rows = next.value.flatMap((row) => reader.read(row) ?? []);
        if (rows.length > 0) yield rows;
      }
    } finally {
      await source.return(undefined);
    }
  }
  return accept({
    layout: reader.layout ?? '',
    batches: batches(),
    facts: () => reader.facts(),
  });
}

/** Sheets of a workbook that are tried, in case the rows do not stand on the first. */
const sheetsMax = 5;
const isElsewhere = ({ refusal }: Refused) =>
  refusal === 'statement-header-unknown' || refusal === 'statement-account-differs';

/**
 * Opens a bank statement: CSV (UTF-8, UTF-16, windows-1258), XLSX, or the HTML that some banks call `.xls`,
 * of a layout that its header words name. Reads until the first row is found, so that what stands above it
 * is known; the rows are streamed.
 */
export async function openStatementFile(
  path: string,
  as: ReadAs,
): Promise<Decision<StatementFile>> {
  const head = await headOf(path);
  const cells = cellsOf(path, head);
  if (!cells.ok) return cells;
  const opened = await openRows(cells.value, as);
  if (opened.ok || !isArchive(head) || !isElsewhere(opened)) return opened;
  for (let sheet = 1; sheet < sheetsMax; sheet += 1) {
    const other = await openRows(rowsOfWorkbook(path, sheet), as);
    if (other.ok || !isElsewhere(other)) return other;
  }
  return opened;
}
