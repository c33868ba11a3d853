import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeReferenceCode } from '@chung-tay/domain';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import {
  adminPost,
  askDatabase,
  engines,
  eventually,
  freshPlace,
  jsonOf,
  startCms,
  uploadStatement,
  type Cms,
  type Place,
} from '../../../tests/harness/index.ts';
import { writeVietcombankCsv } from '../../../tests/harness/statement-file.ts';

const account = '0000000000';
const [one, two] = [makeReferenceCode('20211104'), makeReferenceCode('00000001')];
const rows = [`${one} ung ho`, `${one} va ${two} ung ho`, 'ung ho dong bao'].map((memo, index) => ({
  ...{ bookedOn: '10/09/2024', reference: `L${index}`, amountVnd: 100_000 * (index + 1), memo },
}));

interface Ledger {
  rows: { memo: string; code?: string; amountVnd: string }[];
  total: { count: number; amountVnd: string };
}

describe.each(engines)('the public ledger on %s', (engine) => {
  let place: Place;
  let cms: Cms;
  let folder: string;
  const ledger = async (query = '') => cms.fetch(`/api/donations/ledger${query}`);
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'chung-tay-ledger-'));
    place = await freshPlace(engine);
    cms = await startCms(place);
    const file = path.join(folder, 'a.csv');
    await writeVietcombankCsv(file, { account, openingVnd: 0, rows });
    const view = await jsonOf<{ id: number; version: number }>(
      await uploadStatement(cms, account, 'a.csv', await readFile(file)),
    );
    await adminPost(cms, `/donations/statements/${view.id}/accept`, { version: view.version });
    const page = await eventually(
      async () => jsonOf<Ledger>(await ledger()),
      ({ total }) => total.count === 3,
    );
    expect(page.total).toEqual({ count: 3, amountVnd: '600000' });
  });
  afterAll(async () => {
    await cms.stop();
    await place.remove();
    await rm(folder, { recursive: true });
  });

  test.each([
    [one, 2, '300000'],
    [two, 1, '200000'],
    [`${two.slice(0, 4)} ${two.slice(4)}`.toLowerCase(), 1, '200000'],
  ])('shows the row of %s, also when the memo names a second code', async (q, count, amountVnd) => {
    const page = await jsonOf<Ledger>(await ledger(`?q=${encodeURIComponent(q)}`));
    expect(page.total).toEqual({ count, amountVnd });
    expect(page.rows).toHaveLength(count);
  });

  test.each(['q=%00', 'q=a%00b', 'campaign=%00', 'campaign=tr%00'])(
    '%s is refused, whatever the database makes of it',
    async (query) => {
      const answer = await ledger(`?${query}`);
      expect([answer.status, (await jsonOf<{ code: string }>(answer)).code]).toEqual([
        422,
        'query-malformed',
      ]);
    },
  );

  it('answers many readers of one moment alike', async () => {
    const pages = await Promise.all(
      Array.from({ length: 60 }, async () => jsonOf<Ledger>(await ledger())),
    );
    expect(new Set(pages.map((page) => JSON.stringify(page))).size).toBe(1);
  });

  it('rests on records that nobody changes, neither in the content manager nor in the database', async () => {
    for (const name of ['account', 'statement', 'line', 'donation']) {
      const [record] = await askDatabase<{ document_id: string }>(
        place,
        `select document_id from donations_${name}s limit 1`,
      );
      const at = `/content-manager/collection-types/plugin::donations.${name}`;
      expect((await cms.adminFetch(`${at}/${record?.document_id}`)).status, name).toBe(200);
      const change = { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: '{}' };
      const statuses = [
        (await adminPost(cms, at, {})).status,
        (await cms.adminFetch(`${at}/${record?.document_id}`, change)).status,
        (await cms.adminFetch(`${at}/${record?.document_id}`, { method: 'DELETE' })).status,
        (await adminPost(cms, `${at}/actions/bulkDelete`, { documentIds: [record?.document_id] }))
          .status,
      ];
      expect(statuses, name).toEqual([403, 403, 403, 403]);
    }
    for (const table of ['donations_lines', 'donations_donations']) {
      await expect(askDatabase(place, `update ${table} set amount_vnd = 1`)).rejects.toThrow(
        /append-only/,
      );
      await expect(askDatabase(place, `delete from ${table}`)).rejects.toThrow(/append-only/);
    }
  });
});
