import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import vectors from '../vectors/reference-code.json' with { type: 'json' };
import {
  findReferenceCodes,
  formatReferenceCode,
  isReferenceCode,
  makeReferenceCode,
  parseReferenceCode,
} from './index.ts';

const eightDigits = fc.stringMatching(/^\d{8}$/);

test.each(vectors.valid_codes)('%s is a code', (code) => {
  expect(isReferenceCode(code)).toBe(true);
  expect(makeReferenceCode(code.slice(4, 12))).toBe(code);
});

test.each(vectors.invalid_codes)('%s is no code', (code) => {
  expect(isReferenceCode(code)).toBe(false);
});

test.each(vectors.narratives)('in "$narrative" stands $expect', ({ narrative, expect: code }) => {
  expect(findReferenceCodes(narrative)).toEqual(code === null ? [] : [code]);
});

describe('every code', () => {
  it('is found in a memo, however a bank wrapped it', () => {
    const gap = fc.constantFrom('', ' ', '\n', '.', '-');
    fc.assert(
      fc.property(eightDigits, fc.array(gap, { minLength: 14, maxLength: 14 }), (digits, gaps) => {
        const code = makeReferenceCode(digits);
        const wrapped = [...code].map((sign, index) => sign + (gaps[index] ?? '')).join('');
        expect(findReferenceCodes(`MBVCB.12345.${wrapped} ung ho`)).toEqual([code]);
        expect(parseReferenceCode(` ${formatReferenceCode(code).toLowerCase()} `)).toBe(code);
      }),
    );
  });

  it('fails with any one digit wrong, and with two neighbours swapped', () => {
    fc.assert(
      fc.property(eightDigits, fc.nat(9), fc.integer({ min: 1, max: 9 }), (digits, place, by) => {
        const code = makeReferenceCode(digits);
        const signs = [...code.slice(4)];
        const wrong = [...signs];
        wrong[place] = String((Number(wrong[place]) + by) % 10);
        expect(isReferenceCode(`VDXH${wrong.join('')}`)).toBe(false);
        const swapped = [...signs];
        const next = (place + 1) % 10;
        fc.pre(next > place && signs[place] !== signs[next]);
        [swapped[place], swapped[next]] = [signs[next] ?? '', signs[place] ?? ''];
        expect(isReferenceCode(`VDXH${swapped.join('')}`)).toBe(false);
      }),
    );
  });
});

it('finds two codes once each, in order', () => {
  const [one, other] = [makeReferenceCode('20211104'), makeReferenceCode('00000001')];
  expect(findReferenceCodes(`${other} va ${one} ${other}`)).toEqual([other, one]);
});

it('finds a code behind a broken one', () => {
  expect(findReferenceCodes('VDXH VDXH2021110431')).toEqual(['VDXH2021110431']);
  expect(findReferenceCodes('VDXH 2021110432 VDXH2021110431')).toEqual(['VDXH2021110431']);
});

it('shows a code in groups', () => {
  expect(formatReferenceCode('VDXH2021110431')).toBe('VDXH 2021 1104 31');
});
