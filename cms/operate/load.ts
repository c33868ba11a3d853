import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { createStrapi, type Core } from '@strapi/strapi';
import { readEnvironment } from '@chung-tay/config';
import { Client } from 'pg';

/** Any constant will do, as long as every CMS process of an installation takes the same one. */
const migrationLock = 7_203_110_431;

/**
 * Runs `work` while no other process of this installation migrates. Strapi has no lock of its own
 * (strapi/strapi#27567). On SQLite the write lock of the file itself serialises the migrations.
 */
async function whileAlone<T>(work: () => Promise<T>): Promise<T> {
  const { databaseUrl } = readEnvironment();
  if (databaseUrl === undefined) return work();
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    return await work();
  } finally {
    await client.end();
  }
}

/** Boots the compiled application in this process without listening. */
export function loadCms(): Promise<Core.Strapi> {
  const distDir = path.resolve(__dirname, '..');
  const appDir = path.resolve(distDir, '..');
  // Strapi's upload refuses to start without its folder.
  mkdirSync(path.join(readEnvironment().dataDir, 'public', 'uploads'), { recursive: true });
  // Strapi reads package.json, the public folder and the admin build relative to its folder.
  process.chdir(appDir);
  return whileAlone(() => createStrapi({ appDir, distDir, autoReload: false }).load());
}
