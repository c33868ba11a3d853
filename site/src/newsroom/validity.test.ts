import { addDays, directiveStateOn, parseDay, type Day } from '@chung-tay/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextChangeOn } from './validity.ts';

const dayFrom = (text: string): Day => {
  const day = parseDay(text);
  if (!day.ok) throw new Error(text);
  return day.value;
};
const today = dayFrom('2026-11-25');

describe('the day on which a document has to be shown anew', () => {
  const cases = [
    ['in force without end', 'in-force', '2026-01-01', null, false, null],
    ['not yet in force', 'not-yet', '2026-12-01', null, false, '2026-12-01'],
    ['not yet in force, with an end', 'not-yet', '2026-12-01', '2027-01-31', false, '2026-12-01'],
    ['its last day is today', 'in-force', '2026-01-01', '2026-11-25', false, '2026-11-26'],
    ['its last day is the last of a year', 'in-force', null, '2026-12-31', false, '2027-01-01'],
    ['it ended yesterday', 'in-force', '2026-01-01', '2026-11-24', false, null],
    ['it was replaced before its end', 'in-force', '2026-01-01', '2027-01-31', true, null],
    ['the editor says expired', 'expired', '2026-12-01', '2027-01-31', false, null],
  ] as const;
  it.each(cases)('%s', (_name, state, effectiveOn, expiresOn, isReplaced, expected) => {
    expect(nextChangeOn({ state, effectiveOn, expiresOn, isReplaced }, today)).toBe(expected);
  });

  const day = fc.integer({ min: -400, max: 400 }).map((days) => addDays(today, days));
  const state = fc.constantFrom('not-yet', 'in-force', 'partly-expired', 'expired');
  it('is never later than the first day with another state', () => {
    fc.assert(
      fc.property(
        state,
        fc.option(day),
        fc.option(day),
        fc.boolean(),
        (noted, effectiveOn, expiresOn, isReplaced) => {
          const directive = { state: noted, effectiveOn, expiresOn, isReplaced };
          const next = nextChangeOn(directive, today);
          const now = directiveStateOn(directive, today);
          for (let days = 1; days <= 401; days++) {
            const then = addDays(today, days);
            if (then === next) return;
            expect(directiveStateOn(directive, then), then).toBe(now);
          }
        },
      ),
    );
  });
});
