import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  amountAsked,
  formatLedgerCursor,
  ledgerSorts,
  parseLedgerCursor,
  parseLedgerFilter,
  parseLedgerSort,
  wholeLedger,
} from './ledger.ts';

describe('the question of a ledger', () => {
  test.each([
    [{}, wholeLedger],
    [{ q: '  ' }, wholeLedger],
    [{ q: 'Ủng  hộ Đồng bào' }, { ...wholeLedger, q: 'ung ho dong bao' }],
    [{ q: 'vdxh 2021 1104 31' }, { ...wholeLedger, code: 'VDXH2021110431' }],
    [{ q: '500.000 đ' }, { ...wholeLedger, minVnd: 500_000, maxVnd: 500_000 }],
    [{ q: '2024' }, { ...wholeLedger, q: '2024' }],
    [
      { q: '500000', max: '100000' },
      { ...wholeLedger, minVnd: 500_000, maxVnd: 100_000 },
    ],
    [
      { from: '2024-09-10', to: '2024-09-11', min: '5', account: '0011', source: 'wallet' },
      {
        ...wholeLedger,
        from: '2024-09-10',
        to: '2024-09-11',
        minVnd: 5,
        account: '0011',
        source: 'wallet',
      },
    ],
  ])('%j is understood', (asked, filter) => {
    expect(parseLedgerFilter(asked)).toEqual({ ok: true, value: filter });
  });

  test.each([
    [{ q: 'a\u0000b' }, 'query-malformed'],
    [{ q: ['a', 'b'] }, 'query-malformed'],
    [{ q: 'x'.repeat(101) }, 'query-malformed'],
    [{ q: 'a' }, 'search-too-short'],
    [{ from: '2024-02-30' }, 'query-malformed'],
    [{ min: '1e5' }, 'query-malformed'],
    [{ max: '-1' }, 'query-malformed'],
    [{ source: 'bank' }, 'query-malformed'],
    [{ campaign: { a: 1 } }, 'query-malformed'],
  ])('%j is refused', (asked, refusal) => {
    expect(parseLedgerFilter(asked)).toMatchObject({ ok: false, refusal });
  });

  it('reads any bytes to a filter or a refusal', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('q', 'from', 'min', 'sort'), fc.anything()),
        (asked) => {
          expect(typeof parseLedgerFilter(asked).ok).toBe('boolean');
          expect(typeof parseLedgerSort(asked).ok).toBe('boolean');
        },
      ),
    );
  });

  test.each([
    ['500.000', 500_000],
    ['1,000,000 VND', 1_000_000],
    ['50000', 50_000],
    ['2024', null],
    ['12 34', null],
    ['5 lop 000', null],
    ['0000000', null],
  ])('the amount in %s is %s', (q, amount) => expect(amountAsked(q)).toBe(amount));
});

describe('the cursor of a ledger', () => {
  const row = { seq: 12, index: 3, on: '2024-09-10', amountVnd: '-5000' };
  test.each(ledgerSorts)('comes back from its text in the order %s, and from no other', (sort) => {
    const after = formatLedgerCursor(sort, row);
    expect(parseLedgerCursor({ after }, sort)).toMatchObject({
      ok: true,
      value: { seq: 12, index: 3 },
    });
    for (const other of ledgerSorts) {
      const isSame = other.replace('-', '') === sort.replace('-', '');
      expect(parseLedgerCursor({ after }, other).ok).toBe(isSame);
    }
  });
});
