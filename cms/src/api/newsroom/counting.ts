import type { Core } from '@strapi/strapi';
import { addViews, forgetBatches, noteBatch, readViews, type ViewCount } from './store/views';
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
    for (const count of counts) await addViews(trx, count);
    await forgetBatches(trx, nowMs - repeatMs);
  });
  return Promise.all(
    counts.map(async ({ documentKey, locale }) => ({
      documentKey,
      locale,
      views: await readViews(strapi, documentKey, locale),
    })),
  );
}
