import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

export type Trx = Knex.Transaction;

export const isPostgres = (strapi: Core.Strapi) => strapi.db.dialect.client === 'postgres';

/**
 * Lets one transaction at a time change a document: two that publish it at once would leave two published
 * versions. SQLite has one writer anyway.
 */
export async function lockDocument(
  strapi: Core.Strapi,
  trx: Trx,
  documentKey: string,
): Promise<void> {
  if (!isPostgres(strapi)) return;
  await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [
    `newsroom:${documentKey}`,
  ]);
}

/** The rows of a raw answer on either database. */
export const rowsOf = <Row>(answer: unknown): Row[] =>
  Array.isArray(answer) ? (answer as Row[]) : (answer as { rows: Row[] }).rows;
