import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  amountInWords,
  amountVndMax,
  formatVnd,
  formatVndShort,
  parseVnd,
  parseVndTyped,
  sumVnd,
  vnd,
} from './index.ts';

const anyAmount = fc.integer({ min: 1, max: amountVndMax });

describe('an amount on the wire', () => {
  test.each([
    ['', 'amount-missing'],
    ['  ', 'amount-missing'],
    ['0', 'amount-not-positive'],
    ['000', 'amount-not-positive'],
    ['-1', 'amount-not-positive'],
    ['1.5', 'amount-not-whole'],
    ['1,5', 'amount-not-whole'],
    ['1e6', 'amount-not-digits'],
    ['0x10', 'amount-not-digits'],
    ['１２３', 'amount-not-digits'],
    ['٣', 'amount-not-digits'],
    ['1 000', 'amount-not-digits'],
    ['+5', 'amount-not-digits'],
    ['007', 'amount-not-digits'],
    ['−1', 'amount-not-digits'],
    ['NaN', 'amount-not-digits'],
    ['100000000000000', 'amount-too-large'],
    ['10000000000001', 'amount-too-large'],
    ['9'.repeat(400), 'amount-too-large'],
  ])('%j is refused as %s', (text, refusal) => {
    expect(parseVnd(text)).toMatchObject({ ok: false, refusal });
  });

  it('reads what it writes', () => {
    fc.assert(
      fc.property(anyAmount, (amount) => {
        expect(parseVnd(String(amount))).toEqual({ ok: true, value: amount });
        expect(parseVndTyped(formatVnd(amount))).toEqual({ ok: true, value: amount });
      }),
    );
  });

  it('takes exactly the greatest amount', () => {
    expect(parseVnd('10000000000000')).toEqual({ ok: true, value: amountVndMax });
  });
});

test.each([
  ['500.000', 500_000],
  ['500,000 đ', 500_000],
  ['1 500 000 VND', 1_500_000],
  ['1\u00a0500\u00a0000₫', 1_500_000],
  ['2000000 đồng', 2_000_000],
  ['0050000', 50_000],
])('a person may type %j', (typed, amount) => {
  expect(parseVndTyped(typed)).toEqual({ ok: true, value: amount });
});

test.each(['1.5', '1.50', '12.34.567', '1.000,00', '1,000.5', '5 0 0'])(
  'nobody guesses what %j means',
  (typed) => {
    expect(parseVndTyped(typed).ok).toBe(false);
  },
);

describe('a sum', () => {
  it('is the same in any order', () => {
    fc.assert(
      fc.property(fc.array(anyAmount, { maxLength: 50 }), (amounts) => {
        expect(sumVnd(amounts)).toBe(sumVnd([...amounts].reverse()));
      }),
    );
  });

  it('is never rounded: leaving the safe range is a mistake', () => {
    expect(() => sumVnd([Number.MAX_SAFE_INTEGER, 1])).toThrow();
    expect(() => vnd(0.1)).toThrow();
  });
});

test.each([
  [0, '0\u00a0đ', 'VND\u00a00'],
  [999, '999\u00a0đ', 'VND\u00a0999'],
  [999_999, '1\u00a0triệu\u00a0đ', 'VND\u00a01\u00a0million'],
  [1_500_000, '1,5\u00a0triệu\u00a0đ', 'VND\u00a01.5\u00a0million'],
  [1_449_999, '1,4\u00a0triệu\u00a0đ', 'VND\u00a01.4\u00a0million'],
  [999_950_000, '1\u00a0tỷ\u00a0đ', 'VND\u00a01\u00a0billion'],
  [1_610_000_000_000, '1,6\u00a0nghìn\u00a0tỷ\u00a0đ', 'VND\u00a01.6\u00a0trillion'],
  [-2_000_000, '−2\u00a0triệu\u00a0đ', 'VND\u00a0−2\u00a0million'],
])('%i is shortened once', (amount, vi, en) => {
  expect([formatVndShort(amount, 'vi'), formatVndShort(amount, 'en')]).toEqual([vi, en]);
});

test.each([
  [0, 'Không đồng'],
  [5, 'Năm đồng'],
  [10, 'Mười đồng'],
  [15, 'Mười lăm đồng'],
  [21, 'Hai mươi mốt đồng'],
  [24, 'Hai mươi tư đồng'],
  [101, 'Một trăm linh một đồng'],
  [105, 'Một trăm linh năm đồng'],
  [111, 'Một trăm mười một đồng'],
  [1_005, 'Một nghìn không trăm linh năm đồng'],
  [1_000_000, 'Một triệu đồng'],
  [1_000_005, 'Một triệu không trăm linh năm đồng'],
  [1_005_000_000, 'Một tỷ không trăm linh năm triệu đồng'],
  [12_394_200_000_000, 'Mười hai nghìn ba trăm chín mươi tư tỷ hai trăm triệu đồng'],
])('%i in words', (amount, words) => {
  expect(amountInWords(amount)).toBe(words);
});

it('gives every amount words of its own', () => {
  fc.assert(
    fc.property(anyAmount, anyAmount, (one, other) => {
      fc.pre(one !== other);
      expect(amountInWords(one)).not.toBe(amountInWords(other));
    }),
  );
});
