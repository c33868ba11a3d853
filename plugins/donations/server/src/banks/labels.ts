import { amountFrom, plain } from './cells';
import type { Declared } from './types';
import type { Columns } from './layouts';

export const openingWords = ['số dư đầu', 'opening balance', 'so du dau'];
export const closingWords = ['số dư cuối', 'closing balance', 'ending balance', 'so du cuoi'];
const totalWords = [
  'tổng cộng',
  'tổng số',
  'tổng phát sinh',
  'cộng phát sinh',
  'cộng doanh số',
  'total',
];
const accountWords = ['số tài khoản', 'account number', 'account no', 'tài khoản'];
// BIDV prints the number that an account had in an older system on a line of its own.
const oldAccount = /^(?:số tài khoản cũ|old account)/;
const countForm =
  /^(?:tổng số|số lượng|số|total(?: number of)?|number of|no\. of) (?:lượng )?(?:giao dịch|gd|bút toán|món|dòng|transactions?|records?|items)\b/;
const sumForm = {
  debitVnd: /^(?:tổng|total)(?: số tiền| tiền| phát sinh| ghi| ps| amount of)* (?:nợ|debits?)/,
  creditVnd: /^(?:tổng|total)(?: số tiền| tiền| phát sinh| ghi| ps| amount of)* (?:có|credits?)/,
} as const;

/** The cell of a row that begins with one of the words. */
export function labelIn(cells: readonly string[], words: readonly string[]): number {
  return cells.findIndex((cell) => {
    const text = plain(cell.slice(0, 200));
    return words.some((word) => text.startsWith(word));
  });
}

export const totalIn = (cells: readonly string[]) => labelIn(cells, totalWords);

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

/** The account that a line above the table names. */
export function accountIn(cells: readonly string[]): string | null {
  const label = labelIn(cells, accountWords);
  if (label < 0 || oldAccount.test(plain(cells[label] ?? ''))) return null;
  return accountBehind(cells, label);
}

/** The account with which a new part of the file begins. A memo that speaks of an account is none. */
export function nextAccountIn(cells: readonly string[], { memo }: Columns): string | null {
  const label = labelIn(cells, ['số tài khoản', 'account number', 'account no']);
  if (label < 0 || label === memo || oldAccount.test(plain(cells[label] ?? ''))) return null;
  return accountBehind(cells, label);
}

export function amountBehind(cells: readonly string[], label: number): number | null {
  const value = valueBehind(cells, label).replace(/\(.*$/, '');
  return amountFrom(value) ?? null;
}

export const nothingDeclared: Declared = { creditVnd: null, debitVnd: null, rows: null };

function countIn(cells: readonly string[]): number | null {
  const label = cells.findIndex((cell) => countForm.test(plain(cell.slice(0, 200))));
  if (label < 0) return null;
  const digits = /\d[\d.,]*/.exec(valueBehind(cells, label))?.[0].replace(/[.,]/g, '');
  return digits === undefined ? null : Number(digits);
}

function sumBehind(cells: readonly string[], form: RegExp): number | null {
  const label = cells.findIndex((cell) => form.test(plain(cell.slice(0, 200))));
  const amount = label < 0 ? null : amountBehind(cells, label);
  return amount === null ? null : Math.abs(amount);
}

function sumUnder(cells: readonly string[], column: number | undefined): number | null {
  const amount = column === undefined ? null : amountFrom(cells[column] ?? '');
  return amount === null || amount === undefined ? null : Math.abs(amount);
}

/**
 * What a row says about the sums of the file: in words (`Tổng số giao dịch: 6`), or, where it is the row
 * of totals, by its amounts under the columns of the table.
 */
export function declaredIn(cells: readonly string[], columns: Columns, isTotal: boolean): Declared {
  const under = (column: number | undefined) => (isTotal ? sumUnder(cells, column) : null);
  return {
    debitVnd: sumBehind(cells, sumForm.debitVnd) ?? under(columns.debit),
    creditVnd: sumBehind(cells, sumForm.creditVnd) ?? under(columns.credit ?? columns.amount),
    rows: countIn(cells),
  };
}
