import { describe, expect, it, test } from 'vitest';
import {
  checkTransferDetails,
  isIban,
  parseBic,
  parseForeignNumber,
  printedNumber,
} from './transfer-details.ts';

describe('a BIC', () => {
  test.each([
    ['BFTVVNVX', 'BFTVVNVX'],
    ['bftv vnvx 002', 'BFTVVNVX002'],
    ['DEUTDEFF500', 'DEUTDEFF500'],
  ])('%s is read as %s', (typed, bic) => {
    expect(parseBic(typed)).toEqual({ ok: true, value: bic });
  });
  test.each([
    ['', 'nothing'],
    ['BFTVVNV', 'too short'],
    ['BFTVVNVX0', 'a branch of one sign'],
    ['BFTVQQVX', 'a country that does not exist'],
    ['BFTVVNV0', 'the test network'],
    ['BFTV-VNVX', 'a sign that is none of its'],
  ])('%s is refused: %s', (typed) => {
    expect(parseBic(typed)).toMatchObject({ ok: false, refusal: 'swift-malformed' });
  });
});

describe('the number of a foreign account', () => {
  // Published examples of the IBAN registry.
  test.each(['GB29NWBK60161331926819', 'DE89370400440532013000', 'FR1420041010050500013M02606'])(
    '%s is an IBAN',
    (iban) => {
      expect(parseForeignNumber(printedNumber(iban).toLowerCase())).toEqual({
        ok: true,
        value: iban,
      });
    },
  );

  it('an IBAN with any one sign changed, or two neighbours swapped, is refused', () => {
    const iban = 'DE89370400440532013000';
    for (let at = 2; at < iban.length; at += 1) {
      const changed = `${iban.slice(0, at)}${(Number(iban[at]) + 1) % 10}${iban.slice(at + 1)}`;
      expect(parseForeignNumber(changed)).toMatchObject({ refusal: 'iban-invalid' });
      const swapped = `${iban.slice(0, at)}${iban[at + 1] ?? ''}${iban[at]}${iban.slice(at + 2)}`;
      if (swapped !== iban && at + 1 < iban.length) expect(isIban(swapped)).toBe(false);
    }
  });

  it('another number stays as it is', () => {
    expect(parseForeignNumber('0011.0044 07300')).toEqual({ ok: true, value: '0011004407300' });
    expect(printedNumber('0011004407300')).toBe('0011004407300');
    expect(parseForeignNumber('12 3')).toMatchObject({ refusal: 'foreign-number-malformed' });
    expect(parseForeignNumber('x'.repeat(35))).toMatchObject({ ok: false });
  });
});

describe('the SWIFT block', () => {
  const whole = {
    swift: 'BFTVVNVX',
    bankName: 'Joint Stock Commercial Bank for Foreign Trade of Vietnam',
    bankAddress: '198 Tran Quang Khai, Ha Noi, Viet Nam',
    beneficiaryAddress: '46 Trang Thi, Ha Noi, Viet Nam',
  };

  it('needs no correspondent bank', () => {
    expect(checkTransferDetails({ ...whole, correspondentBank: '  ' })).toEqual({
      ok: true,
      value: { ...whole, correspondentBank: null, correspondentSwift: null },
    });
  });

  it('names every wrong field at once', () => {
    const refused = checkTransferDetails({ swift: 'x', correspondentSwift: 'DEUTDEFF' });
    expect(refused).toMatchObject({ ok: false, refusal: 'transfer-details-invalid' });
    expect(refused.ok ? [] : refused.problems.map(({ field }) => field)).toEqual([
      ...['swift', 'bankName', 'bankAddress', 'beneficiaryAddress', 'correspondentBank'],
    ]);
  });
});
