import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  decideDifference,
  decideHold,
  decideReclassification,
  decideRefund,
  decideReversal,
  holdReasonOf,
  isDayDifferent,
  holdStates,
  lineClasses,
  reversalReasons,
  reversalReasonWords,
} from './index.ts';

describe('a reversal', () => {
  const step = { reasonCode: 'refunded', reason: 'Chuyển nhầm' };
  const standing = { amountVnd: 500, reversesId: null, isReversed: false };

  it('is equal and opposite, and there is none of a reversal', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10 ** 13 }),
        fc.constantFrom(...reversalReasons),
        (amountVnd, reasonCode) => {
          const reversed = decideReversal({ ...standing, amountVnd }, { ...step, reasonCode });
          expect(reversed).toEqual({ ok: true, value: -amountVnd });
          expect(
            decideReversal({ amountVnd: -amountVnd, reversesId: 1, isReversed: false }, step),
          ).toMatchObject({ refusal: 'donation-is-reversal' });
        },
      ),
    );
  });

  test.each([
    [{ isReversed: true }, {}, 'donation-reversed-already'],
    [{}, { reason: ' ' }, 'reason-missing'],
    [{}, { reasonCode: 'just-so' }, 'choice-unknown'],
  ])('of %o with %o is refused: %s', (donation, given, refusal) => {
    expect(decideReversal({ ...standing, ...donation }, { ...step, ...given })).toMatchObject({
      refusal,
    });
  });

  it('has words for each reason', () => {
    expect(Object.keys(reversalReasonWords)).toEqual([...reversalReasons]);
  });
});

describe('a held line', () => {
  test.each(
    holdStates.flatMap((state) =>
      (['confirmed', 'reclassified'] as const).flatMap((event) =>
        ['an', 'binh'].map((actor) => [state, event, actor] as const),
      ),
    ),
  )('%s is %s by %s only as the rule says', (state, event, actor) => {
    const decision = decideHold({ state, acceptedBy: 'an' }, event, actor);
    if (state !== 'waiting') expect(decision).toMatchObject({ refusal: 'hold-decided-already' });
    else if (event === 'confirmed' && actor === 'an')
      expect(decision).toMatchObject({ refusal: 'second-person-needed' });
    else expect(decision).toEqual({ ok: true, value: event });
  });

  test.each([
    [9_999_999, '2024-09-10', null, null],
    [10_000_000, '2024-09-10', null, 'second-person'],
    [5, '2024-09-10', '2024-09-10', null],
    [5, '2024-09-11', '2024-09-10', 'campaign-closed'],
    [5, '2024-09-11', '', 'campaign-closed'],
  ])('%i đ of %s with the campaign closed after %s: %s', (amountVnd, bookedOn, lateAfter, held) => {
    expect(holdReasonOf({ amountVnd, bookedOn }, { fromVnd: 10_000_000, lateAfter })).toBe(held);
  });
});

describe('a reclassification', () => {
  it('goes to any other class with a reason, to a donation only from a credit', () => {
    const classes = fc.constantFrom(...lineClasses);
    fc.assert(
      fc.property(classes, classes, fc.boolean(), (from, to, isCredit) => {
        const line = { amountVnd: isCredit ? 5 : -5, class: from };
        const decision = decideReclassification(line, to, 'Phí của ngân hàng');
        const isPossible = from !== to && (to !== 'donation' || isCredit);
        expect(decision.ok).toBe(isPossible);
        expect(decideReclassification(line, to, ' ').ok).toBe(false);
      }),
    );
  });

  it('does not know other classes', () => {
    const line = { amountVnd: 5, class: 'fee' } as const;
    expect(decideReclassification(line, 'gift', 'x')).toMatchObject({ refusal: 'choice-unknown' });
  });
});

describe('a refund by the bank', () => {
  const line = {
    ...{ class: 'refund', amountVnd: -500, bookedOn: '2024-09-12', isTied: false },
  } as const;
  const gift = { amountVnd: 500, receivedOn: '2024-09-10' };

  it('gives back a gift of its amount, as its class says', () => {
    expect(decideRefund(line, gift)).toEqual({ ok: true, value: 'refunded' });
    expect(decideRefund({ ...line, class: 'bank-reversal' }, gift)).toEqual({
      ...{ ok: true, value: 'bank-reversed' },
    });
  });

  test.each([
    [{ class: 'fee' }, {}, 'line-is-no-refund'],
    [{ amountVnd: 500 }, {}, 'line-is-no-refund'],
    [{ isTied: true }, {}, 'line-tied-already'],
    [{}, { amountVnd: 501 }, 'refund-amount-differs'],
    [{}, { amountVnd: -500 }, 'refund-amount-differs'],
    [{ bookedOn: '2024-09-09' }, {}, 'refund-before-donation'],
  ] as const)('%o with a gift %o is refused: %s', (other, changed, refusal) => {
    expect(decideRefund({ ...line, ...other }, { ...gift, ...changed })).toMatchObject({ refusal });
  });
});

describe('a day that two files cover', () => {
  test.each([
    ['has all rows of the books', { booked: 5, inFile: 5, fresh: 0 }, ['2024-09-12'], false],
    ['lacks rows of the books', { booked: 5, inFile: 4, fresh: 0 }, ['2024-09-10'], true],
    ['is new', { booked: 5, inFile: 5, fresh: 5 }, ['2024-09-12'], false],
    ['went on where the other ended', { booked: 5, inFile: 5, fresh: 2 }, ['2024-09-10'], false],
    ['grew inside the other', { booked: 5, inFile: 5, fresh: 2 }, ['2024-09-11'], true],
  ])('%s', (_, counts, lastDays, isDifferent) => {
    expect(isDayDifferent({ day: '2024-09-10', ...counts }, lastDays)).toBe(isDifferent);
  });

  it('is closed once, with a note', () => {
    expect(decideDifference('open', 'Đã hỏi ngân hàng')).toEqual({ ok: true, value: 'closed' });
    expect(decideDifference('open', ' ')).toMatchObject({ refusal: 'reason-missing' });
    expect(decideDifference('closed', 'x')).toMatchObject({
      refusal: 'difference-closed-already',
    });
  });
});
