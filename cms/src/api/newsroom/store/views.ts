import type { Core } from '@strapi/strapi';
import type { Locale } from '../kinds';
import type { Trx } from './rows';

const table = 'newsroom_own_views';
const keysPerQuery = 500;

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

/** The numbers of many documents at once, in the order of the keys. */
export async function readAllViews(
  strapi: Core.Strapi,
  keys: readonly Omit<ViewCount, 'views'>[],
): Promise<ViewCount[]> {
  const known = new Map<string, number>();
  for (let start = 0; start < keys.length; start += keysPerQuery) {
    const part = keys.slice(start, start + keysPerQuery);
    const rows = await strapi.db
      .connection(table)
      .whereIn(
        'document_key',
        part.map(({ documentKey }) => documentKey),
      )
      .select('document_key', 'locale', 'views');
    for (const row of rows) known.set(`${row.locale}:${row.document_key}`, Number(row.views));
  }
  return keys.map(({ documentKey, locale }) => ({
    documentKey,
    locale,
    views: known.get(`${locale}:${documentKey}`) ?? 0,
  }));
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
