import type { Core } from '@strapi/strapi';
import { from as copyFrom } from 'pg-copy-streams';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isPostgres } from './rows';
import { stagedColumns, type StagingForm } from './staged-rows';

interface PoolClient {
  acquireConnection(): Promise<{ query<T>(submittable: T): T }>;
  releaseConnection(connection: unknown): Promise<void>;
}

/** What the database takes of rows that are staged. */
export const stagingForm = (strapi: Core.Strapi): StagingForm =>
  isPostgres(strapi) ? 'copy' : 'json';

async function copyRows(strapi: Core.Strapi, texts: AsyncIterable<Buffer>): Promise<void> {
  const pool = strapi.db.connection.client as PoolClient;
  const connection = await pool.acquireConnection();
  try {
    const into = connection.query(
      copyFrom(`copy donations_staged_rows (${stagedColumns.join(', ')}) from stdin`),
    );
    // COPY is one statement: an error in the middle of the file leaves nothing behind.
    await pipeline(Readable.from(texts, { objectMode: true, highWaterMark: 2 }), into);
  } finally {
    await pool.releaseConnection(connection);
  }
  // Autovacuum may look hours later; a plan for the few rows of before would compare each row with each.
  await strapi.db.connection.raw('analyze donations_staged_rows');
}

async function insertRows(strapi: Core.Strapi, texts: AsyncIterable<Buffer>): Promise<void> {
  const picked = stagedColumns.map((_, index) => `json_extract(value, '$[${index}]')`).join(', ');
  const sql = `insert into donations_staged_rows (${stagedColumns.join(', ')}) select ${picked} from json_each(?)`;
  // One parameter for a whole batch: SQLite parses it faster than thousands of bindings.
  for await (const text of texts) await strapi.db.connection.raw(sql, [text.toString()]);
}

/** Writes the rows of a file, as `stagedText` gives them, where they wait for their acceptance. */
export const stageRows = (strapi: Core.Strapi, texts: AsyncIterable<Buffer>): Promise<void> =>
  isPostgres(strapi) ? copyRows(strapi, texts) : insertRows(strapi, texts);

/** Removes the rows of an upload that nobody waits for any more. */
export async function unstage(strapi: Core.Strapi, uploadKey: string): Promise<void> {
  const { connection } = strapi.db;
  if (!isPostgres(strapi)) {
    await connection('donations_staged_rows').where({ upload_key: uploadKey }).delete();
    return;
  }
  // Two processes that posted the same statement clear it at the same time: in different orders they would
  // wait for each other's rows.
  await connection.raw(
    `delete from donations_staged_rows where id in (select id from donations_staged_rows
       where upload_key = ? order by id for update skip locked)`,
    [uploadKey],
  );
}

/**
 * Removes rows that nobody waits for: of uploads that were killed in their middle, and of statements that
 * were rejected or posted but not cleared. They hold names and must not stay.
 */
export const unstageOrphans = (strapi: Core.Strapi, beforeMs: number) => {
  const awaited = strapi.db
    .connection('donations_statements')
    .whereIn('state', ['proved', 'control-failed'])
    .orWhere((accepted) =>
      accepted.where({ state: 'accepted' }).whereRaw('posted_through < row_count'),
    )
    .select('upload_key');
  return strapi.db
    .connection('donations_staged_rows')
    .where('staged_at', '<', beforeMs)
    .whereNotIn('upload_key', awaited)
    .delete();
};
