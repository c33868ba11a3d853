import { accept, refuse, type Decision, type StatementRow } from '@chung-tay/domain';
import { open } from 'node:fs/promises';
import { agribankEbanking, agribankStatement } from './agribank/layout';
import { amountFrom, momentFrom, namesOf, plain } from './cells';
import { rowsOfText } from './text-file';
import {
  FileRefused,
  limits,
  type CellRow,
  type FileFacts,
  type Layout,
  type Role,
  type StatementFile,
} from './types';
import { vietcombankDigibank, vietcombankFull } from './vietcombank/layout';
import { rowsOfWorkbook } from './workbook-file';

/** In the order in which they are tried: the one with the most telling words first. */
const layouts: readonly Layout[] = [
  vietcombankFull,
  agribankStatement,
  vietcombankDigibank,
  agribankEbanking,
];

type Columns = Readonly<Partial<Record<Role, number>>>;

function columnsIn(layout: Layout, names: readonly (readonly string[])[]): Columns | null {
  const columns: Partial<Record<Role, number>> = {};
  for (const [role, words] of Object.entries(layout.columns) as [Role, readonly string[]][]) {
    const column = names.findIndex((cell) => cell.some((name) => words.includes(name)));
    if (column >= 0) columns[role] = column;
  }
  // Date and reference may share a cell; other roles have a column each.
  const own = Object.entries(columns).filter(
    ([role]) => role !== 'reference' && role !== 'valueDate',
  );
  const areApart = new Set(own.map(([, column]) => column)).size === own.length;
  const areThere = layout.required.every((role) => columns[role] !== undefined);
  return areThere && areApart ? columns : null;
}

function layoutOf(cells: readonly string[]): { layout: Layout; columns: Columns } | null {
  const names = cells.map(namesOf);
  for (const layout of layouts) {
    const columns = columnsIn(layout, names);
    if (columns !== null) return { layout, columns };
  }
  return null;
}

const openingWords = ['số dư đầu kỳ', 'opening balance', 'số dư đầu'];
const closingWords = ['số dư cuối kỳ', 'closing balance', 'số dư cuối'];
const accountWords = ['số tài khoản', 'account number', 'account no', 'tài khoản'];
const totalWords = [
  'tổng cộng',
  'tổng số',
  'tổng phát sinh',
  'cộng phát sinh',
  'cộng doanh số',
  'total',
];

/** The cell of a row that begins with one of the words. */
function labelIn(cells: readonly string[], words: readonly string[]): number {
  return cells.findIndex((cell) => {
    const text = plain(cell);
    return words.some((word) => text.startsWith(word));
  });
}

/** What stands behind a label: after its colon, or in the next cell that holds a digit. */
function valueBehind(cells: readonly string[], label: number): string {
  const cell = cells[label] ?? '';
  const behind = /[::]([^::]*\d[^::]*)/.exec(cell)?.[1];
  return behind ?? cells.slice(label + 1).find((next) => /\d/.test(next)) ?? '';
}

/** An account number as it is printed: digits, in groups or not; some accounts hold letters too. */
function accountBehind(cells: readonly string[], label: number): string | null {
  const value = valueBehind(cells, label);
  const digits = /\d(?:[ .-]?\d){3,18}/.exec(value)?.[0];
  if (digits !== undefined && !/[A-Za-z]/.test(value.split(/\s+[-(]|,/)[0] ?? '')) {
    return digits.replace(/[ .-]/g, '');
  }
  return /\b(?=[A-Za-z]*\d)[0-9A-Za-z]{4,19}\b/.exec(value)?.[0] ?? null;
}

function amountBehind(cells: readonly string[], label: number): number | null {
  const value = valueBehind(cells, label).replace(/\(.*$/, '');
  return amountFrom(value) ?? null;
}

class RowReader {
  private opening: number | null = null;
  private closing: number | null = null;
  private account: string | null = null;
  private columns: Columns = {};
  private position = 0;
  private ended = false;
  layout: Layout | null = null;

  facts(): FileFacts {
    return { accountNumber: this.account, openingVnd: this.opening, closingVnd: this.closing };
  }

  /** Reads what is no booking: header, balances, account, totals. Answers whether it was such a row. */
  private readLabels(cells: readonly string[]): boolean {
    const opening = labelIn(cells, openingWords);
    const closing = labelIn(cells, closingWords);
    const total = this.layout === null ? -1 : labelIn(cells, totalWords);
    if (opening >= 0) this.opening ??= amountBehind(cells, opening);
    if (closing >= 0) this.closing = amountBehind(cells, closing) ?? this.closing;
    // Some banks print both balances above the table: only below it does a closing balance end it.
    if (this.layout !== null && (closing >= 0 || total >= 0)) this.ended = true;
    return opening >= 0 || closing >= 0 || total >= 0;
  }

  private readPreamble({ number, cells }: CellRow): void {
    if (number > limits.headerRowsMax) throw new FileRefused(refuse('statement-header-unknown'));
    if (this.readLabels(cells)) return;
    const account = labelIn(cells, accountWords);
    // A second line such as "Số tài khoản cũ" does not replace the first.
    if (account >= 0) this.account ??= accountBehind(cells, account);
    const fit = layoutOf(cells);
    if (fit === null) return;
    this.layout = fit.layout;
    this.columns = fit.columns;
  }

  private text(cells: readonly string[], role: Role): string {
    const column = this.columns[role];
    return column === undefined ? '' : (cells[column] ?? '').trim();
  }

  private amount(row: CellRow, role: 'debit' | 'credit' | 'balance'): number | null {
    const amount = amountFrom(this.text(row.cells, role));
    if (amount === undefined) throw this.malformed(row, role);
    return amount;
  }

  private malformed(row: CellRow, column: Role): FileRefused {
    return new FileRefused(
      refuse('statement-row-malformed', {
        row: row.number,
        column,
        text: this.text(row.cells, column).slice(0, 60),
      }),
    );
  }

  private signedAmount(row: CellRow): number | null {
    const credit = this.amount(row, 'credit') ?? 0;
    const debit = this.amount(row, 'debit') ?? 0;
    if (credit === 0 && debit === 0) return null;
    if (credit !== 0 && debit !== 0) throw this.malformed(row, 'credit');
    if (credit < 0) throw this.malformed(row, 'credit');
    return credit === 0 ? -Math.abs(debit) : credit;
  }

  /** A booking; null for empty rows, footers of pages and repeated headers. */
  read(row: CellRow): StatementRow | null {
    if (row.cells.length > limits.columnsMax) {
      throw new FileRefused(
        refuse('statement-row-malformed', { row: row.number, column: '', text: '' }),
      );
    }
    if (this.layout === null) {
      this.readPreamble(row);
      return null;
    }
    const moment = momentFrom(this.text(row.cells, 'date'));
    if (moment === null) {
      if (this.readLabels(row.cells) || this.ended || layoutOf(row.cells) !== null) return null;
      const hasAmount =
        this.text(row.cells, 'credit') !== '' || this.text(row.cells, 'debit') !== '';
      if (hasAmount) throw this.malformed(row, 'date');
      return null;
    }
    if (this.ended) throw this.malformed(row, 'date');
    const amountVnd = this.signedAmount(row);
    if (amountVnd === null) throw this.malformed(row, 'credit');
    const memo = this.text(row.cells, 'memo').normalize('NFC');
    if (memo.length > limits.cellCharactersMax) {
      throw new FileRefused(
        refuse('statement-cell-too-long', { row: row.number, max: limits.cellCharactersMax }),
      );
    }
    this.position += 1;
    if (this.position > limits.rowsMax) {
      throw new FileRefused(refuse('statement-too-many-rows', { max: limits.rowsMax }));
    }
    const isShared = this.columns.reference === this.columns.date;
    return {
      position: this.position,
      bookedOn: moment.on,
      bookedAt: moment.at,
      valueOn: momentFrom(this.text(row.cells, 'valueDate'))?.on ?? null,
      amountVnd,
      balanceVnd: this.amount(row, 'balance'),
      // The control characters of a hostile file must not reach the database or a page.
      reference: clean(isShared ? moment.rest : this.text(row.cells, 'reference')).slice(0, 100),
      counterparty: clean(this.text(row.cells, 'counterparty')),
      memo: clean(memo),
    };
  }
}

const clean = (text: string) =>
  text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ' ').replace(/\p{Surrogate}/gu, '\ufffd');

const headBytes = 65_536;

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** The rows of cells of a file, by what its first bytes say it is; its name is not believed. */
function cellsOf(path: string, head: Buffer): Decision<AsyncGenerator<CellRow[]>> {
  if (head.length === 0) return refuse('statement-empty');
  if (head.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') {
    return accept(rowsOfWorkbook(path));
  }
  const isUtf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  const beginning = head.subarray(0, 512).toString('latin1').trimStart().toLowerCase();
  const isMarkup = /^(?:ï»¿)?\s*<(?:html|table|\?xml|!doctype)/.test(beginning);
  if (isMarkup || beginning.startsWith('%pdf') || (!isUtf16 && head.includes(0))) {
    return refuse('statement-format-unsupported');
  }
  return accept(rowsOfText(path, head));
}

/**
 * Opens a bank statement: CSV (UTF-8, UTF-16, windows-1258) or XLSX, of a layout that its header words
 * name. Reads until the first row is found, so that what stands above it is known; the rows are streamed.
 */
export async function openStatementFile(path: string): Promise<Decision<StatementFile>> {
  const cells = cellsOf(path, await headOf(path));
  if (!cells.ok) return cells;
  const reader = new RowReader();
  const source = cells.value[Symbol.asyncIterator]();
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
  if (reader.layout === null) return refuse('statement-header-unknown');

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
  return accept({ layout: reader.layout.id, batches: batches(), facts: () => reader.facts() });
}
