import { accept, refuse, type Decision, type LedgerFilter } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import { sumSlice } from '../store/ledger';
import { selectSliceEnd } from '../store/ledger-places';
import { isPostgres } from '../store/rows';
import type { LedgerTotal } from '../types';

const knownMax = 2000;
const countingMax = 40;
// On SQLite a query keeps the whole process waiting: short slices let others through.
const sliceEntries = (strapi: Core.Strapi) => (isPostgres(strapi) ? 200 : 20);

/** A total up to a place of the journal. The ledger only grows, so it is carried on, never counted anew. */
interface Known {
  readonly seq: number;
  readonly count: number;
  readonly amountVnd: bigint;
}

const nothing: Known = { seq: 0, count: 0, amountVnd: 0n };
const totalOf = ({ count, amountVnd }: Known): LedgerTotal => ({
  count,
  amountVnd: String(amountVnd),
});

/**
 * Totals of filtered sets that no cell knows. Who asks for the same set at the same time shares one count; one
 * set is counted at a time, slice by slice; what is counted is kept and carried on as the ledger grows.
 */
export function ledgerTotals(strapi: Core.Strapi) {
  const known = new Map<string, Known>();
  const counting = new Map<string, Promise<void>>();
  let lane: Promise<void> = Promise.resolve();

  function keep(key: string, total: Known): void {
    known.delete(key);
    known.set(key, total);
    const oldest = known.keys().next();
    if (known.size > knownMax && !oldest.done) known.delete(oldest.value);
  }

  async function count(key: string, filter: LedgerFilter, until: number): Promise<void> {
    let total = known.get(key) ?? nothing;
    while (total.seq < until) {
      const seq = await selectSliceEnd(strapi, total.seq, until, sliceEntries(strapi));
      const slice = await sumSlice(strapi, filter, total.seq, seq);
      total = {
        seq,
        count: total.count + slice.count,
        amountVnd: total.amountVnd + BigInt(slice.amountVnd),
      };
      keep(key, total);
      await new Promise(setImmediate);
    }
  }

  function start(key: string, filter: LedgerFilter, until: number): Promise<void> {
    const work = lane.then(() => count(key, filter, until));
    lane = work.catch(() => undefined);
    const counted = work.finally(() => counting.delete(key));
    counting.set(key, counted);
    return counted;
  }

  return {
    /** Remembers what a search has found out by the way. */
    learn(filter: LedgerFilter, seq: number, { count: rows, amountVnd }: LedgerTotal): void {
      keep(JSON.stringify(filter), { seq, count: rows, amountVnd: BigInt(amountVnd) });
    },
    /** Whether a total was counted once and is only to be carried on. */
    knows: (filter: LedgerFilter): boolean => {
      const key = JSON.stringify(filter);
      return known.has(key) && !counting.has(key);
    },
    /** Counts for at most `waitMs`, and goes on behind. Refuses when too many sets wait to be counted. */
    async ask(
      filter: LedgerFilter,
      seq: number,
      waitMs: number,
    ): Promise<Decision<{ total: LedgerTotal | null; done: number }>> {
      const key = JSON.stringify(filter);
      const ready = () => {
        const total = known.get(key) ?? nothing;
        return total.seq >= seq
          ? { total: totalOf(total), done: 1 }
          : { total: null, done: total.seq / seq };
      };
      if (ready().total !== null) return accept(ready());
      if (!counting.has(key) && counting.size >= countingMax) return refuse('ledger-busy');
      const work = counting.get(key) ?? start(key, filter, seq);
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, waitMs);
      });
      await Promise.race([work, patience]).finally(() => clearTimeout(timer));
      return accept(ready());
    },
  };
}
