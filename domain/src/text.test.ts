import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { checkText, fold, isWellFormed, parseEmail, parsePhone, parseQuantity } from './index.ts';

test.each([
  ['Hoà', 'Hòa'],
  ['ĐỒNG BÀO', 'dong bao'],
  ['Thừa Thiên–Huế', 'thua thien–hue'],
  ['NGUYỄN', 'nguyễn'],
  ['ｖđｘｈ', 'VDXH'],
])('%j and %j find each other', (one, other) => {
  expect(fold(one)).toBe(fold(other));
});

it('folds a folded text to itself, in any normal form', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(fold(fold(text))).toBe(fold(text));
      expect(fold(text.normalize('NFD'))).toBe(fold(text.normalize('NFC')));
    }),
  );
});

it('stores names in NFC with single spaces', () => {
  const typed = '  Nguyễn\t Văn  A '.normalize('NFD');
  expect(checkText(typed, { max: 50 })).toEqual({ ok: true, value: 'Nguyễn Văn A' });
});

it('keeps the lines of a message', () => {
  const decision = checkText('Một\r\nhai\n\n\n\nba  bốn ', { max: 50, lines: true });
  expect(decision).toEqual({ ok: true, value: 'Một\nhai\n\nba bốn' });
});

test.each([
  ['', 'text-missing'],
  ['   ', 'text-missing'],
  ['a\u0000b', 'text-has-control-characters'],
  ['a\u202eb', 'text-has-control-characters'],
  ['a\u001b[31m', 'text-has-control-characters'],
  ['\ud800', 'text-malformed'],
  ['x'.repeat(51), 'text-too-long'],
])('%j is refused as %s', (text, refusal) => {
  expect(checkText(text, { max: 50 })).toMatchObject({ ok: false, refusal });
});

it('lets no accepted text break when it is read again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const once = checkText(text, { max: 1000 });
      if (!once.ok) return;
      expect(isWellFormed(once.value)).toBe(true);
      expect(checkText(once.value, { max: 1000 })).toEqual(once);
    }),
  );
});

test.each([
  ['0912 345 678', '+84912345678'],
  ['0912.345.678', '+84912345678'],
  ['+84 912 345 678', '+84912345678'],
  ['0081 90-1234-5678', '+819012345678'],
  ['12345', null],
  ['+0912345678', null],
  ['0912 345 678 hoặc', null],
])('the phone %j is read as %s', (typed, phone) => {
  const decision = parsePhone(typed);
  expect(decision.ok ? decision.value : null).toBe(phone);
});

test.each([
  ['ten@vidu.vn', true],
  ['first.last+tag@mail.example.org', true],
  ['ten@vidu', false],
  ['ten vidu@x.vn', false],
  ['@vidu.vn', false],
  ['a@b@c.vn', false],
])('the address %j is possible: %s', (typed, isPossible) => {
  expect(parseEmail(typed).ok).toBe(isPossible);
});

test.each([
  ['1', '1'],
  ['0010', '10'],
  ['2.50', '2.5'],
  ['1000000000', '1000000000'],
  ['0', 'quantity-malformed'],
  ['0.000', 'quantity-malformed'],
  ['-1', 'quantity-malformed'],
  ['1,5', 'quantity-malformed'],
  ['1.2345', 'quantity-malformed'],
  ['1e3', 'quantity-malformed'],
  ['', 'quantity-missing'],
  ['1000000001', 'quantity-too-large'],
])('the quantity %j becomes %s', (text, outcome) => {
  const decision = parseQuantity(text);
  expect(decision.ok ? decision.value : decision.refusal).toBe(outcome);
});
