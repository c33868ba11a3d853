import {
  accept,
  assert,
  decidePledge,
  fulfilmentOf,
  sumVnd,
  type Entry,
  type JsonObject,
  type PledgeCommand,
} from '@chung-tay/domain';
import { entryOf, isStanding } from '../entries';
import * as pledges from '../store/pledges';
import type { Trx } from '../store/rows';

export interface SettledPledge {
  readonly pledge: pledges.StoredPledge;
  readonly entry: Entry;
}

interface Change {
  readonly donationNumber: string;
  /** Positive where money answers the promise, negative where that is undone. */
  readonly amountVnd: number;
  readonly unitCode: string;
  readonly actor: string;
  readonly by: 'settlement' | 'staff';
  readonly now: Date;
  readonly facts?: JsonObject;
}

const isFull = (fulfilment: string) => fulfilment === 'full' || fulfilment === 'over';

/** The event of the promise: an undoing is one of its state only where money had closed it. */
function commandOf(before: string, after: string, { amountVnd, by }: Change): PledgeCommand | null {
  if (amountVnd > 0) {
    return { event: isFull(after) ? 'settled-full' : 'settled-partly', by: 'settlement' };
  }
  return isFull(before) && !isFull(after) ? { event: 'settlement-undone', by } : null;
}

/**
 * Writes what money does to a promise: its settled sum, its state, its entry. The caller holds the row's
 * lock; a promise that changed nevertheless throws, so that the whole transaction is tried again.
 */
export async function settlePledge(
  trx: Trx,
  pledge: pledges.StoredPledge,
  change: Change,
): Promise<SettledPledge> {
  const { amountVnd, actor, now, unitCode } = change;
  const settledVnd = sumVnd([pledge.settledVnd, amountVnd]);
  const before = pledges.fulfilmentOfStored(pledge);
  const fulfilment = fulfilmentOf(pledge.cashAmountVnd, settledVnd, pledge.hasGoods);
  const command = commandOf(before, fulfilment, change);
  const decision =
    command === null ? accept(pledge.state) : decidePledge(pledge, command, now.getTime());
  assert(decision.ok, 'money that arrived is never refused');
  const state = decision.value;
  const saved = await pledges.updatePledge(trx, pledge, { state, settledVnd });
  if (!saved) throw new Error(`pledge ${pledge.code} changed while it was settled`);
  const standing = { before: isStanding(pledge.state), after: isStanding(state) };
  const facts = {
    donation: change.donationNumber,
    amountVnd: String(amountVnd),
    fulfilment,
    ...change.facts,
  };
  const promised = { ...pledge, origin: pledge.donorOrigin, unitCode };
  const event = amountVnd > 0 ? 'settled' : 'settlement-undone';
  return {
    pledge: { ...pledge, state, settledVnd, version: pledge.version + 1 },
    entry: entryOf(event, promised, standing, actor, now, facts),
  };
}
