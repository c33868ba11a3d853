import type { Core } from '@strapi/strapi';
import { addViews, forgetBatches, noteBatch, readAllViews, type ViewCount } from './store/views';
import type { Trx } from './store/rows';

const repeatMs = 7 * 24 * 3_600_000;

/** Adds a batch of views, each batch once. Answers the numbers as they are now. */
export async function countViews(
  strapi: Core.Strapi,
  batch: string,
  counts: readonly ViewCount[],
): Promise<ViewCount[]> {
  await strapi.db.transaction(async (context) => {
    const trx = context.trx as Trx;
    const nowMs = Date.now();
    if (!(await noteBatch(trx, batch, nowMs))) return;
    // In one order for all, so that two batches never wait for each other.
    const keyOf = ({ documentKey, locale }: ViewCount) => `${documentKey}:${locale}`;
    for (const count of counts.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))) {
      await addViews(trx, count);
    }
    await forgetBatches(trx, nowMs - repeatMs);
  });
  return readAllViews(strapi, counts);
}
