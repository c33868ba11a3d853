import type { Core } from '@strapi/strapi';
import type { Locale } from '../kinds';
import type { Trx } from './rows';

const table = 'newsroom_own_views';

export interface ViewCount {
  readonly documentKey: string;
  readonly locale: Locale;
  readonly views: number;
}

/** Notes a batch; false when it was counted before. */
export async function noteBatch(trx: Trx, batch: string, nowMs: number): Promise<boolean> {
  const noted = await trx('newsroom_own_view_batches')
    .insert({ batch, counted_at: nowMs })
    .onConflict('batch')
    .ignore()
    .returning('id');
  return noted.length === 1;
}

/** Batches older than a sender would ever repeat are forgotten. */
export const forgetBatches = (trx: Trx, beforeMs: number) =>
  trx('newsroom_own_view_batches').where('counted_at', '<', beforeMs).delete();

export async function addViews(trx: Trx, { documentKey, locale, views }: ViewCount): Promise<void> {
  const key = { document_key: documentKey, locale };
  await trx(table)
    .insert({ ...key, views: 0 })
    .onConflict(['document_key', 'locale'])
    .ignore();
  await trx(table).where(key).increment('views', views);
}

export async function readViews(
  strapi: Core.Strapi,
  documentKey: string,
  locale: Locale,
): Promise<number> {
  const row = await strapi.db
    .connection(table)
    .where({ document_key: documentKey, locale })
    .first('views');
  return Number(row?.views ?? 0);
}
