import { describe, expect, it, test } from 'vitest';
import type { Day } from './day.ts';
import { publicNameOf } from './public-name.ts';
import {
  checkSlip,
  decideSlip,
  firstSlipState,
  slipEvents,
  slipNumberOf,
  slipStates,
} from './slip.ts';

const possible: Readonly<Record<string, string>> = {
  'waiting confirmed': 'posted',
  'waiting voided': 'voided',
  'posted voided': 'voided',
};

describe('a slip', () => {
  const cases = slipStates.flatMap((state) => slipEvents.map((event) => [state, event] as const));
  test.each(cases)('that is %s and %s', (state, event) => {
    const decision = decideSlip({ state, issuedBy: 'admin:1' }, event, 'admin:2', 'Ghi nhầm');
    const to = possible[`${state} ${event}`];
    expect(decision).toMatchObject(
      to === undefined ? { refusal: 'slip-event-not-possible' } : { ok: true, value: to },
    );
  });

  test.each(slipEvents)('is never %s by the one who issued it', (event) => {
    const slip = { state: 'waiting', issuedBy: 'admin:1' } as const;
    expect(decideSlip(slip, event, 'admin:1', 'x')).toMatchObject({
      refusal: 'second-person-needed',
    });
  });

  it('is voided only with a reason', () => {
    const slip = { state: 'posted', issuedBy: 'admin:1' } as const;
    expect(decideSlip(slip, 'voided', 'admin:2', '  ')).toMatchObject({
      refusal: 'reason-missing',
    });
  });

  it('waits from the threshold on', () => {
    expect(firstSlipState(9_999_999, 10_000_000)).toBe('posted');
    expect(firstSlipState(10_000_000, 10_000_000)).toBe('waiting');
  });

  it('is numbered by unit and year', () => {
    expect(slipNumberOf('trung-uong', '2026-11-25' as Day, 12)).toBe('PT/trung-uong/2026/000012');
  });
});

describe('what is typed at the counter', () => {
  const now = Date.parse('2026-11-25T10:00:00Z');
  const typed = {
    ...{ payerName: ' Nguyễn  Văn A ', payerKind: 'individual', visibility: 'initials' },
    ...{ amount: '1.500.000 đ', receivedOn: '2026-11-25', campaign: 'c', unit: 'trung-uong' },
  };

  it('becomes a slip', () => {
    expect(checkSlip({ ...typed, referenceCode: 'vdxh 2021 1104 31', note: ' ' }, now)).toEqual({
      ok: true,
      value: {
        ...{ payerName: 'Nguyễn Văn A', payerKind: 'individual', visibility: 'initials' },
        ...{ amountVnd: 1_500_000, referenceCode: 'VDXH2021110431', receivedOn: '2026-11-25' },
        ...{ campaign: 'c', unit: 'trung-uong', note: null },
      },
    });
  });

  test.each([
    ['payerName', '', 'text-missing'],
    ['payerKind', 'group', 'choice-unknown'],
    ['visibility', '', 'choice-unknown'],
    ['amount', '0', 'amount-not-positive'],
    ['amount', '1,5', 'amount-not-whole'],
    ['receivedOn', '2026-11-26', 'day-in-future'],
    ['receivedOn', '2026-02-30', 'day-impossible'],
    ['referenceCode', 'VDXH2021110432', 'reference-code-invalid'],
  ])('%s "%s" is refused: %s', (field, text, refusal) => {
    const refused = checkSlip({ ...typed, [field]: text }, now);
    expect(refused).toMatchObject({ ok: false, problems: [{ field, refusal }] });
  });

  it('shows of the payer what the payer chose', () => {
    expect(publicNameOf('Nguyễn Văn A', 'full')).toBe('Nguyễn Văn A');
    expect(publicNameOf('Nguyễn Văn A', 'initials')).toBe('N. V. A.');
    expect(publicNameOf('Nguyễn Văn A', 'anonymous')).toBeNull();
  });
});
