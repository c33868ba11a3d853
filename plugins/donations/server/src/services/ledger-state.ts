import type { LedgerFilter } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import { selectCells, selectWatermark, type LedgerCell } from '../store/ledger-places';
import type { LedgerTotal, LedgerWatermark } from '../types';

/** How long a process trusts the watermark it has read. */
const trustMs = 200;

/** What a process knows of the ledger at one watermark. */
export interface LedgerState {
  readonly watermark: LedgerWatermark;
  /** How many rows fit the days, campaign, account and source of a filter, and their sum: exact. */
  sum(filter: LedgerFilter): LedgerTotal;
  /** The days between which rows fit; null when none does. */
  daysOf(filter: LedgerFilter): { readonly from: string; readonly to: string } | null;
}

/** Whether the sums by cell say everything about a filter. */
export const isCounted = ({ q, code, minVnd, maxVnd }: LedgerFilter): boolean =>
  q === null && code === null && minVnd === null && maxVnd === null;

function fits(cell: LedgerCell, filter: LedgerFilter): boolean {
  const { from, to, campaign, account, source } = filter;
  return (
    (from === null || cell.on >= from) &&
    (to === null || cell.on <= to) &&
    (campaign === null || cell.campaign === campaign) &&
    (account === null || cell.account === account) &&
    (source === null || cell.source === source)
  );
}

function stateOf(watermark: LedgerWatermark, cells: readonly LedgerCell[]): LedgerState {
  return {
    watermark,
    sum(filter) {
      let count = 0;
      let amountVnd = 0n;
      for (const cell of cells) {
        if (!fits(cell, filter)) continue;
        count += cell.count;
        amountVnd += BigInt(cell.amountVnd);
      }
      return { count, amountVnd: String(amountVnd) };
    },
    daysOf(filter) {
      let from: string | null = null;
      let to = '';
      for (const cell of cells) {
        if (cell.count === 0 || !fits(cell, filter)) continue;
        if (from === null || cell.on < from) from = cell.on;
        if (cell.on > to) to = cell.on;
      }
      return from === null ? null : { from, to };
    },
  };
}

/** The state of the ledger, shared by the readers of a moment and read again when the ledger went on. */
export function ledgerState(strapi: Core.Strapi) {
  let known = stateOf({ seq: -1, asOf: null }, []);
  let readAtMs = 0;
  let reading: Promise<void> | undefined;

  async function read(): Promise<void> {
    const { seq } = await selectWatermark(strapi);
    if (seq !== known.watermark.seq) {
      const { watermark, cells } = await selectCells(strapi);
      known = stateOf(watermark, cells);
    }
    readAtMs = Date.now();
  }

  return {
    async current(): Promise<LedgerState> {
      if (Date.now() - readAtMs > trustMs) {
        reading ??= read().finally(() => {
          reading = undefined;
        });
        await reading;
      }
      return known;
    },
    /** Reads again at the next question. */
    expire(): void {
      readAtMs = 0;
    },
  };
}
