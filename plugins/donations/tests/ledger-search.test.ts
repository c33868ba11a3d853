import { createHash } from 'node:crypto';
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
import { writeVietcombankCsv, type TestRow } from '../../../tests/harness/statement-file.ts';

const account = '0000000000';
const code = makeReferenceCode('20211104');
const rowCount = 720;
const orders = ['-place', 'place', '-day', 'day', '-amount', 'amount'];

/** Rows with what a search must tell apart: a rare word, a code, formulas, equal days and amounts. */
function rowsOf(): TestRow[] {
  const rows = Array.from({ length: rowCount }, (_, index) => ({
    bookedOn: `${String(9 + (index % 3)).padStart(2, '0')}/09/2024`,
    reference: `S${index}`,
    amountVnd: [50_000, 100_000, 200_000, 500_000][index % 4] ?? 0,
    memo: index % 2 === 0 ? `Lop ${index} ung ho dong bao` : `Xom ${index} gui ba con vung lu`,
  }));
  rows[3] = { ...rows[3], amountVnd: 777_000, memo: '=cmd gui ba con "vung lu", 2' } as TestRow;
  rows[700] = { ...rows[700], memo: `${code} ung ho Yagi` } as TestRow;
  rows[719] = { ...rows[719], memo: 'to An gui ba con' } as TestRow;
  return rows;
}

interface Row {
  seq: number;
  index: number;
  number: string;
  on: string;
  amountVnd: string;
  memo: string;
  account?: string;
  statement?: object;
  reversedBy?: object;
  reverses?: object;
}
interface Page {
  watermark: { seq: number; asOf: string };
  rows: Row[];
  total: { count: number; amountVnd: string } | null;
  all: { count: number; amountVnd: string };
  next: string | null;
}
type Total = Pick<Page, 'total' | 'watermark'>;

describe.each(engines)('searching the ledger on %s', (engine) => {
  let place: Place;
  let cms: Cms;
  let folder: string;
  const rows = rowsOf();
  const ask = async (query: Record<string, string> = {}) =>
    jsonOf<Page>(await cms.fetch(`/api/donations/ledger?${new URLSearchParams(query)}`));
  const totalOf = async (query: Record<string, string>) =>
    jsonOf<Total>(await cms.fetch(`/api/donations/ledger/total?${new URLSearchParams(query)}`));

  /** Every page of a question, one after the other. */
  async function walk(query: Record<string, string>): Promise<Row[]> {
    const found: Row[] = [];
    for (let after = ''; ;) {
      const page = await ask({ ...query, after });
      found.push(...page.rows);
      if (page.next === null) return found;
      after = page.next;
    }
  }

  async function csv(query: Record<string, string> = {}) {
    const answer = await cms.fetch(`/api/donations/ledger.csv?${new URLSearchParams(query)}`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    const [header = '', ...lines] = bytes.toString('utf8').split('\r\n').slice(0, -1);
    return { answer, bytes, header, lines };
  }

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'chung-tay-search-'));
    place = await freshPlace(engine);
    cms = await startCms(place);
    const file = path.join(folder, 'a.csv');
    await writeVietcombankCsv(file, { account, openingVnd: 0, rows });
    const view = await jsonOf<{ id: number; version: number }>(
      await uploadStatement(cms, account, 'a.csv', await readFile(file)),
    );
    await adminPost(cms, `/donations/statements/${view.id}/accept`, { version: view.version });
    await eventually(ask, ({ all }) => all.count === rowCount);
  });
  afterAll(async () => {
    await cms.stop();
    await place.remove();
    await rm(folder, { recursive: true });
  });

  const fits = (query: Record<string, string>) => (row: TestRow) => {
    const day = row.bookedOn.split('/').reverse().join('-');
    const words = query.q?.toLowerCase() ?? '';
    return (
      (query.from === undefined || day >= query.from) &&
      (query.to === undefined || day <= query.to) &&
      (query.min === undefined || row.amountVnd >= Number(query.min)) &&
      (query.max === undefined || row.amountVnd <= Number(query.max)) &&
      ` ${row.memo.toLowerCase()} `.includes(words === 'an' ? ' an ' : words)
    );
  };

  test.each([
    [{}],
    [{ q: 'ung ho' }],
    [{ q: 'lop 12' }],
    [{ q: 'yagi' }],
    [{ q: 'khong co ai' }],
    [{ q: 'an' }],
    [{ q: '"vung lu", 2' }],
    [{ from: '2024-09-10', to: '2024-09-10' }],
    [{ from: '2030-01-01' }],
    [{ min: '100000', max: '200000' }],
    [{ q: 'gui ba con', from: '2024-09-11', max: '100000' }],
    [{ source: 'bank-line', account, campaign: 'trinh-dien' }],
  ] as [Record<string, string>][])(
    '%j finds each row once in every order, with the exact total',
    async (query) => {
      const wanted = rows.filter(
        fits({ ...query, ...(query.account === undefined ? {} : { account: '' }) }),
      );
      const sum = wanted.reduce((total, { amountVnd }) => total + amountVnd, 0);
      // What is most of the ledger need not be walked through in each.
      for (const sort of wanted.length > 500 ? orders.slice(0, 1) : orders) {
        const found = await walk({ ...query, sort });
        expect(found, sort).toHaveLength(wanted.length);
        expect(new Set(found.map(({ number }) => number)).size, sort).toBe(wanted.length);
        const key = (row: Row) =>
          sort.endsWith('day')
            ? row.on
            : sort.endsWith('amount')
              ? row.amountVnd.padStart(15, '0')
              : `${String(row.seq).padStart(9, '0')}.${String(row.index).padStart(5, '0')}`;
        const keys = found.map(key);
        const ordered = [...keys].sort();
        expect(keys, sort).toEqual(sort.startsWith('-') ? ordered.reverse() : ordered);
      }
      const { total } = await totalOf(query);
      expect(total).toEqual({ count: wanted.length, amountVnd: String(sum) });
      // A page shows the exact total or none.
      expect([null, total]).toContainEqual((await ask(query)).total);
    },
  );

  test.each([
    [{ q: code }, 1],
    [{ q: code.toLowerCase().replace('vdxh', 'vdxh ') }, 1],
    [{ q: '777.000 đ' }, 1],
    [{ q: 'ÁN' }, 1],
    [{ account: '999' }, 0],
  ])('%j is understood', async (query, count) => {
    expect((await ask(query as Record<string, string>)).total).toMatchObject({ count });
  });

  test.each([
    'q=a',
    'sort=size',
    'after=1',
    'after=1.1&sort=day',
    'after=2024-09-10.5.1.1',
    'source=cash',
    'min=1.5',
    'after=9999999999.0',
  ])('%s is refused with a code', async (query) => {
    const answer = await cms.fetch(`/api/donations/ledger?${query}`);
    expect(answer.status).toBe(422);
    expect(['query-malformed', 'search-too-short']).toContain(
      (await jsonOf<{ code: string }>(answer)).code,
    );
  });

  it('hands out what is filtered as CSV whose sum is the total of the same watermark', async () => {
    for (const query of [{}, { q: 'gui ba con' }, { min: '700000' }] as Record<string, string>[]) {
      const { answer, bytes, header, lines } = await csv(query);
      const { total, watermark } = await totalOf(query);
      expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
      expect(header).toContain('seq,index,number,day,amount_vnd,');
      expect(answer.headers.get('ledger-watermark')).toBe(String(watermark.seq));
      expect(answer.headers.get('content-disposition')).toContain(`-${watermark.seq}.csv`);
      const amounts = lines.map((line) => Number(line.split(',')[4]));
      expect(amounts).toHaveLength(total?.count ?? -1);
      expect(String(amounts.reduce((sum, amount) => sum + amount, 0))).toBe(total?.amountVnd);
    }
    // A text that begins like a formula is not run by a spreadsheet.
    expect((await csv({ q: '777000' })).lines[0]).toContain(`,"'=cmd gui ba con ""vung lu"", 2",`);
  });

  it('gives a row its place in the journal, from which its hash can be computed', async () => {
    const [row] = (await ask({ q: 'yagi' })).rows;
    const answer = await cms.fetch(`/api/donations/ledger/${row?.seq}/${row?.index}`);
    const { entry, ...shown } = await jsonOf<
      Row & { entry: { hash: string; prevHash: string; canonical: string; rows: number } }
    >(answer);
    expect(shown).toEqual(row);
    expect(shown).toMatchObject({ account, statement: { number: 'SK000001', proved: true } });
    const hash = createHash('sha256').update(`${entry.prevHash}\n${entry.canonical}`).digest('hex');
    expect(hash).toBe(entry.hash);
    expect(entry.rows).toBeGreaterThan(row?.index ?? 0);
    for (const absent of ['9999/0', `${row?.seq}/9999`, 'x/0', '1/-1', '99999999999/0']) {
      expect((await cms.fetch(`/api/donations/ledger/${absent}`)).status, absent).toBe(404);
    }
  });

  it('shows a correction at both rows, and totals go on by it alone', async () => {
    const before = await ask({ q: 'lop 12' });
    const original = (await ask({ q: 'lop 10 ung ho' })).rows[0];
    await totalOf({ q: 'gui ba con' });
    const reversed = await adminPost(cms, '/donations/reversals', {
      number: original?.number,
      reasonCode: 'duplicate-entry',
      reason: 'Một phiếu thu nhập hai lần',
    });
    expect(reversed.status).toBe(200);
    const page = await eventually(
      () => ask({ q: 'lop 10 ung ho' }),
      ({ rows: found }) => found.length === 2,
    );
    const [taking, taken] = page.rows;
    expect(taken).toMatchObject({
      ...{ seq: original?.seq, index: original?.index, memo: original?.memo },
      reversedBy: {
        ...{ seq: taking?.seq, index: taking?.index, reasonCode: 'duplicate-entry' },
        reason: 'Một phiếu thu nhập hai lần',
      },
    });
    expect(taking).toMatchObject({
      amountVnd: `-${original?.amountVnd}`,
      reverses: { seq: taken?.seq, index: taken?.index },
    });
    expect(page.total).toEqual({ count: 2, amountVnd: '0' });
    expect(page.all.count).toBe(rowCount + 1);
    expect(before.all.amountVnd).not.toBe(page.all.amountVnd);
    const whole = await csv();
    const sum = whole.lines.reduce((total, line) => total + Number(line.split(',')[4]), 0);
    expect(String(sum)).toBe(page.all.amountVnd);
    expect(whole.lines.filter((line) => line.includes('duplicate-entry'))).toHaveLength(2);
  });

  it('keeps rows, cells and search of the same prefix of the journal', async () => {
    const [sums] = await askDatabase<{ rows: number; cells: number; places: number }>(
      place,
      `select (select count(*) from donations_donations) as rows,
         (select sum(row_count) from donations_cells) as cells,
         (select sum(row_count) from donations_places) as places`,
    );
    expect(Number(sums?.cells)).toBe(Number(sums?.rows));
    expect(Number(sums?.places)).toBe(Number(sums?.rows));
  });
});
