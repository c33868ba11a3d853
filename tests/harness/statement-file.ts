import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { strToU8, zipSync } from 'fflate';

/** A row that a test wants to stand in a statement. */
export interface TestRow {
  /** dd/mm/yyyy */
  readonly bookedOn: string;
  readonly reference: string;
  /** Positive for a credit, negative for a debit. */
  readonly amountVnd: number;
  readonly memo: string;
}

export interface TestStatement {
  readonly account: string;
  readonly openingVnd: number;
  readonly rows: readonly TestRow[];
  /** Another closing balance than the rows give, for files that must be refused. */
  readonly closingVnd?: number;
}

const dotted = (amount: number) => String(Math.abs(amount)).replace(/\B(?=(\d{3})+$)/g, '.');
const commaed = (amount: number) => String(Math.abs(amount)).replace(/\B(?=(\d{3})+$)/g, ',');
const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const closingOf = ({ openingVnd, rows, closingVnd }: TestStatement) =>
  closingVnd ?? rows.reduce((sum, { amountVnd }) => sum + amountVnd, openingVnd);

const vietcombankHeader = [
  'STT\nNo.',
  'Ngày1/\nTNX Date/ Số CT/ Doc No',
  'Ngày hiệu lực2/\nEffective date',
  'Số tiền ghi nợ/\nDebit',
  'Số tiền ghi có/\nCredit',
  'Số dư/\nBalance',
  'Nội dung chi tiết/\nTransactions in detail',
];

const vietcombankRow = ({ bookedOn, reference, amountVnd, memo }: TestRow, number: number) => [
  String(number),
  `${bookedOn}\n${reference}`,
  bookedOn,
  amountVnd < 0 ? dotted(amountVnd) : '',
  amountVnd > 0 ? dotted(amountVnd) : '',
  '',
  memo,
];

function* vietcombankRows(statement: TestStatement): Generator<readonly string[]> {
  yield ['SAO KÊ TÀI KHOẢN / ACCOUNT STATEMENT'];
  yield ['Số tài khoản/Account number', statement.account];
  yield ['Loại tiền/Currency', 'VND'];
  yield [`Số dư đầu kỳ/ Opening balance : ${dotted(statement.openingVnd)}`];
  yield vietcombankHeader;
  let number = 0;
  for (const row of statement.rows) yield vietcombankRow(row, (number += 1));
  yield ['Tổng cộng/ Total'];
  yield [`Số dư cuối kỳ/ Closing balance : ${dotted(closingOf(statement))}`];
}

function* agribankRows(statement: TestStatement): Generator<readonly string[]> {
  yield ['NGÂN HÀNG NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN VIỆT NAM'];
  yield ['Số tài khoản / Account No', statement.account];
  yield [
    'Ngày / Date',
    'Ghi chú / Remark',
    'Nợ / Dr',
    'Có / Cr',
    'Số dư / Balance',
    'Số tham chiếu / Ref. no',
  ];
  let balance = statement.openingVnd;
  const wrongBy =
    closingOf(statement) - closingOf({ ...statement, closingVnd: undefined } as TestStatement);
  for (const [index, { bookedOn, reference, amountVnd, memo }] of statement.rows.entries()) {
    balance += amountVnd;
    const isLast = index === statement.rows.length - 1;
    yield [
      bookedOn,
      memo,
      amountVnd < 0 ? commaed(amountVnd) : '',
      amountVnd > 0 ? commaed(amountVnd) : '',
      commaed(isLast ? balance + wrongBy : balance),
      reference,
    ];
  }
}

async function writeCsv(path: string, rows: Iterable<readonly string[]>): Promise<void> {
  const out = createWriteStream(path);
  let text = '\ufeff';
  for (const cells of rows) {
    text += `${cells.map(quoted).join(',')}\r\n`;
    if (text.length < 100_000) continue;
    if (!out.write(text)) await once(out, 'drain');
    text = '';
  }
  out.end(text);
  await finished(out);
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
const xml = (text: string) => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? '');
const column = (index: number) => String.fromCharCode(65 + index);

/** An XLSX workbook of one sheet with inline texts; amounts become numbers, as spreadsheets write them. */
export function workbookOf(rows: Iterable<readonly string[]>): Uint8Array {
  let number = 0;
  let sheet = '';
  for (const cells of rows) {
    number += 1;
    const written = cells.map((text, index) => {
      const place = `${column(index)}${number}`;
      if (text === '') return '';
      return /^[1-9]\d{0,2}(?:[.,]?\d{3})*$/.test(text)
        ? `<c r="${place}"><v>${text.replace(/[.,]/g, '')}</v></c>`
        : `<c r="${place}" t="inlineStr"><is><t>${xml(text)}</t></is></c>`;
    });
    sheet += `<row r="${number}">${written.join('')}</row>`;
  }
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  return zipSync(
    {
      '[Content_Types].xml': strToU8(
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
      ),
      'xl/worksheets/sheet1.xml': strToU8(
        `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${main}"><sheetData>${sheet}</sheetData></worksheet>`,
      ),
    },
    { mtime: '2024-09-10T00:00:00Z' },
  );
}

/** The cells of a statement, row by row, as each bank lays them out. */
export const statementCells = { vietcombank: vietcombankRows, agribank: agribankRows } as const;

export const writeVietcombankCsv = (path: string, statement: TestStatement) =>
  writeCsv(path, vietcombankRows(statement));
export const writeVietcombankXlsx = (path: string, statement: TestStatement) =>
  writeFile(path, workbookOf(vietcombankRows(statement)));
export const writeAgribankCsv = (path: string, statement: TestStatement) =>
  writeCsv(path, agribankRows(statement));
export const writeAgribankXlsx = (path: string, statement: TestStatement) =>
  writeFile(path, workbookOf(agribankRows(statement)));

/** A small generator of numbers, so that a corpus is the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const surnames = ['NGUYEN', 'TRAN', 'LE', 'PHAM', 'HOANG', 'VU', 'DANG', 'BUI'];
const givenNames = ['VAN AN', 'THI BICH', 'MINH CHAU', 'QUOC DUNG', 'THU HA', 'DUC KHOA'];
const wishes = [
  'ung ho dong bao mien bac',
  'ung ho bao so 3',
  'gui ba con vung lu',
  'chung tay khac phuc',
];
const roundAmounts = [20_000, 50_000, 100_000, 200_000, 300_000, 500_000, 1_000_000, 2_000_000];

/**
 * Rows shaped like those of a relief account: round amounts, the memo grammars of Vietcombank, a share of
 * twins (equal in day, reference, amount and memo to the row before), a few fees.
 */
export function generateRows(options: {
  readonly count: number;
  readonly twinShare: number;
  readonly seed: number;
  /** Codes that stand in the memos of some rows, one each. */
  readonly codes?: readonly string[];
}): TestRow[] {
  const random = randomFrom(options.seed);
  const pick = <T>(values: readonly T[]) => values[Math.floor(random() * values.length)] as T;
  const digits = (length: number) =>
    Array.from({ length }, () => Math.floor(random() * 10)).join('');
  const rows: TestRow[] = [];
  const codes = [...(options.codes ?? [])];
  while (rows.length < options.count) {
    const last = rows.at(-1);
    if (last !== undefined && last.amountVnd > 0 && random() < options.twinShare) {
      rows.push(last);
      continue;
    }
    const bookedOn = `${String(9 + Math.floor(random() * 3)).padStart(2, '0')}/09/2024`;
    const reference = `5${digits(3)}.${digits(5)}`;
    if (random() < 0.002) {
      rows.push({ bookedOn, reference, amountVnd: -11_000, memo: 'THU PHI SMS' });
      continue;
    }
    const name = `${pick(surnames)} ${pick(givenNames)}`;
    const code = codes.pop();
    const words = code === undefined ? `${name} ${pick(wishes)}` : `${code} ${pick(wishes)}`;
    const memo = pick([
      `${digits(6)}.${digits(6)}.${digits(6)}.${words}`,
      `MBVCB.${digits(10)}.${words}.CT tu 0${digits(12)} ${name} toi 0011001932418 MAT TRAN TO QUOC`,
      `0200970${digits(19)}ABCD.${digits(6)}.${digits(6)}.Vietcombank:0011001932418:${words}`,
    ]);
    rows.push({ bookedOn, reference, amountVnd: pick(roundAmounts), memo });
  }
  return rows;
}
