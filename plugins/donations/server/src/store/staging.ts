import type { StatementRow } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import { from as copyFrom } from 'pg-copy-streams';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isPostgres } from './rows';

/** A row of a file with everything that posting needs, so that posting is plain SQL. */
export interface StagedRow extends StatementRow {
  readonly class: string;
  readonly baseKey: string;
  readonly ordinal: number;
  readonly publicMemo: string;
  readonly searchText: string;
  readonly codes: readonly string[];
}

const columns = [
  'upload_key',
  'position',
  'booked_on',
  'booked_at',
  'value_on',
  'amount_vnd',
  'balance_vnd',
  'reference',
  'counterparty',
  'memo',
  'class',
  'base_key',
  'ordinal',
  'public_memo',
  'search_text',
  'memo_codes',
  'reference_code',
  'code_count',
  'staged_at',
] as const;

type Value = string | number | null;

function valuesOf(uploadKey: string, row: StagedRow, nowMs: number): Value[] {
  return [
    uploadKey,
    row.position,
    row.bookedOn,
    row.bookedAt,
    row.valueOn,
    row.amountVnd,
    row.balanceVnd,
    row.reference,
    row.counterparty,
    row.memo,
    row.class,
    row.baseKey,
    row.ordinal,
    row.publicMemo,
    row.searchText,
    JSON.stringify(row.codes),
    row.codes.length === 1 ? (row.codes[0] ?? null) : null,
    row.codes.length,
    nowMs,
  ];
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};

/** One value in the text format of COPY. */
function copyText(value: Value): string {
  if (value === null) return '\\N';
  if (typeof value === 'number') return String(value);
  return /[\\\t\n\r]/.test(value)
    ? value.replace(/[\\\t\n\r]/g, (sign) => escapes[sign] ?? '')
    : value;
}

interface PoolClient {
  acquireConnection(): Promise<{ query<T>(submittable: T): T }>;
  releaseConnection(connection: unknown): Promise<void>;
}

async function copyRows(
  strapi: Core.Strapi,
  uploadKey: string,
  batches: AsyncIterable<readonly StagedRow[]>,
): Promise<void> {
  const nowMs = Date.now();
  async function* lines() {
    for await (const batch of batches) {
      let text = '';
      for (const row of batch)
        text += `${valuesOf(uploadKey, row, nowMs).map(copyText).join('\t')}\n`;
      yield text;
    }
  }
  const pool = strapi.db.connection.client as PoolClient;
  const connection = await pool.acquireConnection();
  try {
    const into = connection.query(
      copyFrom(`copy donations_staged_rows (${columns.join(', ')}) from stdin`),
    );
    // COPY is one statement: an error in the middle of the file leaves nothing behind.
    await pipeline(Readable.from(lines(), { objectMode: true, highWaterMark: 2 }), into);
  } finally {
    await pool.releaseConnection(connection);
  }
  // Autovacuum may look hours later; a plan for the few rows of before would compare each row with each.
  await strapi.db.connection.raw('analyze donations_staged_rows');
}

async function insertRows(
  strapi: Core.Strapi,
  uploadKey: string,
  batches: AsyncIterable<readonly StagedRow[]>,
): Promise<void> {
  const nowMs = Date.now();
  const picked = columns.map((_, index) => `json_extract(value, '$[${index}]')`).join(', ');
  const sql = `insert into donations_staged_rows (${columns.join(', ')}) select ${picked} from json_each(?)`;
  for await (const batch of batches) {
    // One parameter for a whole batch: SQLite parses it faster than thousands of bindings.
    const rows = JSON.stringify(batch.map((row) => valuesOf(uploadKey, row, nowMs)));
    await strapi.db.connection.raw(sql, [rows]);
  }
}

/** Writes the rows of a file where they wait for their acceptance. */
export const stageRows = (
  strapi: Core.Strapi,
  uploadKey: string,
  batches: AsyncIterable<readonly StagedRow[]>,
): Promise<void> =>
  isPostgres(strapi)
    ? copyRows(strapi, uploadKey, batches)
    : insertRows(strapi, uploadKey, batches);

export const unstage = (strapi: Core.Strapi, uploadKey: string) =>
  strapi.db.connection('donations_staged_rows').where({ upload_key: uploadKey }).delete();

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
