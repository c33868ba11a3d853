import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  addToControl,
  codeToSettle,
  dayOf,
  finishControl,
  lineKeyOf,
  settleByCode,
  startControl,
  type StatementRow,
} from './index.ts';

const day = dayOf(Date.parse('2024-09-10T03:00:00Z'));
const row = (amountVnd: number, other: Partial<StatementRow> = {}): StatementRow => ({
  position: 1,
  bookedOn: day,
  bookedAt: null,
  valueOn: null,
  amountVnd,
  balanceVnd: null,
  reference: '5213.45946',
  counterparty: '',
  memo: 'Ủng hộ đồng bào',
  ...other,
});
const prove = (
  openingVnd: number | null,
  rows: readonly StatementRow[],
  closingVnd: number | null,
) => finishControl(rows.reduce(addToControl, startControl(openingVnd)), closingVnd);

describe('the identity of a row', () => {
  const key = lineKeyOf('001', row(500));

  test.each([
    ['other wrapping', { memo: 'Ủng hộ\nđồng  bào' }],
    ['a lost diacritic', { memo: 'ung ho dong bao' }],
    ['another place in the file', { position: 9 }],
    ['a balance that only one export prints', { balanceVnd: 500 }],
    ['a time that only one export prints', { bookedAt: '08:00:00' }],
  ])('survives %s', (_, other) => {
    expect(lineKeyOf('001', row(500, other))).toBe(key);
  });

  test.each([
    ['amount', { amountVnd: 501 }],
    ['direction', { amountVnd: -500 }],
    ['reference', { reference: '5213.45947' }],
    ['memo', { memo: 'Ủng hộ đồng bào 2' }],
  ])('differs with the %s', (_, other) => {
    expect(lineKeyOf('001', row(500, other))).not.toBe(key);
  });
});

describe('a statement', () => {
  it('is proved when opening and rows give closing', () => {
    expect(prove(1000, [row(500), row(-200)], 1300)).toEqual({
      ok: true,
      value: { openingVnd: 1000, closingVnd: 1300, creditVnd: 500, debitVnd: 200, rows: 2 },
    });
  });

  it('is refused with the difference when it does not', () => {
    expect(prove(1000, [row(500)], 1400)).toMatchObject({
      refusal: 'statement-does-not-balance',
      facts: { differenceVnd: -100 },
    });
  });

  it('is refused at the row whose printed balance is wrong, even when the ends agree', () => {
    const rows = [
      row(5, { balanceVnd: 5 }),
      row(5, { position: 2, balanceVnd: 11 }),
      row(5, { position: 3, balanceVnd: 15 }),
    ];
    expect(prove(0, rows, 15)).toMatchObject({
      refusal: 'statement-row-does-not-balance',
      facts: { position: 2, printedVnd: 11, computedVnd: 10 },
    });
  });

  it('takes running balances for missing ends', () => {
    expect(
      prove(null, [row(5, { balanceVnd: 105 }), row(-1, { balanceVnd: 104 })], null),
    ).toMatchObject({
      value: { openingVnd: 100, closingVnd: 104 },
    });
  });

  it('without any balance cannot be proved', () => {
    expect(prove(null, [row(5)], null)).toMatchObject({ refusal: 'statement-without-balances' });
    expect(prove(0, [row(5)], null)).toMatchObject({ refusal: 'statement-without-balances' });
  });

  it('is never proved with a row lost, doubled or changed', () => {
    const amounts = fc.array(
      fc.integer({ min: -1_000_000, max: 1_000_000 }).filter((n) => n !== 0),
      { minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(amounts, fc.nat(), fc.nat(), (values, opening, place) => {
        const rows = values.map((value) => row(value));
        const closing = values.reduce((sum, value) => sum + value, opening);
        expect(prove(opening, rows, closing).ok).toBe(true);
        const at = place % rows.length;
        const chosen = rows[at];
        if (chosen === undefined) return;
        expect(prove(opening, rows.toSpliced(at, 1), closing).ok).toBe(false);
        expect(prove(opening, rows.toSpliced(at, 0, chosen), closing).ok).toBe(false);
        expect(prove(opening, rows.with(at, row(chosen.amountVnd + 1)), closing).ok).toBe(false);
      }),
    );
  });
});

describe('settlement by code', () => {
  const pledge = { promisedVnd: 500, settledVnd: 0, hasGoods: false };

  it('takes exactly one code', () => {
    expect(codeToSettle([])).toMatchObject({ refusal: 'no-code' });
    expect(codeToSettle(['A', 'A'])).toMatchObject({ value: 'A' });
    expect(codeToSettle(['A', 'B'])).toMatchObject({ refusal: 'two-codes' });
  });

  test.each([
    [500, 'full'],
    [499, 'partial'],
    [501, 'over'],
  ])('settles %i đ of 500 promised as %s', (amountVnd, fulfilment) => {
    expect(settleByCode({ amountVnd, settledVnd: 0, codes: ['A'] }, pledge)).toMatchObject({
      value: { amountVnd, pledgeSettledVnd: amountVnd, fulfilment },
    });
  });

  it('never settles more of a donation than there is', () => {
    expect(settleByCode({ amountVnd: 500, settledVnd: 500, codes: ['A'] }, pledge)).toMatchObject({
      refusal: 'nothing-left',
    });
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (amountVnd, part) => {
        const settledVnd = amountVnd === 0 ? 0 : part % amountVnd;
        const settled = settleByCode({ amountVnd, settledVnd, codes: ['A'] }, pledge);
        if (settled.ok) expect(settled.value.amountVnd + settledVnd).toBe(amountVnd);
      }),
    );
  });

  it('leaves money without a known pledge unidentified', () => {
    expect(settleByCode({ amountVnd: 1, settledVnd: 0, codes: ['A'] }, null)).toMatchObject({
      refusal: 'pledge-unknown',
    });
  });
});
