import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines, freshPlace, operate, type Place } from '../harness/index.ts';
import { importCases, Importers, runImportCase } from '../harness/import-law.ts';

/** Half of the 200 on each database; `npm run chaos -- import` runs as many as one likes. */
const cases = 100;

describe.each(engines)('an account cut into files on %s', (engine) => {
  let place: Place;
  let importers: Importers;
  beforeAll(async () => {
    place = await freshPlace(engine);
    importers = new Importers(place, engine === 'sqlite' ? 2 : 3);
  });
  afterAll(async () => {
    await importers.stop();
    await place.remove();
  });

  it('is booked as the exact multiset, whoever brings the files, in whatever order and form', async () => {
    await fc.assert(
      fc.asyncProperty(importCases(50), async (given) => {
        const { expected, booked, donated } = await runImportCase(place, importers, given);
        expect(booked).toEqual(expected);
        expect(donated).toBe(true);
      }),
      { numRuns: cases, endOnFailure: true },
    );
    expect(await operate(place, ['figures', 'recompute', '--check'])).toMatchObject({ code: 0 });
  }, 300_000);
});
