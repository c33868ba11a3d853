import { Readable } from 'node:stream';
import {
  parseLedgerCursor,
  parseLedgerFilter,
  parseLedgerSort,
  refuse,
  type LedgerFilter,
} from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { answerRefusal } from '../answers';
import type { LedgerService } from '../types';

/** How long a question for a total waits before it is told to ask again. */
const countMs = 4000;
const retrySeconds = '5';
const indexMax = 10_000;

const isNarrowed = (filter: LedgerFilter) => Object.values(filter).some((value) => value !== null);

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const ledger = (): LedgerService => strapi.plugin('donations').service('ledger');

  return {
    /** A page of the public ledger. */
    async page(ctx: Context) {
      const filter = parseLedgerFilter(ctx.query);
      if (!filter.ok) return answerRefusal(ctx, filter);
      const sort = parseLedgerSort(ctx.query);
      if (!sort.ok) return answerRefusal(ctx, sort);
      const after = parseLedgerCursor(ctx.query, sort.value);
      if (!after.ok) return answerRefusal(ctx, after);
      ctx.body = await ledger().page(filter.value, sort.value, after.value);
    },

    /** Count and sum of a filtered set; 202 while they are being counted. */
    async total(ctx: Context) {
      const filter = parseLedgerFilter(ctx.query);
      if (!filter.ok) return answerRefusal(ctx, filter);
      const totals = await ledger().totals(filter.value, countMs);
      if (!totals.ok) {
        ctx.set('Retry-After', retrySeconds);
        return answerRefusal(ctx, totals);
      }
      ctx.status = totals.value.total === null ? 202 : 200;
      ctx.body = totals.value;
    },

    /** A filtered set as CSV, streamed at one watermark, which stands in a header and in the file's name. */
    async csv(ctx: Context) {
      const filter = parseLedgerFilter(ctx.query);
      if (!filter.ok) return answerRefusal(ctx, filter);
      const file = await ledger().file(filter.value);
      if (!file.ok) {
        ctx.set('Retry-After', retrySeconds);
        return answerRefusal(ctx, file);
      }
      const { watermark, lines } = file.value;
      const part = isNarrowed(filter.value) ? '-phan-loc' : '';
      ctx.attachment(`sao-ke${part}-${watermark.seq}.csv`);
      ctx.type = 'text/csv; charset=utf-8';
      ctx.set('Ledger-Watermark', String(watermark.seq));
      if (watermark.asOf !== null) ctx.set('Ledger-As-Of', watermark.asOf);
      ctx.set('Cache-Control', 'no-store');
      ctx.body = Readable.from(lines, { objectMode: true, highWaterMark: 1 });
    },

    /** One row of the ledger at its address, with its entry of the journal. */
    async row(ctx: Context) {
      const { seq, index } = ctx.params as { seq: string; index: string };
      const isPlace = /^\d{1,9}$/.test(seq) && /^\d{1,5}$/.test(index) && Number(index) < indexMax;
      const row = isPlace ? await ledger().row(Number(seq), Number(index)) : null;
      if (row === null) return answerRefusal(ctx, refuse('ledger-row-not-found'));
      ctx.body = row;
    },
  };
};
