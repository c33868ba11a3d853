import type { Core } from '@strapi/strapi';
import { selectWatermark } from '../store/ledger-places';
import { selectOpenRows, type OpenLedgerRow } from '../store/ledger-rows';
import type { LedgerService } from '../types';

const pageRows = 5_000;
const indexMax = 2_000_000_000;

export interface LedgerRowsService {
  /**
   * The rows of the sealed ledger whose entries stand behind `from` up to `until`, in order, a page at a
   * time: the whole ledger passes through constant memory.
   */
  between(from: number, until: number): AsyncGenerator<OpenLedgerRow[]>;
}

export default ({ strapi }: { strapi: Core.Strapi }): LedgerRowsService => ({
  async *between(from, until) {
    const ledger: LedgerService = strapi.plugin('donations').service('ledger');
    await ledger.placeSealed();
    if ((await selectWatermark(strapi)).seq < until)
      throw new Error(`not all rows up to ${until} are placed`);
    // Behind every row of `from` itself.
    let after = { seq: from, index: indexMax };
    for (;;) {
      const rows = await selectOpenRows(strapi, after, until, pageRows);
      const last = rows.at(-1);
      if (last === undefined) return;
      yield rows;
      after = { seq: last.seq, index: last.index };
    }
  },
});

export type { OpenLedgerRow };
