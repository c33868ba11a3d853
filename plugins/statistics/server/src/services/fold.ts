import type { JournalService, OutboxService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import type { Core } from '@strapi/strapi';
import * as store from '../store';

const entriesMax = 1000;

export interface FoldService {
  /** Adds newly sealed postings to the cells; answers how many entries were folded. */
  foldSealed(): Promise<number>;
}

export default ({ strapi }: { strapi: Core.Strapi }): FoldService => {
  let running: Promise<number> | undefined;

  async function foldBatch(): Promise<number> {
    const journal: JournalService = strapi.plugin('journal').service('journal');
    const outbox: OutboxService = strapi.plugin('journal').service('outbox');
    const { seq } = await store.selectWatermark(strapi);
    const sealed = await journal.sealedAfter(seq, entriesMax);
    const last = sealed.at(-1);
    if (last === undefined) return 0;
    const cells = store.cellsOf(sealed.map(({ entry }) => entry));
    await strapi.db.transaction(async ({ trx }) => {
      const moved = await store.moveCursor(trx, seq, { seq: last.seq, asOf: last.sealedAt });
      if (!moved) return;
      await store.addToCells(trx, cells);
      await outbox.put(trx, 'site.totals', { seq: last.seq });
    });
    return sealed.length;
  }

  async function foldAll(): Promise<number> {
    let folded = 0;
    for (let count = await foldBatch(); count > 0; count = await foldBatch()) folded += count;
    return folded;
  }

  return {
    async foldSealed() {
      running ??= foldAll().finally(() => {
        running = undefined;
      });
      return running;
    },
  };
};
