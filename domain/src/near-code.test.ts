import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { findNearCodes, findReferenceCodes, isReferenceCode, makeReferenceCode } from './index.ts';

const code = 'VDXH2021110431';
const codes = fc
  .integer({ min: 0, max: 99_999_999 })
  .map((number) => makeReferenceCode(String(number).padStart(8, '0')));

/** Damerau-Levenshtein distance with swaps of neighbours, by its definition. */
function distance(one: string, other: string): number {
  const rows = Array.from({ length: one.length + 1 }, (_, at) => [at]);
  for (let at = 0; at <= other.length; at += 1) (rows[0] as number[])[at] = at;
  const value = (row: number, column: number) => rows[row]?.[column] ?? Infinity;
  for (let row = 1; row <= one.length; row += 1) {
    for (let column = 1; column <= other.length; column += 1) {
      const differs = one[row - 1] === other[column - 1] ? 0 : 1;
      const isSwap = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      (rows[row] as number[])[column] = Math.min(
        value(row - 1, column) + 1,
        value(row, column - 1) + 1,
        value(row - 1, column - 1) + differs,
        isSwap ? value(row - 2, column - 2) + 1 : Infinity,
      );
    }
  }
  return value(one.length, other.length);
}

/** Every way to slip once over the ten digits of a code. */
const slips = fc
  .tuple(codes, fc.nat(9), fc.nat(9), fc.constantFrom('wrong', 'missing', 'doubled', 'swapped'))
  .map(([meant, at, digit, kind]) => {
    const digits = meant.slice(4);
    const here = digits[at] ?? '';
    const next = digits[at + 1] ?? '';
    const typed = {
      wrong: digits.slice(0, at) + String(digit) + digits.slice(at + 1),
      missing: digits.slice(0, at) + digits.slice(at + 1),
      doubled: digits.slice(0, at) + here + digits.slice(at),
      swapped: digits.slice(0, at) + next + here + digits.slice(at + 2),
    }[kind];
    return { meant, typed };
  });

const wrapped = (typed: string, everies: number) =>
  [...typed].map((sign, at) => (at % everies === everies - 1 ? `${sign} ` : sign)).join('');

describe('a code with one slip', () => {
  test.each([
    ['a wrong digit', 'ung ho VDXH2021110481', 'wrong-digit'],
    ['a missing digit', 'ung ho VDXH202111043', 'missing-digit'],
    ['a doubled digit', 'VDXH20211104431 ung ho', 'doubled-digit'],
    ['two digits swapped', 'VDXH 2021 1140 31', 'swapped-digits'],
    ['letters for digits', 'VDXH2O2111O43l', 'misread'],
    ['a wrong letter in front', 'VĐSH2021110431', 'prefix'],
    ['a missing letter in front', 'VDH2021110431', 'prefix'],
    ['swapped letters in front', 'VXDH.2021110431.CT tu 0011', 'prefix'],
    ['spaces that the bank put between', 'V DXH20 21110 481ung ho', 'wrong-digit'],
    ['digits of the bank behind it', 'VDXH202111043.923456', 'wrong-digit'],
  ])('%s is recognised', (_, memo, slip) => {
    expect(findNearCodes(memo)).toContainEqual(expect.objectContaining({ code, slip }));
  });

  test.each([
    ['a valid code', `${code} ung ho`],
    ['two slips', 'VDXH2121110481'],
    ['other words', 'ung ho dong bao 2021110431'],
    ['a number alone', '2021110481'],
  ])('%s is none', (_, memo) => {
    expect(findNearCodes(memo).map((each) => each.code)).not.toContain(code);
  });

  it('is found whatever the slip, wherever the bank wraps', () => {
    fc.assert(
      fc.property(slips, fc.integer({ min: 2, max: 14 }), ({ meant, typed }, every) => {
        const memo = `MBVCB.123. ${wrapped(`VDXH${typed}`, every)} ung ho`;
        if (findReferenceCodes(memo).includes(meant)) return;
        // Ten valid digits at the front are a code, though a digit follows them: the bank's own pass takes it.
        fc.pre(findReferenceCodes(memo).length === 0);
        expect(findNearCodes(memo).map((each) => each.code)).toContain(meant);
      }),
      { numRuns: 500 },
    );
  });

  it('is never more than one slip away, and always passes its check digits', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{9,11}$/), (typed) => {
        const starts = [typed, typed.slice(0, 10), typed.slice(0, 9)];
        for (const near of findNearCodes(`VDXH${typed}`)) {
          expect(isReferenceCode(near.code)).toBe(true);
          const digits = near.code.slice(4);
          expect(Math.min(...starts.map((each) => distance(each, digits)))).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('does not make long memos slow', () => {
    const memo = `${'VDXH 20211104 '.repeat(2000)}${'1'.repeat(20_000)}`;
    const startedAt = performance.now();
    findNearCodes(memo);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });
});
