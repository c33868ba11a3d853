import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addToControl, finishControl, refusalWords, startControl } from '@chung-tay/domain';
import { strToU8, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { openStatementFile } from './read-file';
import * as given from './test-files';
import { csv, gift, header, read, table, understood, withRow, type Cells } from './test-files';
import { limits } from './types';

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
    const folder = await mkdtemp(path.join(tmpdir(), 'chung-tay-banks-'));
    const file = path.join(folder, 'below');
    const empty = Array.from({ length: 3000 }, () => ['', '', '', '', '', '', '']);
    await writeFile(
      file,
      csv([header, ...empty, ['', 'Số dư đầu kỳ', '', '', '', '5.000', ''], gift]),
    );
    const opened = await openStatementFile(file, given.anyone);
    expect(opened.ok && opened.value.facts().openingVnd).toBe(5_000);
    if (opened.ok) for await (const batch of opened.value.batches) expect(batch).toHaveLength(1);
    await rm(folder, { recursive: true });
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

describe('a file that is no statement', () => {
  it.each<[string, Uint8Array | string, string]>([
    ['empty', '', 'statement-empty'],
    [
      'an old .xls',
      Buffer.from('d0cf11e0a1b11ae10000000000000000', 'hex'),
      'statement-format-old-excel',
    ],
    ['a PDF', '%PDF-1.7\n%âãÏÓ', 'statement-format-pdf'],
    ['a PDF behind a table', `${csv(table.slice(0, 1))}\n%PDF-1.7`, 'statement-format-pdf'],
    [
      'a picture',
      Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      'statement-format-unsupported',
    ],
    [
      'a zero in the middle',
      csv(withRow(gift.with(6, `a\0b${' '.repeat(70_000)}`))),
      'statement-format-unsupported',
    ],
    [
      'a zero far below',
      `${csv([...table.slice(0, 3), ...Array.from({ length: 2000 }, () => gift)])}\na\0b`,
      'statement-format-unsupported',
    ],
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
