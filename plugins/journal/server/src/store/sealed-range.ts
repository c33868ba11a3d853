import type { Core } from '@strapi/strapi';
import type { Head } from '../types';

interface SealRow {
  readonly seq: number;
  readonly hash: string;
  readonly sealed_at: string;
}

const headOf = (row: SealRow | undefined): Head | null =>
  row === undefined ? null : { seq: Number(row.seq), hash: row.hash, asOf: row.sealed_at };

/** The last entry that was sealed before an instant. */
export async function selectHeadBefore(strapi: Core.Strapi, instant: string): Promise<Head | null> {
  // From the newest backwards: whoever asks means a day that has just ended.
  const row: SealRow | undefined = await strapi.db
    .connection('journal_seals')
    .where('sealed_at', '<', instant)
    .orderBy('seq', 'desc')
    .first('seq', 'hash', 'sealed_at');
  return headOf(row);
}

export async function selectFirst(strapi: Core.Strapi): Promise<Head | null> {
  const row: SealRow | undefined = await strapi.db
    .connection('journal_seals')
    .orderBy('seq')
    .first('seq', 'hash', 'sealed_at');
  return headOf(row);
}
