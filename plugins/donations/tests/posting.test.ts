import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  adminPost,
  askDatabase,
  countOf,
  engines,
  eventually,
  freshPlace,
  jsonOf,
  operate,
  startCms,
  uploadStatement,
  type Cms,
  type Place,
} from '../../../tests/harness/index.ts';
import {
  generateRows,
  writeAgribankCsv,
  writeVietcombankCsv,
} from '../../../tests/harness/statement-file.ts';

const account = '0000000000';

interface View {
  id: number;
  version: number;
  state: string;
  rowCount: number;
  posted: number;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const viewOf = async (cms: Cms, id: number) =>
  jsonOf<View>(await cms.adminFetch(`/donations/statements/${id}`));

async function accept(cms: Cms, bytes: Uint8Array): Promise<View> {
  const view = await jsonOf<View>(await uploadStatement(cms, account, 'a.csv', bytes));
  const answer = await adminPost(cms, `/donations/statements/${view.id}/accept`, {
    version: view.version,
  });
  expect(answer.status).toBe(200);
  return view;
}

describe.each(engines)('posting on %s', (engine) => {
  let place: Place;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'chung-tay-posting-'));
    place = await freshPlace(engine);
  });
  afterAll(async () => {
    await place.remove();
    await rm(folder, { recursive: true });
  });

  it('goes on soon after the CMS was killed in its middle, and sweeps what is left over', async () => {
    const rows = generateRows({ count: 30_000, twinShare: 0.2, seed: 7 });
    const file = path.join(folder, 'killed.csv');
    await writeVietcombankCsv(file, { account, openingVnd: 0, rows });
    const first = await startCms(place);
    const { id } = await accept(first, await readFile(file));
    await pause(300);
    await first.kill();
    const [cut] = await askDatabase<{ posted_through: number }>(
      place,
      `select posted_through from donations_statements where id = ${id}`,
    );
    expect(cut?.posted_through).toBeLessThan(rows.length);

    const second = await startCms(place);
    try {
      const view = await eventually(
        () => viewOf(second, id),
        ({ posted, rowCount }) => posted === rowCount,
        40_000,
      );
      expect(view.posted).toBe(rows.length);
      const credits = rows.filter(({ amountVnd }) => amountVnd > 0);
      expect(await countOf(place, 'donations_lines')).toBe(rows.length);
      expect(await countOf(place, 'donations_donations')).toBe(credits.length);
      await eventually(
        () => countOf(place, 'donations_staged_rows'),
        (count) => count === 0,
      );
    } finally {
      await second.stop();
    }

    // Killed between the last range and the clearing of its rows: they hold names and go after a day.
    await askDatabase(
      place,
      `insert into donations_staged_rows (upload_key, position, memo, staged_at)
       select upload_key, 1, 'NGUYEN VAN AN', 0 from donations_statements where id = ${id}`,
    );
    expect(await countOf(place, 'donations_staged_rows')).toBe(1);
    const third = await startCms(place);
    try {
      const left = await eventually(
        () => countOf(place, 'donations_staged_rows'),
        (count) => count === 0,
      );
      expect(left).toBe(0);
    } finally {
      await third.stop();
    }
  }, 180_000);

  it('books rows once that two processes bring at the same time in opposite order', async () => {
    const rows = generateRows({ count: 15_000, twinShare: 0.2, seed: 8 });
    const files = [path.join(folder, 'there.csv'), path.join(folder, 'back.csv')] as const;
    await writeVietcombankCsv(files[0], { account, openingVnd: 0, rows });
    await writeAgribankCsv(files[1], { account, openingVnd: 0, rows: rows.toReversed() });
    const before = await countOf(place, 'donations_lines');
    const done = await Promise.all(
      files.map((file) =>
        operate(place, ['statement', 'import', file, '--account', account, '--accept']),
      ),
    );
    for (const { code, output } of done) expect(code, output).toBe(0);
    expect((await countOf(place, 'donations_lines')) - before).toBe(rows.length);
    expect(await operate(place, ['figures', 'recompute', '--check'])).toMatchObject({ code: 0 });
  }, 180_000);

  it('of one statement that cannot be posted does not hold up the others', async () => {
    const cms = await startCms(place);
    try {
      const bytes = async (seed: number) => {
        const file = path.join(folder, `${seed}.csv`);
        const rows = generateRows({ count: 5, twinShare: 0, seed });
        await writeVietcombankCsv(file, { account, openingVnd: seed, rows });
        return readFile(file);
      };
      const broken = await jsonOf<View>(
        await uploadStatement(cms, account, 'broken.csv', await bytes(21)),
      );
      // What no reader lets pass and the books refuse: a line without an amount.
      await askDatabase(
        place,
        `update donations_staged_rows set class = null where upload_key =
           (select upload_key from donations_statements where id = ${broken.id})`,
      );
      await askDatabase(
        place,
        engine === 'postgres'
          ? 'alter table donations_lines add constraint class_there check (class is not null)'
          : `create trigger class_there before insert on donations_lines when new.class is null
               begin select raise(abort, 'class is missing'); end`,
      );
      await adminPost(cms, `/donations/statements/${broken.id}/accept`, { version: 1 });
      const whole = await accept(cms, await bytes(22));
      const view = await eventually(
        () => viewOf(cms, whole.id),
        ({ posted }) => posted === 5,
      );
      expect(view.posted).toBe(5);
      expect((await viewOf(cms, broken.id)).posted).toBe(0);
    } finally {
      await cms.stop();
    }
  });
});
