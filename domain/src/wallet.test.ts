import { describe, expect, it, test } from 'vitest';
import { classifyRow, defaultLineRules } from './classification.ts';
import { checkWalletTotals, decideWalletFile, walletFileStates } from './wallet.ts';

describe('a file of a wallet', () => {
  const given = { actor: 'admin:2', reason: 'Nhầm kỳ', secondPersonFromVnd: 10_000_000 };
  const file = { uploadedBy: 'admin:1', largestVnd: 10_000_000 } as const;

  test.each(walletFileStates)('that is %s', (state) => {
    for (const event of ['accepted', 'rejected'] as const) {
      expect(decideWalletFile({ ...file, state }, event, given)).toMatchObject(
        state === 'proved' ? { ok: true, value: event } : { refusal: 'wallet-event-not-possible' },
      );
    }
  });

  it('with a large row needs a second person to be accepted, none to be rejected', () => {
    const own = { ...given, actor: 'admin:1' };
    const proved = { ...file, state: 'proved' } as const;
    expect(decideWalletFile(proved, 'accepted', own)).toMatchObject({
      refusal: 'second-person-needed',
    });
    expect(decideWalletFile(proved, 'rejected', own)).toMatchObject({ ok: true });
    const small = { ...proved, largestVnd: 9_999_999 };
    expect(decideWalletFile(small, 'accepted', own)).toMatchObject({ ok: true });
    expect(decideWalletFile(proved, 'rejected', { ...own, reason: ' ' })).toMatchObject({
      refusal: 'reason-missing',
    });
  });

  it('must hold exactly what was declared', () => {
    const read = { count: 3, amountVnd: 600_000 };
    expect(checkWalletTotals(read, read).ok).toBe(true);
    for (const other of [{ count: 4 }, { amountVnd: 600_001 }]) {
      expect(checkWalletTotals({ ...read, ...other }, read)).toMatchObject({
        ok: false,
        refusal: 'wallet-control-differs',
        facts: { count: 3, amountVnd: 600_000 },
      });
    }
  });
});

describe('the bank line of a payout', () => {
  test.each<[string, string]>([
    ['CONG TY CP DICH VU DI DONG TRUC TUYEN QUYET TOAN MOMO 01-07/09/2024', 'internal-transfer'],
    ['ZaloPay đối soát ngày 10/09/2024', 'internal-transfer'],
    ['Quyet to an vi MoMo dot 3', 'internal-transfer'],
    ['DAU SO 1405 QUYET TOAN T9/2024', 'internal-transfer'],
    ['MOMO 0912345678 NGUYEN VAN AN ung ho dong bao', 'donation'],
    ['chuyen tien tu vi ZaloPay ung ho', 'donation'],
    ['ung ho theo tin nhan 1405', 'donation'],
  ])('"%s" is %s', (memo, lineClass) => {
    expect(classifyRow({ amountVnd: 1_000_000, memo }, defaultLineRules)).toBe(lineClass);
  });
});
