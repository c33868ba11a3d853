import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  decideConfirmation,
  decideShares,
  decideUndo,
  identificationStateOf,
  remainingOf,
  type Identification,
} from './index.ts';

const million = 1_000_000;
const fromVnd = 10 * million;
const fresh: Identification = {
  amountVnd: million,
  settledVnd: 0,
  manualVnd: 0,
  waitingVnd: 0,
  suggestionCount: 0,
  codeCount: 0,
  isChecked: false,
  isReversed: false,
};
const given = (change: Partial<Identification>) => ({ ...fresh, ...change });
const none = new Set<string>();

describe('a donation at the workbench', () => {
  test.each<[string, Partial<Identification>]>([
    ['unidentified', {}],
    ['suggested', { suggestionCount: 1 }],
    ['several-codes', { codeCount: 2, suggestionCount: 1 }],
    ['checked', { isChecked: true, suggestionCount: 1 }],
    ['certain', { settledVnd: million }],
    ['settled', { settledVnd: 1, manualVnd: 1 }],
    ['waiting', { settledVnd: 1, manualVnd: 1, waitingVnd: 1 }],
    ['reversed', { isReversed: true, codeCount: 2 }],
  ])('is %s', (state, change) => {
    expect(identificationStateOf(given(change))).toBe(state);
  });

  test.each<[string, Partial<Identification>, { code: string; amountVnd: number }[]]>([
    ['donation-reversed-already', { isReversed: true }, [{ code: 'A', amountVnd: 1 }]],
    ['shares-missing', {}, []],
    [
      'pledge-twice',
      {},
      [
        { code: 'A', amountVnd: 1 },
        { code: 'A', amountVnd: 1 },
      ],
    ],
    ['amount-not-positive', {}, [{ code: 'A', amountVnd: 0 }]],
    ['nothing-left', { settledVnd: million }, [{ code: 'A', amountVnd: 1 }]],
    ['nothing-left', { waitingVnd: million }, [{ code: 'A', amountVnd: 1 }]],
    ['amount-exceeds-donation', { settledVnd: 1 }, [{ code: 'A', amountVnd: million }]],
    ['settled-already', {}, [{ code: 'S', amountVnd: 1 }]],
  ])('refuses with %s', (refusal, change, shares) => {
    const decision = decideShares(given(change), shares, new Set(['S']), fromVnd);
    expect(decision).toMatchObject({ ok: false, refusal });
  });

  it('never gives away more than it is, however it is cut, and all of it can be taken back', () => {
    const step = fc.record({ code: fc.nat(4), amountVnd: fc.integer({ min: 1, max: 700 }) });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.array(step), (amountVnd, steps) => {
        let donation = given({ amountVnd });
        const standing = new Map<string, number>();
        for (const { code, amountVnd: part } of steps) {
          const share = { code: `P${code}`, amountVnd: part };
          const codes = new Set(standing.keys());
          const decision = decideShares(donation, [share], codes, fromVnd);
          if (!decision.ok) continue;
          standing.set(share.code, part);
          const settledVnd = donation.settledVnd + part;
          donation = { ...donation, settledVnd, manualVnd: settledVnd };
          expect(settledVnd).toBeLessThanOrEqual(amountVnd);
        }
        for (const part of standing.values()) {
          const settlement = { amountVnd: part, isStanding: true };
          const decision = decideUndo(donation, settlement, 'nhầm người');
          if (!decision.ok) throw new Error(decision.refusal);
          donation = { ...donation, settledVnd: decision.value.settledVnd };
        }
        expect(remainingOf(donation)).toBe(amountVnd);
      }),
    );
  });

  it('needs a second person from the threshold on, also when it is cut into parts', () => {
    const large = given({ amountVnd: 30 * million });
    const needs = (donation: Identification, parts: number[]) => {
      const shares = parts.map((amountVnd, index) => ({ code: `P${index}`, amountVnd }));
      const decision = decideShares(donation, shares, none, fromVnd);
      return decision.ok && decision.value.needsSecondPerson;
    };
    expect(needs(large, [fromVnd - 1])).toBe(false);
    expect(needs(large, [fromVnd])).toBe(true);
    expect(needs(large, [6 * million, 6 * million])).toBe(true);
    const partly = { ...large, settledVnd: 6 * million, manualVnd: 6 * million };
    expect(needs(partly, [6 * million])).toBe(true);
    // What a code settled by itself was not decided by a person.
    expect(needs({ ...large, settledVnd: 20 * million }, [6 * million])).toBe(false);
  });

  it('is confirmed by somebody else only', () => {
    expect(decideConfirmation(['an'], 'binh').ok).toBe(true);
    expect(decideConfirmation(['an', 'binh'], 'binh')).toMatchObject({
      refusal: 'second-person-needed',
    });
    expect(decideConfirmation([], 'binh')).toMatchObject({ refusal: 'nothing-waits' });
  });

  test.each([
    ['settlement-not-found', null, 'nhầm'],
    ['undone-already', { amountVnd: 1, isStanding: false }, 'nhầm'],
    ['reason-missing', { amountVnd: 1, isStanding: true }, ' '],
  ])('is not undone: %s', (refusal, settlement, reason) => {
    expect(decideUndo(fresh, settlement, reason)).toMatchObject({ ok: false, refusal });
  });
});
