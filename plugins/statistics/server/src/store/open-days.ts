import type { Core } from '@strapi/strapi';

/** One published day: what of the journal it holds, and the hash of its manifest. Never changed again. */
export interface OpenDay {
  readonly day: string;
  /** The files hold the entries behind `fromSeq` up to `seq`. */
  readonly fromSeq: number;
  readonly seq: number;
  /** Hash and instant of the entry `seq`. */
  readonly head: string;
  readonly asOf: string;
  readonly manifestSha256: string;
}

export const openDaysTable = 'statistics_open_days';

/** Every published day, the oldest first. */
export async function selectOpenDays(strapi: Core.Strapi): Promise<OpenDay[]> {
  const rows = await strapi.db.connection(openDaysTable).orderBy('on_day').select();
  return rows.map((row) => ({
    day: row.on_day,
    fromSeq: Number(row.from_seq),
    seq: Number(row.seq),
    head: row.head,
    asOf: row.as_of,
    manifestSha256: row.manifest_hash,
  }));
}

/** Says for good that a day is published; a second one of the same day is an error of the database. */
export async function insertOpenDay(strapi: Core.Strapi, openDay: OpenDay): Promise<void> {
  await strapi.db.connection(openDaysTable).insert({
    on_day: openDay.day,
    from_seq: openDay.fromSeq,
    seq: openDay.seq,
    head: openDay.head,
    as_of: openDay.asOf,
    manifest_hash: openDay.manifestSha256,
  });
}
