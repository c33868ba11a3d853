import {
  addDays,
  amountVndMax,
  fold,
  parseDay,
  refuse,
  type Day,
  type WalletRow,
} from '@chung-tay/domain';
import { amountFrom, clean, momentFrom } from '../banks/cells';
import { FileRefused } from '../banks/types';
import type { WalletRole } from './columns';

/** One row of cells, asked by what its columns hold. */
export interface Cells {
  readonly number: number;
  text(role: WalletRole): string;
}

type Unplaced = Omit<WalletRow, 'position'>;

const noteMax = 1000;

function malformed(cells: Cells, column: WalletRole): never {
  const text = clean(cells.text(column)).slice(0, 60);
  throw new FileRefused(refuse('wallet-row-malformed', { row: cells.number, column, text }));
}

const successWords = [
  'thanh cong',
  'success',
  'successful',
  'hoan thanh',
  'completed',
  'paid',
  '0',
];

/** Whether money came: a file without a status column lists successful transactions only. */
export function isSuccessful(cells: Cells): boolean {
  const status = fold(cells.text('status')).trim();
  return status === '' || successWords.includes(status);
}

function amountOf(cells: Cells): number {
  const amount = amountFrom(cells.text('amount'));
  // A refund is no gift and must be booked as the reversal of one.
  if (amount === undefined || amount === null || amount <= 0 || amount > amountVndMax) {
    return malformed(cells, 'amount');
  }
  return amount;
}

function feeOf(cells: Cells): number {
  const fee = amountFrom(cells.text('fee'));
  return fee === undefined ? malformed(cells, 'fee') : Math.abs(fee ?? 0);
}

const totalWords = /^(?:tong|cong|total)\b/;

/** A transaction; null for a row of totals. */
export function readWalletRow(cells: Cells): Unplaced | null {
  const transactionId = clean(cells.text('transaction')).replace(/\s+/g, '');
  const moment = momentFrom(cells.text('time'));
  if (moment === null) {
    const first = fold(cells.text('transaction')).trim();
    if (first === '' || totalWords.test(first)) return null;
    return malformed(cells, 'time');
  }
  if (!/^[\w.:/-]{4,100}$/.test(transactionId)) return malformed(cells, 'transaction');
  return {
    transactionId,
    ...{ paidOn: moment.on, paidAt: moment.at },
    ...{ amountVnd: amountOf(cells), feeVnd: feeOf(cells), gifts: 1 },
    phone: clean(cells.text('phone')).slice(0, 30),
    note: clean(cells.text('note')).normalize('NFC').slice(0, noteMax),
  };
}

const monthForm = /^(?:t(?:hang)?\s*)?(0?[1-9]|1[0-2])\s*[/.-]\s*(20\d{2})$/;

interface Period {
  readonly from: Day;
  readonly to: Day;
}

function monthOf(text: string): Period | null {
  const [, month = '', year = ''] = monthForm.exec(fold(text).trim()) ?? [];
  const from = parseDay(`${year}-${month.padStart(2, '0')}-01`);
  if (!from.ok) return null;
  const [next, nextYear] =
    month === '12' ? [1, Number(year) + 1] : [Number(month) + 1, Number(year)];
  const after = parseDay(`${nextYear}-${String(next).padStart(2, '0')}-01`);
  return after.ok ? { from: from.value, to: addDays(after.value, -1) } : null;
}

/** `09/2024`, two days in one cell, or two columns of days. */
function periodOf(cells: Cells): Period {
  const period = cells.text('period');
  const month = monthOf(period);
  if (month !== null) return month;
  const [first = cells.text('from'), last = cells.text('to')] =
    period === '' ? [] : period.split(/\s*(?:–|đến|den|to|\s-\s)\s*/i);
  const from = momentFrom(first);
  const to = momentFrom(last);
  if (from === null || to === null || to.on < from.on) {
    return malformed(cells, period === '' ? 'from' : 'period');
  }
  return { from: from.on, to: to.on };
}

/** The sum of an operator for a period; null for a row of totals. */
export function readSmsRow(cells: Cells): Unplaced | null {
  const operator = clean(cells.text('operator')).replace(/\s+/g, ' ').slice(0, 40);
  if (operator === '' || totalWords.test(fold(operator))) return null;
  const { from, to } = periodOf(cells);
  const messages = amountFrom(cells.text('messages'));
  if (messages === undefined || messages === null || messages <= 0) {
    return malformed(cells, 'messages');
  }
  return {
    transactionId: `${fold(operator)} ${from} ${to}`,
    ...{ paidOn: to, paidAt: null },
    ...{ amountVnd: amountOf(cells), feeVnd: feeOf(cells), gifts: messages },
    phone: '',
    note: `${operator}, ${from} – ${to}`,
  };
}
