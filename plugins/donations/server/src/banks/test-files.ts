import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { StatementRow } from '@chung-tay/domain';
import { strToU8, zipSync } from 'fflate';
import { openStatementFile } from './read-file';
import { FileRefused, type FileFacts, type ReadAs } from './types';

export type Cells = readonly (readonly string[])[];

export interface Outcome {
  readonly refusal?: string;
  readonly facts?: FileFacts | Readonly<Record<string, string | number>>;
  readonly layout?: string;
  readonly rows?: readonly StatementRow[];
}

export const anyone: ReadAs = { accountNumber: null, bin: '', templates: [] };

export async function readPath(file: string, as = anyone): Promise<Outcome> {
  const opened = await openStatementFile(file, as);
  if (!opened.ok) return { refusal: opened.refusal, facts: opened.facts };
  const rows: StatementRow[] = [];
  try {
    for await (const batch of opened.value.batches) rows.push(...batch);
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    return { refusal: error.refused.refusal, facts: error.refused.facts };
  }
  return { layout: opened.value.layout, facts: opened.value.facts(), rows };
}

/** Reads what a file of this content gives. */
export async function read(content: Uint8Array | string, as = anyone): Promise<Outcome> {
  const folder = await mkdtemp(path.join(tmpdir(), 'chung-tay-banks-'));
  try {
    const file = path.join(folder, 'statement');
    await writeFile(file, content);
    return await readPath(file, as);
  } finally {
    await rm(folder, { recursive: true });
  }
}

export const header = [
  'STT\nNo.',
  'Ngày1/\nTNX Date/ Số CT/ Doc No',
  'Ngày hiệu lực2/\nEffective date',
  'Số tiền ghi nợ/\nDebit',
  'Số tiền ghi có/\nCredit',
  'Số dư/\nBalance',
  'Nội dung chi tiết/\nTransactions in detail',
];
export const gift = [
  '1',
  '10/09/2024\n5213.45946',
  '10/09/2024',
  '',
  '20.000',
  '',
  'Nguyễn Thị Hoà ủng hộ',
];
export const table: Cells = [
  ['Số tài khoản/Account number', '0011001932418'],
  ['Số dư đầu kỳ/ Opening balance : 1.000.000'],
  header,
  gift,
  ['Số dư cuối kỳ/ Closing balance : 1.020.000'],
];
export const withRow = (row: readonly string[]): Cells => [
  ...table.slice(0, 3),
  row,
  ...table.slice(4),
];

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
export const csv = (cells: Cells, separator = ',') =>
  cells.map((row) => row.map(quoted).join(separator)).join('\r\n');

export const sheetOf = (rows: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`;
export const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
export const inline = (cells: Cells) =>
  cells
    .map(
      (row) =>
        `<row>${row.map((cell) => `<c t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`).join('')}</row>`,
    )
    .join('');
export const xlsx = (parts: Readonly<Record<string, string>>) =>
  zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, text]) => [`xl/${name}`, strToU8(text)] as const),
    ),
  );
export const workbook = (rows: string, others: Readonly<Record<string, string>> = {}) =>
  xlsx({ 'worksheets/sheet1.xml': sheetOf(rows), ...others });

export const understood = {
  layout: 'vietcombank-full',
  facts: {
    accountNumber: '0011001932418',
    openingVnd: 1_000_000,
    closingVnd: 1_020_000,
    declared: { creditVnd: null, debitVnd: null, rows: null },
  },
  rows: [
    {
      position: 1,
      bookedOn: '2024-09-10',
      bookedAt: null,
      valueOn: '2024-09-10',
      amountVnd: 20_000,
      balanceVnd: null,
      reference: '5213.45946',
      counterparty: '',
      memo: 'Nguyễn Thị Hoà ủng hộ',
    },
  ],
};

/** Text that does not shrink much, so that the ratio of sizes alone gives nothing away. */
export function noise(length: number): string {
  let state = 1;
  let text = '';
  while (text.length < length) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    text += state.toString(36);
  }
  return text;
}

export function noisyItems(count: number): string {
  const some = Array.from({ length: 500 }, (_, index) => `<si a="${noise(4 + (index % 9))}"/>`);
  return some.join('').repeat(count / 500);
}
