import { createRequire } from 'node:module';
import path from 'node:path';
import { Client } from 'pg';
import type { Place } from './cms.ts';

// The harness of the CMS asks the database as well: this module needs nothing of it but a type.
const ofCms = createRequire(path.resolve(import.meta.dirname, '../../cms/package.json'));
const Database = ofCms('better-sqlite3');

/** Runs statements as whoever owns the database could; gives the rows of the last one. */
export async function askDatabase<Row>(
  place: Place,
  ...statements: readonly string[]
): Promise<Row[]> {
  if (place.databaseUrl === undefined) {
    const database = new Database(path.join(place.dataDir, 'chung-tay.db'));
    try {
      let rows: Row[] = [];
      for (const statement of statements) {
        const prepared = database.prepare(statement);
        if (prepared.reader) rows = prepared.all();
        else prepared.run();
      }
      return rows;
    } finally {
      database.close();
    }
  }
  const client = new Client({ connectionString: place.databaseUrl });
  await client.connect();
  try {
    let rows: Row[] = [];
    for (const statement of statements) rows = (await client.query(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}

/** How many rows a table has. */
export async function countOf(place: Place, table: string): Promise<number> {
  const [row] = await askDatabase<{ count: number | string }>(
    place,
    `select count(*) as count from ${table}`,
  );
  return Number(row?.count);
}
