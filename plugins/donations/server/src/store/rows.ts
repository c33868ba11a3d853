import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

export type Trx = Knex.Transaction;

export const isPostgres = (strapi: Core.Strapi) => strapi.db.dialect.client === 'postgres';

/** A new document id inside SQL: 24 lower-case letters and digits, as Strapi makes them. */
export const documentIdSql = (strapi: Core.Strapi) =>
  isPostgres(strapi)
    ? "substr(replace(gen_random_uuid()::text, '-', ''), 1, 24)"
    : 'lower(hex(randomblob(12)))';

/** The rows of a raw answer on either database. */
export const rowsOf = <Row>(answer: unknown): Row[] =>
  Array.isArray(answer) ? (answer as Row[]) : (answer as { rows: Row[] }).rows;

/** How many rows a raw statement changed, on either database. */
export function changedBy(answer: unknown): number {
  const { rowCount, changes } = answer as { rowCount?: number; changes?: number };
  return rowCount ?? changes ?? 0;
}

/** The columns that Strapi expects of a record without drafts or languages. */
export function recordColumns(documentId: string, now: Date) {
  return {
    document_id: documentId,
    created_at: now,
    updated_at: now,
    published_at: now,
    locale: null,
  };
}
