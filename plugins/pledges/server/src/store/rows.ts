import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

export type Trx = Knex.Transaction;
export type Db = Core.Strapi['db']['connection'] | Trx;

export const isPostgres = (strapi: Core.Strapi) => strapi.db.dialect.client === 'postgres';

/** The rows of a raw answer on either database. */
export const rowsOf = <Row>(answer: unknown): Row[] =>
  Array.isArray(answer) ? (answer as Row[]) : (answer as { rows: Row[] }).rows;

/** `column in (…)` with one parameter, however many values there are. */
export const among = (
  strapi: Core.Strapi,
  column: string,
  values: readonly (string | number)[],
): { readonly sql: string; readonly bindings: readonly Knex.RawBinding[] } =>
  isPostgres(strapi)
    ? { sql: `${column} = any(?)`, bindings: [[...values] as string[]] }
    : {
        sql: `${column} in (select value from json_each(?))`,
        bindings: [JSON.stringify(values)],
      };

/**
 * A bulk insert with one parameter: a statement with thousands of parameters costs more to build and to
 * parse than the rows cost to write. Rows that exist already are left out.
 */
export async function insertRows(
  strapi: Core.Strapi,
  trx: Trx,
  table: string,
  columns: Readonly<Record<string, 'text' | 'bigint' | 'integer' | 'boolean'>>,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  if (rows.length === 0) return;
  const names = Object.keys(columns);
  const into = `insert into ${table} (${names.join(', ')})`;
  const typed = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
  const sql = isPostgres(strapi)
    ? `${into} select ${names.join(', ')} from json_to_recordset(?) as given(${typed.join(', ')})
       on conflict do nothing`
    : `${into} select ${names.map((name) => `value ->> '${name}'`).join(', ')} from json_each(?)
       where true on conflict do nothing`;
  await trx.raw(sql, [JSON.stringify(rows)]);
}
