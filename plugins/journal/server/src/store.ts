import { createHash } from 'node:crypto';
import {
  canonicalEntry,
  entryFromCanonical,
  genesisHash,
  sealedText,
  type Entry,
} from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import type { Head, SealedEntry, Trx } from './types';

/** Any constant: all processes of an installation must take the same one. */
const sealerLock = 7_203_110_432;
/** Entries that one transaction seals. A chunk of an import is one entry of some kilobytes at most. */
const batchMax = 500;
const insertMax = 150;

interface PendingRow {
  readonly pending_id: number;
  readonly id: number;
  readonly canonical: string;
}

interface SealRow {
  readonly seq: number;
  readonly entry_id: number;
  readonly prev_hash: string;
  readonly hash: string;
  readonly sealed_at: string;
  readonly canonical: string;
}

export const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

function* chunksOf<T>(rows: readonly T[], size: number): Generator<readonly T[]> {
  for (let from = 0; from < rows.length; from += size) yield rows.slice(from, from + size);
}

// One statement with one parameter per batch: appending is part of every hot path.
const appendSql = {
  postgres: `with given as (select * from json_to_recordset(?) as g(event text, subject text, canonical text)),
      added as (insert into journal_entries (event, subject, canonical)
        select event, subject, canonical from given returning id),
      queued as (insert into journal_pending (entry_id) select id from added order by id)
    select id from added order by id`,
  sqlite: {
    entries: `insert into journal_entries (event, subject, canonical)
      select value ->> 'event', value ->> 'subject', value ->> 'canonical' from json_each(?) returning id`,
    pending: 'insert into journal_pending (entry_id) select value from json_each(?)',
  },
} as const;

/** Writes entries and queues them for sealing; ids come in the order of the entries. */
export async function insertEntries(
  strapi: Core.Strapi,
  trx: Trx,
  entries: readonly Entry[],
): Promise<number[]> {
  const rows = JSON.stringify(
    entries.map((entry) => {
      return { event: entry.event, subject: entry.subject, canonical: canonicalEntry(entry) };
    }),
  );
  if (strapi.db.dialect.client === 'postgres') {
    const answer = await trx.raw(appendSql.postgres, [rows]);
    return answer.rows.map(({ id }: { id: number }) => Number(id));
  }
  const added: { id: number }[] = await trx.raw(appendSql.sqlite.entries, [rows]);
  // Ids are given in the order of the rows; the order in which they are returned is not promised.
  const ids = added.map(({ id }) => Number(id)).sort((one, other) => one - other);
  await trx.raw(appendSql.sqlite.pending, [JSON.stringify(ids)]);
  return ids;
}

const headFromRow = (row: SealRow | undefined): Head | null =>
  row === undefined ? null : { seq: Number(row.seq), hash: row.hash, asOf: row.sealed_at };

export async function selectHead(strapi: Core.Strapi, trx?: Trx): Promise<Head | null> {
  const query = (trx ?? strapi.db.connection)('journal_seals').orderBy('seq', 'desc').first();
  return headFromRow(await query);
}

async function isSealerHere(strapi: Core.Strapi, trx: Trx): Promise<boolean> {
  // On SQLite the transaction itself is the lock: it began IMMEDIATE.
  if (strapi.db.dialect.client !== 'postgres') return true;
  const answer = await trx.raw('select pg_try_advisory_xact_lock(?) as held', [sealerLock]);
  return answer.rows[0].held === true;
}

/** Seals one batch in the order of the queue; answers how many entries got a place. */
export async function sealBatch(strapi: Core.Strapi, sealedAt: string): Promise<number> {
  const sealed: number = await strapi.db.transaction(async ({ trx }) => {
    if (!(await isSealerHere(strapi, trx))) return 0;
    const pending: PendingRow[] = await trx('journal_pending as p')
      .join('journal_entries as e', 'e.id', 'p.entry_id')
      .orderBy('p.id')
      .limit(batchMax)
      .select({ pending_id: 'p.id', id: 'e.id', canonical: 'e.canonical' });
    if (pending.length === 0) return 0;
    let { seq, hash } = (await selectHead(strapi, trx)) ?? { seq: 0, hash: genesisHash };
    const seals = pending.map(({ id, canonical }) => {
      const prevHash = hash;
      seq += 1;
      hash = sha256(sealedText(prevHash, canonical));
      return { seq, entry_id: id, prev_hash: prevHash, hash, sealed_at: sealedAt };
    });
    for (const chunk of chunksOf(seals, insertMax)) await trx('journal_seals').insert([...chunk]);
    await trx('journal_pending')
      .whereIn(
        'id',
        pending.map((row) => row.pending_id),
      )
      .delete();
    return pending.length;
  });
  return sealed;
}

export const isPending = async (strapi: Core.Strapi): Promise<boolean> =>
  (await strapi.db.connection('journal_pending').select('id').first()) !== undefined;

interface Only {
  readonly events: readonly string[];
  readonly until: number;
}

/** Rows as they are stored, for verification; the canonical text is not parsed. */
export async function selectSeals(
  strapi: Core.Strapi,
  afterSeq: number,
  limit: number,
  only?: Only,
): Promise<(Omit<SealedEntry, 'entry'> & { readonly canonical: string })[]> {
  const query = strapi.db
    .connection('journal_seals as s')
    .join('journal_entries as e', 'e.id', 's.entry_id')
    .where('s.seq', '>', afterSeq)
    .orderBy('s.seq')
    .limit(limit)
    .select('s.seq', 's.entry_id', 's.prev_hash', 's.hash', 's.sealed_at', 'e.canonical');
  if (only !== undefined) {
    query.where('s.seq', '<=', only.until).whereIn('e.event', [...only.events]);
  }
  const rows: SealRow[] = await query;
  return rows.map((row) => ({
    seq: Number(row.seq),
    entryId: Number(row.entry_id),
    prevHash: row.prev_hash,
    hash: row.hash,
    sealedAt: row.sealed_at,
    canonical: row.canonical,
  }));
}

export async function selectSealed(
  strapi: Core.Strapi,
  afterSeq: number,
  limit: number,
  only?: Only,
): Promise<SealedEntry[]> {
  const rows = await selectSeals(strapi, afterSeq, limit, only);
  return rows.map(({ canonical, ...place }) => ({
    ...place,
    entry: entryFromCanonical(canonical),
  }));
}

export async function selectPlaces(
  strapi: Core.Strapi,
  entryIds: readonly number[],
): Promise<Map<number, number>> {
  const places = new Map<number, number>();
  for (const chunk of chunksOf(entryIds, 500)) {
    const rows: { seq: number; entry_id: number }[] = await strapi.db
      .connection('journal_seals')
      .whereIn('entry_id', [...chunk])
      .select('seq', 'entry_id');
    for (const row of rows) places.set(Number(row.entry_id), Number(row.seq));
  }
  return places;
}

export async function selectEntryIdAt(strapi: Core.Strapi, seq: number): Promise<number | null> {
  const row: { entry_id: number } | undefined = await strapi.db
    .connection('journal_seals')
    .where({ seq })
    .first('entry_id');
  return row === undefined ? null : Number(row.entry_id);
}

export const countSeals = async (strapi: Core.Strapi): Promise<number> => {
  const row = await strapi.db.connection('journal_seals').count({ count: '*' }).first();
  return Number(row?.count ?? 0);
};

export interface OutboxRow {
  readonly id: number;
  readonly topic: string;
  readonly payload: string;
  readonly attempts: number;
}

export async function insertOutbox(trx: Trx, topic: string, payload: object): Promise<void> {
  const row = { topic, payload: JSON.stringify(payload), attempts: 0, due_at: 0, state: 'waiting' };
  await trx('journal_outbox').insert(row);
}

export const selectDue = (
  strapi: Core.Strapi,
  topics: readonly string[],
  nowMs: number,
): Promise<OutboxRow[]> =>
  strapi.db
    .connection('journal_outbox')
    .where({ state: 'waiting' })
    .where('due_at', '<=', nowMs)
    .whereIn('topic', [...topics])
    .orderBy('id')
    .limit(50);

/** Takes a row for itself until `untilMs`; false when another process was faster. */
export async function claimOutbox(
  strapi: Core.Strapi,
  id: number,
  nowMs: number,
  untilMs: number,
): Promise<boolean> {
  const count = await strapi.db
    .connection('journal_outbox')
    .where({ id, state: 'waiting' })
    .where('due_at', '<=', nowMs)
    .update({ due_at: untilMs });
  return count === 1;
}

export const deleteOutbox = (strapi: Core.Strapi, ids: readonly number[]) =>
  strapi.db
    .connection('journal_outbox')
    .whereIn('id', [...ids])
    .delete();

export const postponeOutbox = (
  strapi: Core.Strapi,
  id: number,
  change: { attempts: number; dueAtMs: number; state: 'waiting' | 'dead'; lastError: string },
) =>
  strapi.db.connection('journal_outbox').where({ id }).update({
    attempts: change.attempts,
    due_at: change.dueAtMs,
    state: change.state,
    last_error: change.lastError,
  });

/** Takes a named lock by compare-and-set; an expired one may be taken over. */
export async function takeLock(
  strapi: Core.Strapi,
  name: string,
  holder: string,
  nowMs: number,
  untilMs: number,
): Promise<boolean> {
  const { connection } = strapi.db;
  await connection('journal_job_locks')
    .insert({ name, holder: '', expires_at: 0 })
    .onConflict('name')
    .ignore();
  const count = await connection('journal_job_locks')
    .where({ name })
    .where('expires_at', '<=', nowMs)
    .update({ holder, expires_at: untilMs });
  return count === 1;
}

export const releaseLock = (strapi: Core.Strapi, name: string, holder: string) =>
  strapi.db
    .connection('journal_job_locks')
    .where({ name, holder })
    .update({ holder: '', expires_at: 0 });

const sqliteRefusal = (table: string, action: 'update' | 'delete') =>
  `create trigger if not exists ${table}_no_${action} before ${action} on ${table}
   begin select raise(abort, '${table} is append-only'); end`;

const postgresRefusal = `create or replace function journal_append_only() returns trigger language plpgsql as $$
  begin raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation'; end $$`;

/** Lets the database refuse updates and deletions of a table, by triggers. */
export async function refuseChanges(strapi: Core.Strapi, tables: readonly string[]): Promise<void> {
  const { connection, dialect } = strapi.db;
  if (dialect.client === 'postgres') await connection.raw(postgresRefusal);
  for (const table of tables) {
    if (!/^[a-z_]+$/.test(table)) throw new Error(`${table} is no table name`);
    if (dialect.client === 'postgres') {
      await connection.raw(`create or replace trigger ${table}_append_only before update or delete on ${table}
        for each row execute function journal_append_only()`);
      await connection.raw(`create or replace trigger ${table}_no_truncate before truncate on ${table}
        for each statement execute function journal_append_only()`);
    } else {
      await connection.raw(sqliteRefusal(table, 'update'));
      await connection.raw(sqliteRefusal(table, 'delete'));
    }
  }
}
