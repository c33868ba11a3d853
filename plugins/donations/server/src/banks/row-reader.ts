import { refuse, type Day, type StatementRow } from '@chung-tay/domain';
import { amountFrom, clean, momentFrom, timeFrom, unglued, type Moment } from './cells';
import * as labels from './labels';
import { fitOf, type Fit } from './layouts';
import {
  FileRefused,
  limits,
  type CellRow,
  type Declared,
  type FileFacts,
  type ReadAs,
  type Role,
} from './types';

type AmountRole = 'debit' | 'credit' | 'amount' | 'balance';

const bare = (account: string) => account.replace(/^0+/, '').toLowerCase();

/** Turns rows of cells into bookings: finds header, balances and totals, and reads what lies between. */
export class RowReader {
  private opening: number | null = null;
  private closing: number | null = null;
  private declared: Declared = labels.nothingDeclared;
  private fit: Fit | null = null;
  private position = 0;
  private idleRows = 0;
  /** Whether the row that is read is a booking, ours or of another account. */
  private isBooking = false;
  /** The account of the part that is being read, the first one of the file, and ours as it is printed. */
  private account: string | null = null;
  private firstAccount: string | null = null;
  private ourAccount: string | null = null;
  private ended = false;
  private lastDay: Day | null = null;

  constructor(private readonly as: ReadAs) {}

  get layout(): string | null {
    return this.fit?.layout ?? null;
  }

  facts(): FileFacts {
    return {
      accountNumber: this.ourAccount ?? this.firstAccount,
      openingVnd: this.opening,
      closingVnd: this.closing,
      declared: this.declared,
    };
  }

  /** A file whose every part names another account has no row of ours. */
  get isOfAnother(): boolean {
    return this.firstAccount !== null && this.ourAccount === null;
  }

  /** A booking of our account; null for empty rows, footers of pages and repeated headers. */
  read(row: CellRow): StatementRow | null {
    if (row.cells.length > limits.columnsMax) throw this.malformed(row, '');
    this.isBooking = false;
    const booking = this.readAny(row);
    this.idleRows = this.isBooking ? 0 : this.idleRows + 1;
    if (this.idleRows > limits.idleRowsMax) {
      throw new FileRefused(refuse('statement-rows-idle', { max: limits.idleRowsMax }));
    }
    return booking;
  }

  private get isOurs(): boolean {
    const { accountNumber } = this.as;
    if (this.account === null || accountNumber === null) return true;
    return bare(this.account) === bare(accountNumber);
  }

  private readAny(row: CellRow): StatementRow | null {
    if (this.fit === null) {
      this.readPreamble(row);
      return null;
    }
    const moment = momentFrom(this.text(row, 'date'), this.fit.habits.dateForm);
    this.isBooking = moment !== null;
    if (moment !== null) return this.isOurs ? this.booking(row, moment) : null;
    if (this.readBetween(row) || this.ended || !this.isOurs) return null;
    if (!this.hasAmount(row)) return null;
    const filled = this.fit.habits.fillsDates === true && this.text(row, 'date') === '';
    if (!filled || this.lastDay === null) throw this.malformed(row, 'date');
    this.isBooking = true;
    return this.booking(row, { on: this.lastDay, at: null, rest: '' });
  }

  private readPreamble(row: CellRow): void {
    if (row.number > limits.headerRowsMax) {
      throw new FileRefused(refuse('statement-header-unknown'));
    }
    if (this.readBalances(row.cells)) return;
    const account = labels.accountIn(row.cells);
    if (account !== null && this.account === null) this.beginPart(account);
    this.fit = fitOf(row.cells, this.as);
  }

  /** Reads what stands between bookings, and answers whether it was such a row. */
  private readBetween({ cells }: CellRow): boolean {
    if (cells.every((cell) => cell === '')) return true;
    const account = labels.nextAccountIn(cells, this.fit?.columns ?? {});
    if (account !== null) {
      if (this.account === null || bare(account) !== bare(this.account)) this.beginPart(account);
      return true;
    }
    if (this.readBalances(cells)) return true;
    const fit = fitOf(cells, this.as);
    // A later part of a file may have its columns in another order.
    if (fit !== null) this.fit = fit;
    return fit !== null;
  }

  private beginPart(account: string): void {
    this.account = account;
    this.firstAccount ??= account;
    this.ended = false;
    this.lastDay = null;
    if (this.isOurs) this.ourAccount ??= account;
  }

  /** Reads balances and totals. */
  private readBalances(cells: readonly string[]): boolean {
    const opening = labels.labelIn(cells, labels.openingWords);
    const closing = labels.labelIn(cells, labels.closingWords);
    const total = this.fit === null ? -1 : labels.totalIn(cells);
    const isLabelled = opening >= 0 || closing >= 0 || total >= 0;
    if (!this.isOurs) return isLabelled;
    if (opening >= 0) this.opening ??= labels.amountBehind(cells, opening);
    if (closing >= 0) this.closing = labels.amountBehind(cells, closing) ?? this.closing;
    this.declare(labels.declaredIn(cells, this.fit?.columns ?? {}, total >= 0));
    // Some banks print both balances above the table: only below it does a closing balance end it.
    if (this.fit !== null && (closing >= 0 || total >= 0)) this.ended = true;
    return isLabelled;
  }

  private declare({ creditVnd, debitVnd, rows }: Declared): void {
    this.declared = {
      creditVnd: this.declared.creditVnd ?? creditVnd,
      debitVnd: this.declared.debitVnd ?? debitVnd,
      rows: this.declared.rows ?? rows,
    };
  }

  private text({ cells }: CellRow, role: Role): string {
    const column = this.fit?.columns[role];
    return column === undefined ? '' : (cells[column] ?? '').trim();
  }

  private hasAmount(row: CellRow): boolean {
    return (['debit', 'credit', 'amount'] as const).some((role) => this.text(row, role) !== '');
  }

  private malformed(row: CellRow, column: Role | ''): FileRefused {
    const text = column === '' ? '' : clean(this.text(row, column).slice(0, 60));
    return new FileRefused(refuse('statement-row-malformed', { row: row.number, column, text }));
  }

  private amount(row: CellRow, role: AmountRole, text = this.text(row, role)): number | null {
    const amount = amountFrom(text, this.fit?.habits.thousands);
    if (amount === undefined) throw this.malformed(row, role);
    return amount;
  }

  private signedAmount(row: CellRow, amountText: string): number {
    if (this.fit?.columns.amount !== undefined) {
      const amount = this.amount(row, 'amount', amountText) ?? 0;
      if (amount === 0) throw this.malformed(row, 'amount');
      return amount;
    }
    const credit = this.amount(row, 'credit') ?? 0;
    const debit = this.amount(row, 'debit') ?? 0;
    if ((credit === 0) === (debit === 0)) throw this.malformed(row, 'credit');
    if (credit < 0) throw this.malformed(row, 'credit');
    return credit === 0 ? -Math.abs(debit) : credit;
  }

  /** Amount and account of the payer, parted where printing glued them into either column. */
  private parted(row: CellRow): { amount: string; account: string } {
    const amount = this.text(row, 'amount');
    const account = this.text(row, 'counterpartyAccount');
    if (this.fit?.habits.gluesAccount !== true) return { amount, account };
    if (account === '') return unglued(amount) ?? { amount, account };
    return (amount === '' ? unglued(account) : null) ?? { amount, account };
  }

  private memo(row: CellRow): string {
    const memo = this.text(row, 'memo').normalize('NFC');
    if (memo.length > limits.cellCharactersMax) {
      throw new FileRefused(
        refuse('statement-cell-too-long', { row: row.number, max: limits.cellCharactersMax }),
      );
    }
    return clean(memo);
  }

  private booking(row: CellRow, moment: Moment): StatementRow {
    if (this.ended) throw this.malformed(row, 'date');
    const { amount, account } = this.parted(row);
    const amountVnd = this.signedAmount(row, amount);
    const memo = this.memo(row);
    this.lastDay = moment.on;
    this.position += 1;
    if (this.position > limits.rowsMax) {
      throw new FileRefused(refuse('statement-too-many-rows', { max: limits.rowsMax }));
    }
    const isShared = this.fit?.columns.reference === this.fit?.columns.date;
    const reference = isShared ? moment.rest : this.text(row, 'reference');
    return {
      position: this.position,
      bookedOn: moment.on,
      bookedAt: moment.at ?? timeFrom(this.text(row, 'time')),
      valueOn: momentFrom(this.text(row, 'valueDate'), this.fit?.habits.dateForm)?.on ?? null,
      amountVnd,
      balanceVnd: this.amount(row, 'balance'),
      reference: clean(reference).slice(0, 100),
      counterparty: clean(this.text(row, 'counterparty').normalize('NFC')),
      ...(account === '' ? {} : { counterpartyAccount: clean(account).slice(0, 60) }),
      memo,
    };
  }
}
