import type { Core } from '@strapi/strapi';
import * as store from '../store';
import { selectFirst, selectHeadBefore } from '../store/sealed-range';
import type { JournalService } from '../types';

export default ({ strapi }: { strapi: Core.Strapi }): JournalService => {
  const listeners: (() => void | Promise<void>)[] = [];

  async function tell(): Promise<void> {
    for (const listener of listeners) {
      try {
        await listener();
      } catch (error) {
        // Whoever listens polls as well: the sealing stands, the listener catches up.
        strapi.log.error(error);
      }
    }
  }

  return {
    append: (trx, entries) => store.insertEntries(strapi, trx, entries),
    head: () => store.selectHead(strapi),
    first: () => selectFirst(strapi),
    headBefore: (instant) => selectHeadBefore(strapi, instant),
    sealedAfter: (seq, limit) => store.selectSealed(strapi, seq, limit),
    async sealedOf(events, seq, limit) {
      const head = await store.selectHead(strapi);
      if (head === null || head.seq <= seq) return null;
      const only = { events: [events].flat(), until: head.seq };
      const entries = await store.selectSealed(strapi, seq, limit, only);
      const last = entries.at(-1);
      return { entries, until: entries.length === limit && last ? last.seq : head.seq };
    },
    placesOf: (entryIds) => store.selectPlaces(strapi, entryIds),
    entryIdAt: (seq) => store.selectEntryIdAt(strapi, seq),
    async sealAt(seq) {
      const [seal] = await store.selectSeals(strapi, seq - 1, 1);
      return seal?.seq === seq ? seal : null;
    },
    onSealed: (listener) => void listeners.push(listener),
    async sealNow() {
      let sealed = 0;
      while (await store.isPending(strapi)) {
        const count = await store.sealBatch(strapi, new Date().toISOString());
        // Another process seals at this moment.
        if (count === 0) break;
        sealed += count;
      }
      if (sealed > 0) await tell();
      return sealed;
    },
  };
};
