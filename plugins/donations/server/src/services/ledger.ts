import type { JournalService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import type { Core } from '@strapi/strapi';
import * as store from '../store/ledger';
import type { LedgerFilter, LedgerPage, LedgerService } from '../types';
import { donationEvents } from './donation-entries';

const pageRows = 25;
const sealedMax = 1000;
const sumsMax = 500;

export default ({ strapi }: { strapi: Core.Strapi }): LedgerService => {
  const journal = (): JournalService => strapi.plugin('journal').service('journal');
  // Sums of filtered sets, valid for one watermark: the unfiltered one would scan the whole ledger.
  let sums = new Map<string, LedgerPage['total']>();
  let sumsAtSeq = -1;

  async function totalOf(filter: LedgerFilter): Promise<LedgerPage['total']> {
    const seq = await store.selectCursor(strapi);
    if (seq !== sumsAtSeq || sums.size > sumsMax) {
      sums = new Map();
      sumsAtSeq = seq;
    }
    const key = JSON.stringify(filter);
    const known = sums.get(key);
    if (known !== undefined) return known;
    const total = await store.sumLedger(strapi, filter);
    sums.set(key, total);
    return total;
  }

  return {
    async page(filter, after) {
      const rows = await store.selectLedger(strapi, filter, after, pageRows + 1);
      const shown = rows.slice(0, pageRows);
      const last = shown.at(-1);
      const hasMore = rows.length > pageRows && last !== undefined;
      return {
        rows: shown,
        total: await totalOf(filter),
        next: hasMore ? `${last.seq}.${last.index}` : null,
      };
    },
    row: (seq, index) => store.selectLedgerRow(strapi, seq, index),
    async placeSealed() {
      let placed = 0;
      for (;;) {
        const from = await store.selectCursor(strapi);
        const events = Object.values(donationEvents);
        const sealed = await journal().sealedOf(events, from, sealedMax);
        if (sealed === null) return placed;
        const places = sealed.entries;
        await store.insertPlaces(strapi, from, sealed.until, places);
        placed += places.length;
      }
    },
  };
};
