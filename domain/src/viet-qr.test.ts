import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import vectors from '../vectors/viet-qr.json' with { type: 'json' };
import { crc16, encodeVietQr, parseVietQr } from './index.ts';

test.each(vectors.crc_check)('the checksum of $input is $crc', ({ input, crc }) => {
  expect(crc16(input)).toBe(crc);
});

test.each(vectors.valid)('$payload is read', ({ payload, bin, account, amount, additional }) => {
  const memo = (additional as Record<string, string> | null)?.['08'];
  expect(parseVietQr(payload)).toEqual({
    ok: true,
    value: {
      bin,
      account,
      ...(amount === null ? {} : { amountVnd: Number(amount) }),
      ...(memo === undefined ? {} : { memo }),
    },
  });
});

test.each(vectors.invalid)('$payload is refused as $reason', ({ payload, reason }) => {
  expect(parseVietQr(payload)).toMatchObject({ ok: false, refusal: reason });
});

test.each(vectors.computed.filter(({ input }) => (input.purpose ?? '').length <= 19))(
  '$payload is written',
  ({ input, payload }) => {
    const encoded = encodeVietQr({
      bin: input.bin,
      account: input.account,
      ...(input.amount === null ? {} : { amountVnd: Number(input.amount) }),
      ...(input.purpose === null ? {} : { memo: input.purpose }),
    });
    expect(encoded).toEqual({ ok: true, value: payload });
  },
);

test.each([
  [{ bin: '97043', account: '1' }, 'bin-malformed'],
  [{ bin: '970436', account: '' }, 'account-number-malformed'],
  [{ bin: '970436', account: '12 34' }, 'account-number-malformed'],
  [{ bin: '970436', account: '1'.repeat(20) }, 'account-number-malformed'],
  [{ bin: '970436', account: '1', amountVnd: 0 }, 'amount-not-positive'],
  [{ bin: '970436', account: '1', amountVnd: 1.5 }, 'amount-not-whole'],
  [{ bin: '970436', account: '1', amountVnd: 1e14 }, 'amount-too-large'],
  [{ bin: '970436', account: '1', memo: 'ủng hộ' }, 'memo-malformed'],
  [{ bin: '970436', account: '1', memo: '' }, 'memo-malformed'],
  [{ bin: '970436', account: '1', memo: 'A'.repeat(20) }, 'memo-malformed'],
])('%j is refused as %s', (qr, refusal) => {
  expect(encodeVietQr(qr)).toMatchObject({ ok: false, refusal });
});

const anyQr = fc.record(
  {
    bin: fc.stringMatching(/^\d{6}$/),
    account: fc.stringMatching(/^[0-9A-Z]{1,19}$/),
    amountVnd: fc.integer({ min: 1, max: 10_000_000_000_000 }),
    memo: fc.stringMatching(/^[A-Z0-9]([A-Z0-9 ]{0,17}[A-Z0-9])?$/),
  },
  { requiredKeys: ['bin', 'account'] },
);

it('is read as it was written', () => {
  fc.assert(
    fc.property(anyQr, (qr) => {
      fc.pre(qr.amountVnd === undefined || String(qr.amountVnd).length <= 13);
      const encoded = encodeVietQr(qr);
      expect(encoded.ok && parseVietQr(encoded.value)).toEqual({ ok: true, value: qr });
    }),
  );
});

it('is refused when any one sign changed', () => {
  fc.assert(
    fc.property(anyQr, fc.nat(), fc.constantFrom('0', '1', '9', 'A', 'Z'), (qr, place, sign) => {
      const encoded = encodeVietQr(qr);
      if (!encoded.ok) return;
      const at = place % encoded.value.length;
      fc.pre(encoded.value[at] !== sign);
      const changed = encoded.value.slice(0, at) + sign + encoded.value.slice(at + 1);
      expect(parseVietQr(changed).ok).toBe(false);
    }),
  );
});
