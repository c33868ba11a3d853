import { createReadStream, createWriteStream } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client, type Submittable } from 'pg';
import { repository, type Place } from '../harness/cms.ts';
import { operate } from '../harness/operate.ts';
import { writeCorpus } from '../harness/corpus-file.ts';
import { corpusRows } from '../harness/corpus.ts';
import { perSecond, ratio, say } from './load.ts';

const rowsMax = Number(process.env.BENCH_ROWS ?? 200_000);
const rowsFew = 10_000;
const account = '0000000000';
/** More than what decisions of the same days take out. */
const openingVnd = 1_000_000_000_000;

interface CopyStreams {
  from(sql: string): Writable & Submittable;
  to(sql: string): Readable & Submittable;
}
// A dependency of the plugin, not of the root package.
const copyStreams: CopyStreams = createRequire(
  path.join(repository, 'plugins', 'donations', 'package.json'),
)('pg-copy-streams');

interface Imported {
  readonly rows: number;
  readonly seconds: number;
  readonly megabytes: number;
}

/** Imports a statement in the shape of the published ones as an operator does: read, proved, posted, sealed, folded, indexed. */
export async function importRows(place: Place, folder: string, count: number): Promise<Imported> {
  const file = path.join(folder, `${place.engine}-${count}.csv`);
  const rows = corpusRows({ rows: count, seed: count, bank: 'vietcombank' });
  await writeCorpus(file, 'vietcombank-full', { account, openingVnd, rows });
  const args = ['statement', 'import', file, '--account', account, '--accept'];
  const { output } = await operate(place, args);
  const seconds = Number(/took\s+([\d.]+) s/.exec(output)?.[1]);
  const megabytes = Number(/peak memory (\d+) MB/.exec(output)?.[1]);
  if (!(seconds > 0)) throw new Error(`the import failed\n${output}`);
  return { rows: count, seconds, megabytes };
}

/** What one table would hold that serves the same questions, with the indexes that our tables have. */
const bareTable = `create table bare as
  select l.document_id, l.created_at, l.statement_id, l.position, l.account_number, l.booked_on, l.booked_at,
    l.value_on, l.amount_vnd, l.balance_vnd, l.reference, l.counterparty, l.memo, l.class, l.base_key, l.ordinal,
    d.number, d.kind, d.source, d.campaign_code, d.unit_code, d.public_memo, d.search_text, d.reference_code,
    d.memo_codes, d.code_count, d.line_id, d.line_step, d.entry_id, d.index_in_entry
  from donations_lines l left join donations_donations d on d.line_id = l.id
  where l.statement_id = (select max(id) from donations_statements) order by l.id`;
const bareIndexes = [
  'alter table bare add id serial primary key',
  'create index on bare (document_id)',
  'create unique index on bare (base_key, ordinal)',
  'create index on bare (statement_id, position)',
  'create unique index on bare (entry_id, index_in_entry)',
  'create unique index on bare (line_id, line_step)',
  'create index on bare (booked_on, amount_vnd, entry_id, index_in_entry)',
  'create index on bare (amount_vnd, entry_id, index_in_entry)',
  'create index on bare (reference_code) where reference_code is not null',
  "create index on bare using gin ((' ' || search_text || ' ') gin_trgm_ops)",
];

/** Seconds that a bare COPY of the rows of the last statement takes into one table with the same indexes. */
async function copyBare(databaseUrl: string, folder: string): Promise<number> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const file = path.join(folder, 'bare.tsv');
    await client.query(bareTable);
    const columns = await client.query<{ names: string }>(
      `select string_agg(column_name, ', ' order by ordinal_position) as names
       from information_schema.columns where table_name = 'bare'`,
    );
    await pipeline(client.query(copyStreams.to('copy bare to stdout')), createWriteStream(file));
    await client.query('truncate bare');
    for (const sql of bareIndexes) await client.query(sql);
    await client.query('checkpoint');
    const startedAt = performance.now();
    const into = client.query(copyStreams.from(`copy bare (${columns.rows[0]?.names}) from stdin`));
    await pipeline(createReadStream(file, { highWaterMark: 1 << 18 }), into);
    return (performance.now() - startedAt) / 1000;
  } finally {
    await client.query('drop table if exists bare');
    await client.end();
  }
}

const perRow = ({ rows, seconds }: Imported) => `${((seconds / rows) * 1e6).toFixed(0)} µs`;

/** The cost of an import beside a bare COPY of the same rows into the same database, and per row. */
export async function benchImport(place: Place, folder: string): Promise<void> {
  const few = await importRows(place, folder, rowsFew);
  const many = await importRows(place, folder, rowsMax);
  say(`import, ${place.engine}`);
  say(
    `  ${rowsMax.toLocaleString('en')} rows read, proved, staged, posted, sealed, folded, indexed in ${many.seconds} s`,
  );
  say(`  ${perSecond(many.rows / many.seconds)}, peak memory ${many.megabytes} MB`);
  say(`  per row: ${perRow(few)} of ${rowsFew.toLocaleString('en')}, ${perRow(many)} of these`);
  if (place.databaseUrl === undefined) return;
  const bare = await copyBare(place.databaseUrl, folder);
  say(`  bare COPY into one table with the same indexes: ${bare.toFixed(1)} s`);
  say(`  ours is ${ratio(many.seconds, bare)} of it`);
}
