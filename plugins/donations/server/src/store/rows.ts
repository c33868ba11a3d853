import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

export type Trx = Knex.Transaction;

export const isPostgres = (strapi: Core.Strapi) => strapi.db.dialect.client === 'postgres';

/**
 * Document ids inside SQL for the rows of a statement: 24 lower-case letters and digits, as Strapi makes them.
 * They grow with the position, so that a big import fills an index from one end instead of everywhere.
 */
export function documentIdSql(
  strapi: Core.Strapi,
  kind: 'd' | 'l' | 'w',
  fileId: number,
  position: string,
) {
  const prefix = `${kind}${fileId.toString(36).padStart(7, '0')}`;
  return isPostgres(strapi)
    ? `'${prefix}' || lpad(cast(${position} as text), 8, '0') || substr(md5(random()::text), 1, 8)`
    : `'${prefix}' || substr('00000000' || ${position}, -8) || lower(hex(randomblob(4)))`;
}

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
