import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { classifyRow, defaultLineRules, lineClasses, makeLineRule } from './index.ts';

const typed = { class: 'fee', direction: 'debit', match: 'words', phrases: ['Thu phí  SMS'] };

it('a rule is made comparable once, its doubles dropped', () => {
  const made = makeLineRule({ ...typed, phrases: ['Thu phí  SMS', 'thu phi sms', ' '] });
  expect(made).toMatchObject({ value: { phrases: ['thu phi sms'] } });
});

test.each([
  [{ class: 'gift' }, 'choice-unknown'],
  [{ direction: 'up' }, 'choice-unknown'],
  [{ match: '^phi.*$' }, 'choice-unknown'],
  [{ phrases: [] }, 'phrases-missing'],
  [{ phrases: [' ', ''] }, 'phrases-missing'],
  [{ phrases: ['a'] }, 'phrase-not-usable'],
  [{ phrases: ['...'] }, 'phrase-not-usable'],
  [{ phrases: ['a'.repeat(81)] }, 'phrase-not-usable'],
  [{ phrases: Array.from({ length: 51 }, (_, index) => `tu ${index}`) }, 'phrases-too-many'],
  [{ class: 'donation', direction: 'any' }, 'rule-not-for-debits'],
])('a rule with %o is refused: %s', (other, refusal) => {
  expect(makeLineRule({ ...typed, ...other })).toMatchObject({ refusal });
});

it('whatever an officer types, a rule that is made names its own phrases', () => {
  const input = fc.record({
    class: fc.constantFrom(...lineClasses),
    direction: fc.constantFrom('credit', 'debit', 'any'),
    match: fc.constantFrom('start', 'words', 'letters'),
    phrases: fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { maxLength: 5 }),
  });
  fc.assert(
    fc.property(input, (given) => {
      const made = makeLineRule(given);
      if (!made.ok) return;
      const amountVnd = made.value.direction === 'debit' ? -1 : 1;
      for (const memo of made.value.phrases) {
        expect(classifyRow({ amountVnd, memo }, [made.value])).toBe(made.value.class);
      }
    }),
  );
});

it('the rules of a new installation could have been typed', () => {
  for (const rule of defaultLineRules) {
    expect(makeLineRule(rule)).toEqual({ ok: true, value: rule });
  }
});
