import assert from 'node:assert/strict';
import fc from 'fast-check';
import { emptyPlace, type Engine } from '../harness/cms.ts';
import { importCases, Importers, runImportCase } from '../harness/import-law.ts';
import { operate } from '../harness/operate.ts';
import type { Postgres } from '../harness/postgres.ts';

const engines: readonly Engine[] = ['sqlite', 'postgres'];
/** About one case of so many kills an importer in its middle. */
const killEvery = 8;

/** Holds the law of import for so many cases, half of them on each database. */
export async function chaosOfImport(
  postgres: Postgres,
  cases: number,
  seed: number,
): Promise<void> {
  for (const engine of engines) {
    const place = await emptyPlace(engine, postgres);
    const importers = new Importers(place, engine === 'sqlite' ? 2 : 4);
    let held = 0;
    let kills = 0;
    try {
      await fc.assert(
        fc.asyncProperty(importCases(killEvery), async (given) => {
          const { expected, booked, donated } = await runImportCase(place, importers, given);
          assert.deepEqual(booked, expected);
          assert.ok(donated);
          if (given.kill !== null) kills += 1;
          held += 1;
          if (held % 100 === 0) console.log(`${engine}: ${held} cases, ${kills} kills`);
        }),
        { numRuns: Math.ceil(cases / engines.length), seed, endOnFailure: true },
      );
    } finally {
      await importers.stop();
    }
    const check = await operate(place, ['figures', 'recompute', '--check']);
    assert.equal(check.code, 0, check.output);
    console.log(`${engine}, seed ${seed}: ${held} cases hold, ${kills} kills`);
    await place.remove();
  }
}
