import { sumVnd, type Vnd } from './money.ts';
import { fulfilmentOf, type Fulfilment } from './pledge.ts';
import { accept, refuse, type Decision } from './refusal.ts';

/** What settlement needs to know of a donation: its amount, what of it is settled, the codes of its memo. */
export interface UnsettledDonation {
  readonly amountVnd: number;
  readonly settledVnd: number;
  readonly codes: readonly string[];
}

export interface SettleablePledge {
  readonly promisedVnd: number;
  readonly settledVnd: number;
  readonly hasGoods: boolean;
}

export interface Settlement {
  readonly amountVnd: Vnd;
  /** What the pledge has received in all after this settlement. */
  readonly pledgeSettledVnd: Vnd;
  readonly fulfilment: Fulfilment;
}

export type SettlementRefusal = 'no-code' | 'two-codes' | 'pledge-unknown' | 'nothing-left';

/** The one code of a memo that names a pledge by itself: exactly one valid code, not two. */
export function codeToSettle(codes: readonly string[]): Decision<string, 'no-code' | 'two-codes'> {
  const [code, second] = [...new Set(codes)];
  if (code === undefined) return refuse('no-code');
  return second === undefined ? accept(code) : refuse('two-codes');
}

/**
 * The first pass of settlement, the only automatic one: a memo with exactly one valid code answers that
 * pledge, whatever the amount. What is left of the donation goes to the pledge whole, so that the sum of a
 * donation's settlements never exceeds it.
 */
export function settleByCode(
  donation: UnsettledDonation,
  pledge: SettleablePledge | null,
): Decision<Settlement, SettlementRefusal> {
  const code = codeToSettle(donation.codes);
  if (!code.ok) return code;
  if (pledge === null) return refuse('pledge-unknown');
  const amountVnd = sumVnd([donation.amountVnd, -donation.settledVnd]);
  if (amountVnd <= 0) return refuse('nothing-left');
  const pledgeSettledVnd = sumVnd([pledge.settledVnd, amountVnd]);
  // After this point the change must succeed.
  return accept({
    amountVnd,
    pledgeSettledVnd,
    fulfilment: fulfilmentOf(pledge.promisedVnd, pledgeSettledVnd, pledge.hasGoods),
  });
}
