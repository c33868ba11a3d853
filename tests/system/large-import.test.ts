import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  engines,
  eventually,
  freshPlace,
  jsonOf,
  operate,
  startCms,
  type Place,
} from '../harness/index.ts';
import {
  generateRows,
  writeAgribankCsv,
  writeVietcombankCsv,
  type TestRow,
} from '../harness/statement-file.ts';

const count = 100_000;
const megabytesMax = 500;

describe.each(engines)('a statement of 100,000 rows on %s', (engine) => {
  let place: Place;
  let folder: string;
  let rows: TestRow[];

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'chung-tay-large-'));
    place = await freshPlace(engine);
    rows = generateRows({ count, twinShare: 0.2, seed: 2024 });
  });
  afterAll(async () => {
    await place.remove();
    await rm(folder, { recursive: true });
  });

  const importFile = async (file: string) => {
    const done = await operate(place, [
      'statement',
      'import',
      file,
      '--account',
      '0000000000',
      '--accept',
    ]);
    expect(done.output).toContain('posted');
    expect(done.code).toBe(0);
    console.log(
      `${engine}: ${done.output
        .split('\n')
        .filter((line) => /^(rows|took)/.test(line))
        .join(' | ')}`,
    );
    return done.output;
  };

  it('is booked row by row, twins kept, in bounded memory; a second export adds nothing', async () => {
    const statement = { account: '0000000000', openingVnd: 1_000_000_000, rows };
    await writeVietcombankCsv(path.join(folder, 'a.csv'), statement);
    const first = await importFile(path.join(folder, 'a.csv'));
    expect(first).toContain(`${count} new, 0 known`);
    const megabytes = Number(/peak memory (\d+) MB/.exec(first)?.[1]);
    expect(megabytes).toBeLessThan(megabytesMax);

    // The same rows in another layout and the other way round.
    await writeAgribankCsv(path.join(folder, 'b.csv'), { ...statement, rows: rows.toReversed() });
    const second = await importFile(path.join(folder, 'b.csv'));
    expect(second).toContain(`0 new, ${count} known`);

    const credits = rows.filter(({ amountVnd }) => amountVnd > 0);
    const sum = credits.reduce((total, { amountVnd }) => total + amountVnd, 0);
    const cms = await startCms(place);
    try {
      const ledger = await eventually(
        async () =>
          jsonOf<{ total: { count: number; amountVnd: string } }>(
            await cms.fetch('/api/donations/ledger'),
          ),
        ({ total }) => total.count === credits.length,
      );
      expect(ledger.total).toEqual({ count: credits.length, amountVnd: String(sum) });
      const totals = await jsonOf<{ figures: { name: string; amountVnd: string; rows: number }[] }>(
        await cms.fetch('/api/statistics/totals'),
      );
      expect(totals.figures.find(({ name }) => name === 'received.cash')).toMatchObject({
        amountVnd: String(sum),
        rows: credits.length,
      });
    } finally {
      await cms.stop();
    }
    expect(await operate(place, ['figures', 'recompute', '--check'])).toMatchObject({ code: 0 });
  }, 400_000);
});
