import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { checkSubmission, problemOf, promisedVndOf, riskOf } from './index.ts';

const cash = { kind: 'cash', currency: 'VND', amount: '500000' };
const goods = { kind: 'goods', text: 'Gạo', quantity: '10', unit: 'kg' };
const whole = {
  campaign: 'bao-so-3',
  donor: { kind: 'individual', origin: 'domestic', name: 'Trần Thị B', phone: '0912 345 678' },
  visibility: 'initials',
  consent: { version: '2026-11' },
  language: 'vi',
  lines: [cash],
};

/** The body with the value at a path replaced; undefined takes the field away. */
function having(path: string, value: unknown): unknown {
  const body = structuredClone(whole) as Record<string, unknown>;
  const names = path.split('.');
  const last = names.pop() ?? '';
  let place = body;
  for (const name of names) place = place[name] as Record<string, unknown>;
  place[last] = value;
  return JSON.parse(JSON.stringify(body));
}

function problemsOf(body: unknown): string[] {
  const checked = checkSubmission(body);
  return checked.ok ? [] : checked.problems.map(({ field, refusal }) => `${field} ${refusal}`);
}

it('takes a whole submission and normalises it', () => {
  const checked = checkSubmission(having('donor.name', '  Trần  Thị B'.normalize('NFD')));
  expect(checked).toMatchObject({
    ok: true,
    value: {
      donor: { name: 'Trần Thị B', phone: '+84912345678', email: null, country: null },
      lines: [{ kind: 'cash', currency: 'VND', amount: 500_000 }],
      wish: null,
      message: null,
    },
  });
});

describe('a field', () => {
  test.each([
    ['campaign', undefined, 'campaign field-missing'],
    ['campaign', 'Bão', 'campaign campaign-code-malformed'],
    ['donor', undefined, 'donor field-missing'],
    ['donor', [], 'donor field-not-object'],
    ['donor.kind', 'robot', 'donor.kind choice-unknown'],
    ['donor.name', undefined, 'donor.name field-missing'],
    ['donor.name', 7, 'donor.name field-not-text'],
    ['donor.name', ' ', 'donor.name text-missing'],
    ['donor.name', 'x'.repeat(201), 'donor.name text-too-long'],
    ['donor.email', 'a@', 'donor.email email-malformed'],
    ['donor.phone', '123', 'donor.phone phone-malformed'],
    ['donor.idNumber', '001', 'donor.idNumber field-unknown'],
    ['donor.country', 'JP', 'donor.country country-not-expected'],
    ['donor.origin', 'foreign', 'donor.country country-missing'],
    ['visibility', undefined, 'visibility field-missing'],
    ['consent', undefined, 'consent consent-missing'],
    ['consent.version', '<1>', 'consent.version consent-version-unknown'],
    ['wish', { locality: '24' }, 'wish.locality locality-unknown'],
    ['message', 'x'.repeat(1001), 'message text-too-long'],
    ['message', 'a\u0000', 'message text-has-control-characters'],
    ['language', 'fr', 'language choice-unknown'],
    ['lines', undefined, 'lines lines-missing'],
    ['lines', [], 'lines lines-missing'],
    ['lines', Array(51).fill(goods), 'lines lines-too-many'],
    ['lines', [cash, cash], 'lines cash-line-repeated'],
    ['lines.0', 7, 'lines.0 field-not-object'],
    ['lines.0.kind', 'gold', 'lines.0.kind choice-unknown'],
    ['lines.0.currency', 'USD', 'lines.0.currency currency-unknown'],
    ['lines.0.amount', 500000, 'lines.0.amount field-not-text'],
    ['lines.0.amount', '0', 'lines.0.amount amount-not-positive'],
    ['lines.0.amount', '1.5', 'lines.0.amount amount-not-whole'],
    ['lines.0.amount', '-1', 'lines.0.amount amount-not-positive'],
    ['lines.0.amount', '100000000000000', 'lines.0.amount amount-too-large'],
    ['lines.0.amount', '1e6', 'lines.0.amount amount-not-digits'],
    ['lines.0.amount', '５００', 'lines.0.amount amount-not-digits'],
    ['lines', [{ ...goods, amount: '1' }], 'lines.0.amount field-unknown'],
    ['lines', [{ ...goods, text: undefined }], 'lines.0.item item-missing'],
    ['lines', [{ ...goods, item: 'gao' }], 'lines.0.text item-named-twice'],
    ['lines', [{ ...goods, quantity: '0' }], 'lines.0.quantity quantity-malformed'],
    ['lines', [{ ...goods, unit: ' ' }], 'lines.0.unit unit-missing'],
    ['lines', [{ ...goods, declaredValueVnd: '1.5' }], 'lines.0.declaredValueVnd amount-not-whole'],
    ['lines', [{ ...goods, expiresOn: '2024-02-30' }], 'lines.0.expiresOn day-impossible'],
    ['amount', '5', 'amount field-unknown'],
    ['__proto__x', {}, '__proto__x field-unknown'],
  ])('%s = %j is refused: %s', (path, value, problem) => {
    expect(problemsOf(having(path, value))).toEqual([problem]);
  });
});

it('names every problem at once, in both languages', () => {
  const checked = checkSubmission({ lines: [{ kind: 'cash', amount: '' }] });
  if (checked.ok) throw new Error('accepted');
  const problem = problemOf(checked, 422);
  expect(problem).toMatchObject({ code: 'submission-invalid', status: 422 });
  expect(problem.problems?.map(({ field }) => field)).toEqual([
    'campaign',
    'donor',
    'visibility',
    'consent',
    'language',
    'lines.0.currency',
    'lines.0.amount',
  ]);
  for (const { code, messages } of problem.problems ?? []) {
    expect(messages.vi, code).not.toBe(code);
    expect(messages.en, code).not.toBe(code);
  }
});

it('answers anything at all, and never throws', () => {
  fc.assert(
    fc.property(fc.anything(), (body) => {
      expect(checkSubmission(body).ok).toBe(false);
    }),
  );
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(whole)), (value, field) => {
      const checked = checkSubmission({ ...whole, [field]: value });
      expect(typeof checked.ok).toBe('boolean');
    }),
  );
});

it('accepts the same body again after the wire', () => {
  const checked = checkSubmission({
    ...whole,
    lines: [cash, goods],
    message: 'Mong bà con bình an',
  });
  expect(checked).toEqual(
    checkSubmission(
      JSON.parse(
        JSON.stringify({ ...whole, lines: [cash, goods], message: 'Mong bà con bình an' }),
      ),
    ),
  );
});

test.each([
  ['donor.name', '<script>alert(1)</script>', ['markup-in-text']],
  ['message', 'xem http://vidu.example', ['link-in-text']],
  ['lines.0.amount', '10000000000', ['very-large-amount']],
  ['message', 'Thương lắm', []],
])('%s = %j has the risks %j', (path, value, risks) => {
  const checked = checkSubmission(having(path, value));
  expect(checked.ok && riskOf(checked.value)).toEqual(risks);
});

it('promises the cash of its lines, goods aside', () => {
  const checked = checkSubmission({ ...whole, lines: [goods, cash] });
  expect(checked.ok && promisedVndOf(checked.value)).toBe(500_000);
});
