import type { Cell } from '@chung-tay/domain';
import type { JournalService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import type { Core } from '@strapi/strapi';
import * as store from '../store';

const pageMax = 1000;

export interface Check {
  readonly ok: boolean;
  /** The watermark up to which was added up. */
  readonly seq: number;
  readonly cells: number;
  readonly drift: readonly {
    readonly cell: string;
    readonly stored: string;
    readonly recomputed: string;
  }[];
}

export interface RecomputeService {
  /** Adds up the sealed journal from its beginning and compares with the stored cells. Changes nothing. */
  check(): Promise<Check>;
}

export default ({ strapi }: { strapi: Core.Strapi }): RecomputeService => {
  async function recompute(untilSeq: number): Promise<Map<string, Cell>> {
    const journal: JournalService = strapi.plugin('journal').service('journal');
    const cells = new Map<string, Cell>();
    for (let seq = 0; seq < untilSeq;) {
      const sealed = await journal.sealedAfter(seq, Math.min(pageMax, untilSeq - seq));
      store.cellsOf(
        sealed.map(({ entry }) => entry),
        cells,
      );
      const last = sealed.at(-1);
      if (last === undefined) break;
      seq = last.seq;
    }
    return cells;
  }

  return {
    async check() {
      const { seq, cells: stored } = await store.selectCells(strapi);
      const recomputed = await recompute(seq);
      const keys = new Set([...stored.keys(), ...recomputed.keys()]);
      const nothing = store.sumText(0, 0);
      const drift = [...keys].sort().flatMap((cell) => {
        const sum = recomputed.get(cell);
        const right = sum === undefined ? nothing : store.sumText(sum.amountVnd, sum.rows);
        const left = stored.get(cell) ?? nothing;
        return left === right ? [] : [{ cell, stored: left, recomputed: right }];
      });
      return { ok: drift.length === 0, seq, cells: keys.size, drift };
    },
  };
};
