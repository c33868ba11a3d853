import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { CorpusBank } from './corpus-memo.ts';
import type { CorpusRow } from './corpus.ts';

/** A statement that is written row by row. */
export interface CorpusStatement {
  readonly account: string;
  readonly openingVnd: number;
  readonly rows: Iterable<CorpusRow>;
}

/** What was written, to compare with what was read. */
export interface CorpusSums {
  readonly rows: number;
  readonly creditVnd: number;
  readonly debitVnd: number;
  readonly closingVnd: number;
}

type Cells = readonly string[];
interface Layout {
  readonly bank: CorpusBank;
  head(statement: CorpusStatement): Iterable<Cells>;
  row(row: CorpusRow, number: number, balanceVnd: number): Cells;
  foot(closingVnd: number): Iterable<Cells>;
}

const parted = (amount: number, sign: string) =>
  String(Math.abs(amount)).replace(/\B(?=(\d{3})+$)/g, sign);
const dotted = (amount: number) => parted(amount, '.');
const commaed = (amount: number) => parted(amount, ',');

/** Layouts by name; a bank may have several. */
export const corpusLayouts = {
  'vietcombank-full': {
    bank: 'vietcombank',
    head: ({ account, openingVnd }) => [
      ['SAO KÊ TÀI KHOẢN / ACCOUNT STATEMENT'],
      ['Số tài khoản/Account number', account],
      ['Loại tiền/Currency', 'VND'],
      [`Số dư đầu kỳ/ Opening balance : ${dotted(openingVnd)}`],
      [
        'STT\nNo.',
        'Ngày1/\nTNX Date/ Số CT/ Doc No',
        'Ngày hiệu lực2/\nEffective date',
        'Số tiền ghi nợ/\nDebit',
        'Số tiền ghi có/\nCredit',
        'Số dư/\nBalance',
        'Nội dung chi tiết/\nTransactions in detail',
      ],
    ],
    row: ({ bookedOn, reference, amountVnd, memo }, number) => [
      String(number),
      `${bookedOn}\n${reference}`,
      bookedOn,
      amountVnd < 0 ? dotted(amountVnd) : '',
      amountVnd > 0 ? dotted(amountVnd) : '',
      '',
      memo,
    ],
    foot: (closingVnd) => [
      ['Tổng cộng/ Total'],
      [`Số dư cuối kỳ/ Closing balance : ${dotted(closingVnd)}`],
    ],
  },
  'agribank-statement': {
    bank: 'agribank',
    head: ({ account }) => [
      ['NGÂN HÀNG NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN VIỆT NAM'],
      ['Số tài khoản / Account No', account],
      [
        'Ngày / Date',
        'Ghi chú / Remark',
        'Nợ / Dr',
        'Có / Cr',
        'Số dư / Balance',
        'Số tham chiếu / Ref. no',
      ],
    ],
    row: ({ bookedOn, reference, amountVnd, memo }, _number, balanceVnd) => [
      bookedOn,
      memo,
      amountVnd < 0 ? commaed(amountVnd) : '',
      amountVnd > 0 ? commaed(amountVnd) : '',
      commaed(balanceVnd),
      reference,
    ],
    foot: () => [],
  },
} as const satisfies Record<string, Layout>;
export type CorpusLayout = keyof typeof corpusLayouts;

const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const line = (cells: Cells) => `${cells.map(quoted).join(',')}\r\n`;

/** Writes a statement as CSV in constant memory; its balances are right. */
export async function writeCorpus(
  path: string,
  name: CorpusLayout,
  statement: CorpusStatement,
): Promise<CorpusSums> {
  const layout: Layout = corpusLayouts[name];
  const out = createWriteStream(path);
  let [rows, creditVnd, debitVnd] = [0, 0, 0];
  let text = '\ufeff';
  for (const cells of layout.head(statement)) text += line(cells);
  for (const row of statement.rows) {
    rows += 1;
    if (row.amountVnd > 0) creditVnd += row.amountVnd;
    else debitVnd -= row.amountVnd;
    text += line(layout.row(row, rows, statement.openingVnd + creditVnd - debitVnd));
    if (text.length < 200_000) continue;
    if (!out.write(text)) await once(out, 'drain');
    text = '';
  }
  const closingVnd = statement.openingVnd + creditVnd - debitVnd;
  for (const cells of layout.foot(closingVnd)) text += line(cells);
  out.end(text);
  await finished(out);
  return { rows, creditVnd, debitVnd, closingVnd };
}
