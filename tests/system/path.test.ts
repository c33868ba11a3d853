import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  adminPost,
  engines,
  eventually,
  freshPlace,
  jsonOf,
  operate,
  startCms,
  submitPledge,
  uploadStatement,
  type Cms,
  type Place,
  type PledgeAnswer,
} from '../harness/index.ts';
import {
  writeAgribankCsv,
  writeAgribankXlsx,
  writeVietcombankCsv,
  writeVietcombankXlsx,
  type TestRow,
  type TestStatement,
} from '../harness/statement-file.ts';

interface View {
  id: number;
  version: number;
  state: string;
  layout: string;
  rowCount: number;
  newCount: number;
  knownCount: number;
  twinCount: number;
  matchedCount: number;
  matches: { code: string; donorName: string }[];
  openingVnd: string;
  closingVnd: string;
  posted: number;
  alreadyKnown?: boolean;
}

interface Ledger {
  rows: {
    seq: number;
    index: number;
    memo: string;
    code?: string;
    amountVnd: string;
    on: string;
  }[];
  total: { count: number; amountVnd: string };
  next: string | null;
}

const account = '0000000000';
const row = (amountVnd: number, memo: string, reference = '5213.00001'): TestRow => ({
  ...{ bookedOn: '10/09/2024', reference, amountVnd, memo },
});

describe.each(engines)('one donation on %s', (engine) => {
  let place: Place;
  let cms: Cms;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'chung-tay-path-'));
    place = await freshPlace(engine);
    cms = await startCms(place);
  });
  afterAll(async () => {
    await cms.stop();
    await place.remove();
    await rm(folder, { recursive: true });
  });

  async function upload(write: typeof writeVietcombankCsv, name: string, statement: TestStatement) {
    const file = path.join(folder, name);
    await write(file, statement);
    return uploadStatement(cms, account, name, await readFile(file));
  }

  async function post(view: View): Promise<View> {
    const accepted = await adminPost(cms, `/donations/statements/${view.id}/accept`, {
      version: view.version,
    });
    expect(accepted.status).toBe(200);
    return eventually(
      async () => jsonOf<View>(await cms.adminFetch(`/donations/statements/${view.id}`)),
      ({ posted, rowCount }) => posted === rowCount,
    );
  }

  const ledger = async (query = '') =>
    jsonOf<Ledger>(await cms.fetch(`/api/donations/ledger${query}`));
  const received = async () => {
    const totals = await jsonOf<{ figures: { name: string; amountVnd: string; rows: number }[] }>(
      await cms.fetch('/api/statistics/totals'),
    );
    return totals.figures.find(({ name }) => name === 'received.cash');
  };

  it('goes from the promise to the public ledger', async () => {
    const promised = await submitPledge(cms, `path-${engine}-1`);
    expect(promised.status).toBe(201);
    const { code, token } = await jsonOf<PledgeAnswer>(promised);

    const statement = {
      account,
      openingVnd: 1_000_000,
      rows: [
        row(
          500_000,
          `MBVCB.123456789.${code} ung ho.CT tu 0011223344556 TRAN THI BICH toi 0000000000 CHUNG TAY`,
        ),
        row(200_000, 'NGUYEN VAN AN 0912345678 ung ho mien bac', '5213.00002'),
        row(200_000, 'NGUYEN VAN AN 0912345678 ung ho mien bac', '5213.00002'),
        row(-11_000, 'THU PHI SMS', '5213.00003'),
      ],
    };
    const uploaded = await upload(writeVietcombankCsv, 'a.csv', statement);
    expect(uploaded.status).toBe(201);
    const view = await jsonOf<View>(uploaded);
    expect(view).toMatchObject({
      ...{ state: 'proved', layout: 'vietcombank-full', rowCount: 4, newCount: 4, knownCount: 0 },
      ...{ twinCount: 1, matchedCount: 1, openingVnd: '1000000', closingVnd: '1889000' },
    });
    expect(view.matches).toMatchObject([{ code, donorName: 'Trần Thị Bích' }]);

    const before = Date.now();
    await post(view);
    const total = await eventually(received, (figure) => figure?.rows === 3);
    expect(total).toMatchObject({ amountVnd: '900000', rows: 3 });
    expect(Date.now() - before).toBeLessThan(8000);

    const status = await eventually(
      async () => jsonOf<{ publicState: string }>(await cms.fetch(`/api/pledges/status/${code}`)),
      ({ publicState }) => publicState === 'received',
    );
    expect(status).toEqual({ code, state: 'closed', publicState: 'received', fulfilment: 'full' });
    const mine = await jsonOf<{ settledVnd: string; history: { event: string }[] }>(
      await cms.fetch('/api/pledges/mine', { headers: { 'Pledge-Token': token } }),
    );
    expect(mine.settledVnd).toBe('500000');
    expect(mine.history.map(({ event }) => event)).toEqual(['submitted', 'settled']);

    const page = await eventually(ledger, ({ total: { count } }) => count === 3);
    expect(page.total).toEqual({ count: 3, amountVnd: '900000' });
    expect(page.rows.map(({ memo }) => memo)).toEqual([
      'N. V. A. … ung ho mien bac',
      'N. V. A. … ung ho mien bac',
      `${code} ung ho`,
    ]);
    const found = await ledger(`?q=${encodeURIComponent(code.toLowerCase())}`);
    expect(found.rows).toHaveLength(1);
    const [first] = found.rows;
    const single = await cms.fetch(`/api/donations/ledger/${first?.seq}/${first?.index}`);
    expect(await single.json()).toMatchObject({ ...first });
    expect(JSON.stringify(page)).not.toMatch(/0912345678|0011223344556|BICH/);
  });

  it('is imported once, whatever file brings it', async () => {
    const rows = [
      row(50_000, 'ung ho 1', 'A1'),
      row(50_000, 'ung ho 1', 'A1'),
      row(70_000, 'ung ho 2', 'A2'),
    ];
    const first = await jsonOf<View>(
      await upload(writeVietcombankXlsx, 'b.xlsx', { account, openingVnd: 0, rows }),
    );
    await post(first);
    const again = await upload(writeVietcombankXlsx, 'b2.xlsx', { account, openingVnd: 0, rows });
    expect(again.status).toBe(200);
    expect(await again.json()).toMatchObject({ id: first.id, alreadyKnown: true });

    // The same days in another layout, reordered, with one row more: the maximum per row counts.
    const other = [
      row(70_000, 'ung ho 2', 'A2'),
      row(50_000, 'ung ho 1', 'A1'),
      row(50_000, 'Ủng hộ 1', 'A1'),
      row(50_000, 'ung ho 1', 'A1'),
    ];
    for (const [write, name] of [
      [writeAgribankCsv, 'c.csv'],
      [writeAgribankXlsx, 'c.xlsx'],
    ] as const) {
      const overlapping = await jsonOf<View>(
        await upload(write, name, { account, openingVnd: 0, rows: other }),
      );
      const isFirst = name === 'c.csv';
      expect(overlapping).toMatchObject({
        newCount: isFirst ? 1 : 0,
        knownCount: isFirst ? 3 : 4,
        layout: 'agribank-statement',
      });
      await post(overlapping);
    }
    const page = await eventually(
      () => ledger('?q=ung+ho+1'),
      ({ total }) => total.count === 3,
    );
    expect(page.total).toEqual({ count: 3, amountVnd: '150000' });
  });

  it('is verified by the operator beside the running CMS', async () => {
    const file = path.join(folder, 'journal.jsonl');
    const exported = await operate(place, ['journal', 'export', file]);
    expect(exported).toMatchObject({ code: 0 });
    expect(await operate(place, ['journal', 'verify', file])).toMatchObject({ code: 0 });
    expect(await operate(place, ['journal', 'verify'])).toMatchObject({ code: 0 });
    expect(await operate(place, ['figures', 'recompute', '--check'])).toMatchObject({ code: 0 });
  });
});
