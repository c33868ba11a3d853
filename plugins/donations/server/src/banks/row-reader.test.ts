import { addToControl, checkTotals, startControl } from '@chung-tay/domain';
import { describe, expect, it } from 'vitest';
import { headerKeyOf } from './layouts';
import { anyone, csv, gift, header, read, table, type Cells } from './test-files';
import type { FileFacts, Template } from './types';

/** How the totals that a file declares compare with its rows. */
async function totalsOf(cells: Cells) {
  const { facts, rows = [] } = await read(csv(cells));
  const control = rows.reduce(addToControl, startControl(0));
  return checkTotals(control, (facts as FileFacts).declared);
}

describe('totals that a bank declares', () => {
  const fee = gift.with(3, '5.000').with(4, '');
  const rows = [...table.slice(0, 3), gift, gift, fee];
  it.each<[string, Cells]>([
    ['under the columns', [['', 'Tổng cộng', '', '5.000', '40.000']]],
    ['in words', [['Tổng số giao dịch: 3'], ['Tổng ghi có', '40.000 VND']]],
    ['in both languages', [['Tổng phát sinh nợ/ Total debit : 5.000']]],
    ['in English', [['Total transactions', '', '3'], ['Total credits: 40,000']]],
    ['nowhere', [['Tổng cộng']]],
    ['as an account of words', [['Tổng cộng (bằng chữ): Bốn mươi lăm nghìn']]],
  ])('%s hold', async (_, totals) => {
    expect(await totalsOf([...rows, ...totals])).toMatchObject({ ok: true });
  });

  it.each<[string, Cells, object]>([
    [
      'of credits',
      [['', 'Tổng cộng', '', '5.000', '60.000']],
      { printed: 60_000, computed: 40_000 },
    ],
    ['of debits', [['', 'Tổng cộng', '', '0', '40.000']], { printed: 0, computed: 5_000 }],
    ['of rows', [['Tổng số giao dịch: 1.200']], { printed: 1_200, computed: 3 }],
  ])('%s that differ are refused: rows may be missing', async (_, totals, facts) => {
    expect(await totalsOf([...rows, ...totals])).toMatchObject({
      refusal: 'statement-totals-differ',
      facts,
    });
  });

  it('above the table count as well', async () => {
    const above: Cells = [['Tổng số giao dịch: 4'], ...rows];
    expect(await totalsOf(above)).toMatchObject({ refusal: 'statement-totals-differ' });
  });
});

describe('several accounts in one file', () => {
  const part = (account: string, amounts: readonly string[]): Cells => [
    [`Số tài khoản/Account number: ${account}`],
    ['Số dư đầu kỳ/ Opening balance : 1.000'],
    header,
    ...amounts.map((amount) => gift.with(4, amount)),
    [`Số dư cuối kỳ/ Closing balance : ${account.slice(-1)}00.000`],
  ];
  const file = csv([
    ...part('111111', ['5.000', '6.000']),
    ...part('222222', ['7.000']),
    ...part('333333', []),
  ]);
  const of = (accountNumber: string) => read(file, { ...anyone, accountNumber });

  it('are read one at a time, each with its balances', async () => {
    expect(await of('111111')).toMatchObject({
      facts: { accountNumber: '111111', closingVnd: 100_000 },
      rows: [{ amountVnd: 5_000 }, { amountVnd: 6_000 }],
    });
    expect(await of('0222222')).toMatchObject({
      facts: { accountNumber: '222222', openingVnd: 1_000, closingVnd: 200_000 },
      rows: [{ position: 1, amountVnd: 7_000 }],
    });
    expect((await of('333333')).rows).toEqual([]);
  });

  it('are not read for a fourth', async () => {
    expect(await of('444444')).toMatchObject({
      refusal: 'statement-account-differs',
      facts: { printed: '111111', chosen: '444444' },
    });
  });

  it('are not begun by a memo that speaks of an account', async () => {
    const memo = ['', '', '', '', '', '', 'Số tài khoản: 999999'];
    const cells = [...table.slice(0, 4), memo, gift, ...table.slice(4)];
    expect(
      (await read(csv(cells), { ...anyone, accountNumber: '0011001932418' })).rows,
    ).toHaveLength(2);
  });
});

describe('a template', () => {
  const words = ['Khi nào', 'Lúc', 'Bao nhiêu', 'Vì sao'];
  const template: Template = {
    id: 'template-7',
    headerKey: headerKeyOf(words),
    columns: { date: 0, time: 1, amount: 2, memo: 3 },
    habits: { dateForm: 'mdy', thousands: "'" },
  };
  const by = (...rows: readonly (readonly string[])[]) =>
    read(csv([words, ...rows]), { ...anyone, templates: [template] });

  it('reads dates, times and amounts in its own form only', async () => {
    expect(await by(['9/13/2024', '8:05', "-1'234'567", 'a'])).toMatchObject({
      layout: 'template-7',
      rows: [{ bookedOn: '2024-09-13', bookedAt: '08:05:00', amountVnd: -1_234_567, memo: 'a' }],
    });
    for (const row of [
      ['13/9/2024', '', '1', 'a'],
      ['9/13/2024', '', '1.234', 'a'],
      ['9/13/2024', '', '1 234', 'a'],
    ]) {
      expect(await by(row)).toMatchObject({ refusal: 'statement-row-malformed' });
    }
  });

  it('is found by its words alone', () => {
    expect(headerKeyOf([' KHI  NÀO', 'lúc', 'Bao\nnhiêu', 'Vì sao', '', ' '])).toBe(
      template.headerKey,
    );
    expect(headerKeyOf(words.toReversed())).not.toBe(template.headerKey);
    expect(headerKeyOf(words.with(1, ''))).not.toBe(template.headerKey);
  });

  it('comes before the layouts of banks', async () => {
    const own = {
      ...template,
      headerKey: headerKeyOf(header),
      columns: { date: 1, amount: 4, memo: 6 },
    };
    const { layout } = await read(csv(table), { ...anyone, templates: [{ ...own, habits: {} }] });
    expect(layout).toBe('template-7');
  });
});
