import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  classifyRow,
  defaultLineRules,
  findDecision,
  normalisePhrase,
  ruleNames,
  type LineRule,
} from './index.ts';

test.each([
  [500_000, 'NGUYEN VAN A ung ho', 'donation'],
  [500_000, 'phi thi lan ung ho', 'donation'],
  [500_000, 'LE THI THUY GIAO DICH TU MOMO', 'donation'],
  [12_345, 'Trả lãi tiền gửi KKH', 'interest'],
  [-11_000, 'Thu phi SMS thang 9', 'fee'],
  [-1_100, 'VAT phi dich vu', 'fee'],
  [-1_100, 'VAT', 'fee'],
  [-2_000_000, 'Vatican tour', 'other'],
  [-30_000_000_000, 'CHUYEN TIEN THEO QD SO 2757/QD-BVDTW, NGAY 10/9/2024', 'disbursement'],
  [-30_000_000_000, 'CHUYEN TI EN THEO Q D SO 2757/QD-BVDTW', 'disbursement'],
  [-500_000, 'Hoan tra tien chuyen nham', 'refund'],
  [-500_000, 'Huy giao dich 123', 'bank-reversal'],
  [500_000, 'Dieu chinh but toan 123', 'bank-reversal'],
  [1_000_000_000, 'Dieu chuyen von noi bo', 'internal-transfer'],
  [-7, 'khong ro', 'other'],
])('%i đ with "%s" is %s', (amountVnd, memo, lineClass) => {
  expect(classifyRow({ amountVnd, memo }, defaultLineRules)).toBe(lineClass);
});

describe('rules of classification', () => {
  const rule = (other: Partial<LineRule>): LineRule => ({
    ...{ class: 'fee', direction: 'any', match: 'words', phrases: ['phi sms'] },
    ...other,
  });

  it('are asked in order, the first that names the row decides', () => {
    const rules = [rule({ class: 'interest' }), rule({ class: 'fee' })];
    expect(classifyRow({ amountVnd: -1, memo: 'phi sms' }, rules)).toBe('interest');
    expect(classifyRow({ amountVnd: -1, memo: 'phi sms' }, rules.toReversed())).toBe('fee');
  });

  it('without any, money that came in is a gift and money that left is unknown', () => {
    expect(classifyRow({ amountVnd: 1, memo: 'phi sms' }, [])).toBe('donation');
    expect(classifyRow({ amountVnd: -1, memo: 'phi sms' }, [])).toBe('other');
  });

  it('look at one direction when they say so', () => {
    expect(ruleNames(rule({ direction: 'debit' }), 'credit', 'phi sms')).toBe(false);
    expect(ruleNames(rule({ direction: 'debit' }), 'debit', 'phi sms')).toBe(true);
  });

  it('find whole words, beginnings, or letters under any spacing', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    const words = fc.array(word, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(words, words, words, (before, phrase, after) => {
        const phrases = [phrase.join(' ')];
        const text = [...before, ...phrase, ...after].join(' ');
        expect(ruleNames(rule({ phrases }), 'debit', text)).toBe(true);
        expect(
          ruleNames(rule({ phrases, match: 'start' }), 'debit', [...phrase, ...after].join(' ')),
        ).toBe(true);
        const spread = [...phrase.join('')].join(' ');
        expect(ruleNames(rule({ phrases, match: 'letters' }), 'debit', spread)).toBe(true);
      }),
    );
  });

  it('compare texts that are made comparable once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = normalisePhrase(text);
        expect(normalisePhrase(once)).toBe(once);
        expect(once).toMatch(/^(?:[a-z0-9]+(?: [a-z0-9]+)*)?$/);
      }),
    );
  });

  it('cost time in proportion to the memo, whatever it holds', () => {
    const memo = 'phi sm'.repeat(300_000);
    const before = performance.now();
    classifyRow({ amountVnd: -1, memo }, [rule({}), rule({ match: 'letters' })]);
    expect(performance.now() - before).toBeLessThan(2000);
  });
});

describe('a decision in a debit', () => {
  const provinces = ['Cao Bằng', 'Hà Giang', 'Hải Phòng', 'Bắc Kạn'];
  const memo = (place: string) =>
    `CHUYEN TIEN THEO QD SO 2757/QD-BVDTW, NGAY 16/09/2024 VE VIEC HO TRO ${place} KHAC PHUC THIET HAI DO CON BAO SO 3 GAY RA (DOT 2)`;
  const expected = { number: '2757/QD-BVDTW', date: '2024-09-16', round: 2 };

  test.each([
    ['TINH CAO BANG', 'Cao Bằng'],
    ['TP HAI PHONG', 'Hải Phòng'],
    ['TINH BAC KAN', 'Bắc Kạn'],
    ['TINH O DAU DO', null],
  ])('for %s names its number, day, province and round', (place, province) => {
    expect(findDecision(memo(place), provinces)).toEqual({ ...expected, province });
  });

  it('is found wherever the bank broke the line', () => {
    const text = memo('TINH HA GIANG');
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(text.length), (first, second) => {
        const [left, right] = [Math.min(first, second), Math.max(first, second)];
        const wrapped = `${text.slice(0, left)}\n${text.slice(left, right)} ${text.slice(right)}`;
        expect(findDecision(wrapped, provinces)).toEqual({ ...expected, province: 'Hà Giang' });
      }),
    );
  });

  it('without day, province or round is known by its number', () => {
    expect(findDecision('Theo quyết định số 84/QĐ-BCĐ chuyển tiền')).toEqual({
      ...{ number: '84/QD-BCD', date: null, province: null, round: null },
    });
  });

  it('is not seen in what donors write', () => {
    expect(findDecision('NGUYEN VAN A ung ho bao so 3 dot 2 tinh Cao Bang', provinces)).toBeNull();
  });
});
