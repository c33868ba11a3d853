import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  addToControl,
  finishControl,
  refusalWords,
  startControl,
  type StatementRow,
} from '@chung-tay/domain';
import { strToU8, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStatementFile } from './read-file';
import { FileRefused, limits, type FileFacts } from './types';

type Cells = readonly (readonly string[])[];

interface Outcome {
  readonly refusal?: string;
  readonly facts?: FileFacts | Readonly<Record<string, string | number>>;
  readonly layout?: string;
  readonly rows?: readonly StatementRow[];
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'chung-tay-banks-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function readPath(file: string): Promise<Outcome> {
  const opened = await openStatementFile(file);
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

async function read(content: Uint8Array | string): Promise<Outcome> {
  const file = path.join(folder, 'statement');
  await writeFile(file, content);
  return readPath(file);
}

const header = [
  'STT\nNo.',
  'Ngày1/\nTNX Date/ Số CT/ Doc No',
  'Ngày hiệu lực2/\nEffective date',
  'Số tiền ghi nợ/\nDebit',
  'Số tiền ghi có/\nCredit',
  'Số dư/\nBalance',
  'Nội dung chi tiết/\nTransactions in detail',
];
const gift = [
  '1',
  '10/09/2024\n5213.45946',
  '10/09/2024',
  '',
  '20.000',
  '',
  'Nguyễn Thị Hoà ủng hộ',
];
const table: Cells = [
  ['Số tài khoản/Account number', '0011001932418'],
  ['Số dư đầu kỳ/ Opening balance : 1.000.000'],
  header,
  gift,
  ['Số dư cuối kỳ/ Closing balance : 1.020.000'],
];
const withRow = (row: readonly string[]): Cells => [...table.slice(0, 3), row, ...table.slice(4)];

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const csv = (cells: Cells, separator = ',') =>
  cells.map((row) => row.map(quoted).join(separator)).join('\r\n');

const sheetOf = (rows: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`;
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const inline = (cells: Cells) =>
  cells
    .map(
      (row) =>
        `<row>${row.map((cell) => `<c t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`).join('')}</row>`,
    )
    .join('');
const xlsx = (parts: Readonly<Record<string, string>>) =>
  zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, text]) => [`xl/${name}`, strToU8(text)] as const),
    ),
  );
const workbook = (rows: string, others: Readonly<Record<string, string>> = {}) =>
  xlsx({ 'worksheets/sheet1.xml': sheetOf(rows), ...others });

const understood = {
  layout: 'vietcombank-full',
  facts: { accountNumber: '0011001932418', openingVnd: 1_000_000, closingVnd: 1_020_000 },
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

describe.each(['vietcombank', 'agribank'])('the samples of %s', async (bank) => {
  const samples = path.join(__dirname, bank, 'samples');
  const names = (await readdir(samples)).filter((name) => !name.endsWith('.json'));

  it.each(names)('%s is read as it is printed, and its balances prove it', async (name) => {
    const expected: Outcome = JSON.parse(
      await readFile(path.join(samples, `${path.parse(name).name}.json`), 'utf8'),
    );
    const outcome = await readPath(path.join(samples, name));
    expect(outcome).toEqual(expected);
    const facts = outcome.facts as FileFacts;
    const control = (outcome.rows ?? []).reduce(addToControl, startControl(facts.openingVnd));
    expect(finishControl(control, facts.closingVnd)).toMatchObject({ ok: true });
  });
});

describe('a text file', () => {
  const text = csv(table);
  const utf16be = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  it.each([
    ['UTF-8', text],
    ['UTF-8 with a mark', `\ufeff${text}`],
    ['UTF-8 in decomposed letters', text.normalize('NFD')],
    ['UTF-16 little-endian', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 big-endian', utf16be],
    ['semicolons', csv(table, ';')],
    ['tabs', csv(table, '\t')],
    ['line feeds only', text.replaceAll('\r\n', '\n')],
  ])('is read in %s', async (_, content) => {
    expect(await read(content)).toEqual(understood);
  });

  it('is read in windows-1258, whose tone marks stand behind their letters', async () => {
    const marks = /[\u0300\u0301\u0303\u0309\u0323]/;
    // This code page has most vowels composed, and the five tones as marks of their own.
    const legacy = [...text]
      .map((letter) => {
        const parts = [...letter.normalize('NFD')];
        const tone = parts.find((part) => marks.test(part)) ?? '';
        return (
          parts
            .filter((part) => part !== tone)
            .join('')
            .normalize('NFC') + tone
        );
      })
      .join('');
    expect(await read(iconv.encode(legacy, 'windows-1258'))).toEqual(understood);
  });

  it('may hold empty lines; a refusal still names the row that a spreadsheet shows', async () => {
    const broken = withRow(gift.with(4, 'hai mươi nghìn'));
    const lines = csv(broken).split('\r\n');
    expect(await read([lines[0], '', '', ...lines.slice(1)].join('\r\n'))).toEqual({
      refusal: 'statement-row-malformed',
      facts: { row: 6, column: 'credit', text: 'hai mươi nghìn' },
    });
  });
});

describe('what a row may say', () => {
  const first = async (row: readonly string[]) => (await read(csv(withRow(row)))).rows?.[0];

  it.each([
    ['20.000', 20_000],
    ['20,000', 20_000],
    ['20.000,00', 20_000],
    ['20,000.00', 20_000],
    ['20000', 20_000],
    ['+20.000', 20_000],
    ['20.000 VND', 20_000],
    ['20.000 đ', 20_000],
    ['1.234.567.890', 1_234_567_890],
  ])('the credit %s', async (printed, amountVnd) => {
    expect(await first(gift.with(4, printed))).toMatchObject({ amountVnd });
  });

  it.each([
    '1.5',
    '20.00.000',
    '20.0000',
    '2O.000',
    '1,234.567',
    '20.000,50',
    '1e6',
    '-20.000',
    '0',
    '２０',
  ])('never the credit %s', async (printed) => {
    expect(await read(csv(withRow(gift.with(4, printed))))).toMatchObject({
      refusal: 'statement-row-malformed',
      facts: { row: 4, column: 'credit' },
    });
  });

  it.each(['11.000', '-11.000', '(11.000)'])('the debit %s is money that left', async (printed) => {
    expect(await first(gift.with(3, printed).with(4, ''))).toMatchObject({ amountVnd: -11_000 });
  });

  it('not both a debit and a credit', async () => {
    expect(await read(csv(withRow(gift.with(3, '5.000'))))).toMatchObject({
      refusal: 'statement-row-malformed',
    });
  });

  it.each([
    ['10/09/2024', '2024-09-10', null, ''],
    ['1/9/2024 0:55:10', '2024-09-01', '00:55:10', ''],
    ['10/09/2024 23:59', '2024-09-10', '23:59:00', ''],
    ['2024-09-10', '2024-09-10', null, ''],
    ['2024-09-10T08:05:00.000', '2024-09-10', '08:05:00', ''],
    ['10-09-2024\n5213.45946', '2024-09-10', null, '5213.45946'],
    ['10/09/2024 08:05:00\n5213.45946', '2024-09-10', '08:05:00', '5213.45946'],
    ['45545', '2024-09-10', null, ''],
    ['45545.5', '2024-09-10', '12:00:00', ''],
  ])('the date %j', async (printed, bookedOn, bookedAt, reference) => {
    expect(await first(gift.with(1, printed))).toMatchObject({ bookedOn, bookedAt, reference });
  });

  it.each(['31/02/2024', '13/13/2024', 'hôm qua', '10/09/24', '10/09/2024 25:61:00', ''])(
    'never the date %j',
    async (printed) => {
      expect(await read(csv(withRow(gift.with(1, printed))))).toMatchObject({
        refusal: 'statement-row-malformed',
        facts: { row: 4, column: 'date' },
      });
    },
  );

  it('control characters and half letters become harmless', async () => {
    expect((await first(gift.with(6, 'a\u0001b\u001bc')))?.memo).toBe('a b c');
  });
});

describe('what stands around the rows', () => {
  const around = async (before: Cells, behind: Cells = []) =>
    (await read(csv([...before, header, gift, ...behind]))).facts;

  it.each<[string, Cells]>([
    ['in the cell of the label', [['Số tài khoản/Account number: 0011001932418 - VND']]],
    ['in groups', [['Số tài khoản', '001 1001 932418']]],
    [
      'before other labels',
      [['Số tài khoản', '0011001932418', 'Loại tiền', 'VND', 'CIF', '1234567']],
    ],
    [
      'and not the old one',
      [
        ['Số tài khoản', '0011001932418'],
        ['Số tài khoản cũ', '999988887777'],
      ],
    ],
    ['and no name', [['Tài khoản: QUY CUU TRO'], ['Số tài khoản', '0011001932418']]],
  ])('the account number %s', async (_, before) => {
    expect(await around(before)).toMatchObject({ accountNumber: '0011001932418' });
  });

  it.each<[string, Cells, Cells]>([
    ['above and below', [['Số dư đầu kỳ: 5.000']], [['Số dư cuối kỳ: 25.000']]],
    ['both above', [['Số dư đầu kỳ: 5.000'], ['Số dư cuối kỳ: 25.000']], []],
    ['in one line', [['Số dư đầu kỳ', '5.000', 'Số dư cuối kỳ', '25.000']], []],
    [
      'in words too',
      [['Opening Balance: 5,000 VND (Bằng chữ: Năm nghìn)']],
      [['Closing balance', '25,000']],
    ],
    [
      'behind the total',
      [['Số dư đầu kỳ', '', '5.000']],
      [
        ['Tổng cộng', '', '', '0', '20.000'],
        ['Số dư cuối kỳ', '', '25.000'],
      ],
    ],
  ])('balances %s', async (_, before, behind) => {
    expect(await around(before, behind)).toMatchObject({ openingVnd: 5_000, closingVnd: 25_000 });
  });

  it('an opening balance below the header, known before the first row is handed out', async () => {
    const file = path.join(folder, 'below');
    const empty = Array.from({ length: 3000 }, () => ['', '', '', '', '', '', '']);
    await writeFile(
      file,
      csv([header, ...empty, ['', 'Số dư đầu kỳ', '', '', '', '5.000', ''], gift]),
    );
    const opened = await openStatementFile(file);
    expect(opened.ok && opened.value.facts().openingVnd).toBe(5_000);
    if (opened.ok) for await (const batch of opened.value.batches) expect(batch).toHaveLength(1);
  });

  it('repeated headers of printed pages are passed over', async () => {
    expect((await read(csv([...table.slice(0, 4), header, gift]))).rows).toHaveLength(2);
  });

  it('a booking behind the closing balance is refused: it belongs to another account', async () => {
    expect(await read(csv([...table, gift]))).toMatchObject({
      refusal: 'statement-row-malformed',
      facts: { row: 6, column: 'date' },
    });
  });
});

describe('a workbook', () => {
  it('is read with inline texts', async () => {
    expect(await read(workbook(inline(table)))).toEqual(understood);
  });

  it('is read with shared and formatted texts, numbers, serial days and gaps', async () => {
    const texts = [...header, 'Nguyễn Thị Hoà ủng hộ', 'Số tài khoản', '0011001932418'];
    const shared = texts.map((text, index) =>
      index === 7
        ? '<si><r><t>Nguyễn Thị </t></r><r><t xml:space="preserve">Hoà ủng hộ</t></r><rPh><t>x</t></rPh></si>'
        : `<si><t>${escaped(text).replaceAll('\n', '_x000D_\n')}</t></si>`,
    );
    const rows = [
      '<row r="1"><c r="A1" t="s"><v>8</v></c><c r="C1" t="s"><v>9</v></c></row>',
      '<row r="2"><c r="A2" t="inlineStr"><is><t>Số dư đầu kỳ</t></is></c><c r="F2"><v>1E6</v></c></row>',
      `<row r="4">${header.map((_, index) => `<c t="s"><v>${index}</v></c>`).join('')}</row>`,
      '<row r="5"><c r="B5" s="3"><v>45545</v></c><c r="E5"><v>20000.0</v></c><c r="G5" t="s"><v>7</v></c></row>',
      '<row r="6"><c r="A6" t="inlineStr"><is><t>Số dư cuối kỳ</t></is></c><c r="F6"><v>1020000</v></c></row>',
    ].join('');
    const outcome = await read(
      workbook(rows, { 'sharedStrings.xml': `<sst>${shared.join('')}</sst>` }),
    );
    expect(outcome).toEqual({
      ...understood,
      rows: [{ ...understood.rows[0], valueOn: null, reference: '' }],
    });
  });

  it('with days counted from 1904 is refused, since each would be four years off', async () => {
    const book = '<workbook><workbookPr date1904="1"/></workbook>';
    expect(await read(workbook(inline(table), { 'workbook.xml': book }))).toMatchObject({
      refusal: 'statement-format-unsupported',
    });
  });

  it('that is cut anywhere is refused', async () => {
    const whole = workbook(inline(table));
    for (const share of [0.1, 0.5, 0.9, 0.99]) {
      expect(await read(whole.subarray(0, Math.floor(whole.length * share)))).toMatchObject({
        refusal: 'statement-truncated',
      });
    }
  });

  it('with a damaged byte is refused', async () => {
    const damaged = workbook(inline(table));
    damaged.fill(0x55, 90, 120);
    expect(await read(damaged)).toMatchObject({ refusal: 'statement-truncated' });
  });

  const bomb = '<row/>'.repeat(4_000_000);
  it.each<[string, () => Uint8Array]>([
    ['unpacks to hundreds of times its size', () => workbook(inline(table) + bomb)],
    [
      'declares a document type',
      () => xlsx({ 'worksheets/sheet1.xml': `<!DOCTYPE a [<!ENTITY b "c">]>${inline(table)}` }),
    ],
    [
      'has a thousand parts',
      () => xlsx(Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`p${index}`, '']))),
    ],
    ['has a cell in column ZZ', () => workbook('<row><c r="ZZ1"><v>1</v></c></row>')],
    ['hides a long comment', () => workbook(`<!--${noise(3_000_000)}-->${inline(table)}`)],
    [
      'has a text without an end',
      () => workbook(`<row><c t="inlineStr"><is><t>${noise(3_000_000)}</t></is></c></row>`),
    ],
    [
      'shares nothing very often',
      () => workbook(inline(table), { 'sharedStrings.xml': `<sst>${noisyItems(5_000_000)}</sst>` }),
    ],
  ])(
    'that %s is refused',
    async (_, content) => {
      expect(await read(content())).toMatchObject({ refusal: 'statement-archive-hostile' });
    },
    60_000,
  );
});

/** Text that does not shrink much, so that the ratio of sizes alone gives nothing away. */
function noise(length: number): string {
  let state = 1;
  let text = '';
  while (text.length < length) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    text += state.toString(36);
  }
  return text;
}

function noisyItems(count: number): string {
  const some = Array.from({ length: 500 }, (_, index) => `<si a="${noise(4 + (index % 9))}"/>`);
  return some.join('').repeat(count / 500);
}

describe('a file that is no statement', () => {
  it.each<[string, Uint8Array | string, string]>([
    ['empty', '', 'statement-empty'],
    [
      'an old .xls',
      Buffer.from('d0cf11e0a1b11ae10000000000000000', 'hex'),
      'statement-format-unsupported',
    ],
    ['a PDF', '%PDF-1.7\n%âãÏÓ', 'statement-format-unsupported'],
    ['an HTML table', `\ufeff <html><table>${csv(table)}</table>`, 'statement-format-unsupported'],
    ['some other archive', zipSync({ 'a.txt': strToU8('a') }), 'statement-format-unsupported'],
    [
      'another table',
      csv([
        ['Tên', 'Tuổi'],
        ['An', '20'],
      ]),
      'statement-header-unknown',
    ],
    [
      'a statement without its header',
      csv([...table.slice(0, 2), ...table.slice(3)]),
      'statement-header-unknown',
    ],
    [
      'a header below row 40',
      csv([...Array.from({ length: 41 }, () => ['-']), ...table]),
      'statement-header-unknown',
    ],
    ['one endless line', 'a'.repeat(200_000), 'statement-row-malformed'],
    [
      'a memo of many pages',
      csv(withRow(gift.with(6, 'a'.repeat(limits.cellCharactersMax + 1)))),
      'statement-cell-too-long',
    ],
    [
      'a hundred columns',
      csv(withRow([...gift, ...Array.from({ length: 100 }, () => '')])),
      'statement-row-malformed',
    ],
    ['a quote that never ends', `${csv(table.slice(0, 3))}\r\n"1,a`, 'statement-row-malformed'],
  ])('is refused: %s', async (_, content, refusal) => {
    const outcome = await read(content);
    expect(outcome.refusal).toBe(refusal);
    expect(refusalWords[refusal]).toMatchObject({ vi: expect.any(String), en: expect.any(String) });
  });
});

it('leaves a text that was cut without its closing balance, so that it cannot be proved', async () => {
  const text = csv([...table.slice(0, 3), gift, gift, gift, ...table.slice(4)]);
  const { facts, rows = [] } = await read(text.slice(0, text.lastIndexOf('\r\n')));
  expect(facts).toMatchObject({ openingVnd: 1_000_000, closingVnd: null });
  const control = rows.reduce(addToControl, startControl(1_000_000));
  expect(finishControl(control, null)).toMatchObject({ refusal: 'statement-without-balances' });
});

it('keeps rows that are equal in everything: they are different gifts', async () => {
  const outcome = await read(csv([...table.slice(0, 3), gift, gift, gift]));
  expect(outcome.rows?.map(({ position }) => position)).toEqual([1, 2, 3]);
});
