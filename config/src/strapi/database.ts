import path from 'node:path';
import type { Environment } from '../environment';

interface SqliteConnection {
  pragma(text: string, options?: { simple: boolean }): unknown;
  prepare(sql: string): unknown;
}

type Done = (error: Error | null, connection: SqliteConnection) => void;

/** What SQLite must answer so that an acknowledged gift survives the loss of power (promise R7). */
const pragmas: readonly (readonly [name: string, value: string, readBack: string | number])[] = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['busy_timeout', '15000', 15000],
  ['foreign_keys', 'ON', 1],
  // Without it a replacing insert would get past the triggers that refuse deletions.
  ['recursive_triggers', 'ON', 1],
];

/**
 * Sets the durable mode on a fresh connection and refuses to go on when SQLite does not confirm it.
 * Transactions begin IMMEDIATE: an operator's command writes beside the running CMS, and a deferred
 * transaction that turns into a writer fails at once instead of waiting for its turn.
 */
export function openSqlite(connection: SqliteConnection, done: Done): void {
  for (const [name, value, expected] of pragmas) {
    connection.pragma(`${name} = ${value}`);
    const actual = connection.pragma(name, { simple: true });
    if (actual !== expected) {
      done(new Error(`SQLite answers ${name}=${String(actual)}, not ${expected}`), connection);
      return;
    }
  }
  const prepare = connection.prepare.bind(connection);
  connection.prepare = (sql: string) => prepare(sql === 'BEGIN;' ? 'BEGIN IMMEDIATE;' : sql);
  done(null, connection);
}

export function databaseConfig(environment: Environment) {
  const settings = { forceMigration: !environment.production, runMigrations: true };
  if (environment.databaseUrl === undefined) {
    return {
      connection: {
        client: 'sqlite',
        connection: { filename: path.join(environment.dataDir, 'chung-tay.db') },
        useNullAsDefault: true,
        // One connection: better-sqlite3 is synchronous, a second one would only contend for the lock.
        pool: { min: 1, max: 1, afterCreate: openSqlite },
        acquireConnectionTimeout: 15_000,
      },
      settings,
    };
  }
  return {
    connection: {
      client: 'postgres',
      connection: { connectionString: environment.databaseUrl },
      pool: { min: 1, max: environment.databasePoolMax },
      // Knex waits a minute by default; a visitor is told to come back long before.
      acquireConnectionTimeout: 2_000,
    },
    settings,
  };
}
