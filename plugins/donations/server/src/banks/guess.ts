import type { ColumnRole, StatementMapping, ThousandsSign } from '@chung-tay/domain';
import { momentFrom, namesOf, plain } from './cells';
import type { CellRow } from './types';

/** Words by which banks name columns, for a first guess at a layout that nobody has described. */
const words: Readonly<Record<ColumnRole, readonly string[]>> = {
  date: ['ngày giao dịch', 'ngày gd', 'transaction date', 'tnx date', 'trans.date', 'ngày', 'date'],
  time: ['giờ', 'giờ giao dịch', 'thời gian', 'time'],
  valueDate: ['ngày hiệu lực', 'ngày giá trị', 'effective date', 'value date'],
  reference: [
    ...['số tham chiếu', 'số ct', 'số chứng từ', 'số bút toán', 'số giao dịch', 'mã giao dịch'],
    ...['mã gd', 'reference', 'ref. no', 'doc no', 'transaction no', 'transaction number'],
  ],
  debit: [
    'ghi nợ',
    'số tiền ghi nợ',
    'phát sinh nợ',
    'ps nợ',
    'nợ',
    'tiền ra',
    'chi',
    'debit',
    'dr',
  ],
  credit: [
    'ghi có',
    'số tiền ghi có',
    'phát sinh có',
    'ps có',
    'có',
    'tiền vào',
    'thu',
    'credit',
    'cr',
  ],
  amount: ['số tiền', 'amount'],
  balance: ['số dư', 'số dư lũy kế', 'balance'],
  memo: [
    ...['nội dung', 'nội dung chi tiết', 'nội dung giao dịch', 'diễn giải', 'mô tả', 'ghi chú'],
    ...['mô tả giao dịch', 'description', 'details', 'remark', 'memo'],
  ],
  counterparty: ['tên đối ứng', 'người chuyển', 'đơn vị chuyển', 'tên tài khoản đối ứng'],
  counterpartyAccount: ['tài khoản đối ứng', 'số tài khoản đối ứng', 'tài khoản chuyển'],
};

function columnsOf(cells: readonly string[]): Partial<Record<ColumnRole, number>> {
  const names = cells.map(namesOf);
  const columns: Partial<Record<ColumnRole, number>> = {};
  for (const [role, known] of Object.entries(words) as [ColumnRole, readonly string[]][]) {
    const column = names.findIndex((cell) => cell.some((name) => known.includes(name)));
    if (column >= 0 && !Object.values(columns).includes(column)) columns[role] = column;
  }
  if (columns.debit !== undefined || columns.credit !== undefined) delete columns.amount;
  return columns;
}

/** The row with most known words; where there is none, the one above the first day. */
function headerOf(rows: readonly CellRow[]): CellRow | undefined {
  const known = rows.map((row) => ({ row, count: Object.keys(columnsOf(row.cells)).length }));
  const best = known.sort((one, other) => other.count - one.count)[0];
  if (best !== undefined && best.count >= 2) return best.row;
  const first = rows.findIndex(({ cells }) => cells.some((cell) => momentFrom(cell) !== null));
  return rows[Math.max(first - 1, 0)];
}

const signs: readonly (readonly [ThousandsSign, RegExp])[] = [
  ['.', /^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/],
  [',', /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/],
  [' ', /^[+-]?\d{1,3}(?: \d{3})+$/],
  ["'", /^[+-]?\d{1,3}(?:'\d{3})+$/],
];

function thousandsOf(rows: readonly CellRow[]): ThousandsSign {
  const cells = rows.flatMap((row) => row.cells.map(plain));
  return signs.find(([, form]) => cells.some((cell) => form.test(cell)))?.[0] ?? '';
}

/** A first guess at how a file is read, for an officer to correct. */
export function guessMapping(rows: readonly CellRow[]): StatementMapping {
  const header = headerOf(rows);
  const below = rows.filter(({ number }) => number > (header?.number ?? 0));
  const holds = (form: RegExp) =>
    below.some(({ cells }) => cells.some((cell) => form.test(cell.trim())));
  const isMonthFirst = holds(/^\d{1,2}\/(?:1[3-9]|2\d|3[01])\/\d{4}/);
  const isYearFirst = holds(/^\d{4}[-/]\d/);
  return {
    headerRow: header?.number ?? 1,
    columns: header === undefined ? {} : columnsOf(header.cells),
    dateForm: isMonthFirst ? 'mdy' : isYearFirst ? 'ymd' : 'dmy',
    thousands: thousandsOf(below),
  };
}
