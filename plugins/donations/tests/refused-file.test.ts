import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import {
  adminPost,
  countOf,
  engines,
  freshPlace,
  jsonOf,
  startCms,
  uploadStatement,
  type Cms,
  type Place,
} from '../../../tests/harness/index.ts';
import { writeVietcombankCsv, type TestRow } from '../../../tests/harness/statement-file.ts';

const account = '0000000000';
const bytesMax = 400_000;

const rowsOf = (count: number): TestRow[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ bookedOn: '10/09/2024', reference: `R${index}`, amountVnd: 1000 + index },
    memo: `ung ho lan ${index}`,
  }));

describe.each(engines)('a refused file on %s', (engine) => {
  let place: Place;
  let cms: Cms;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'chung-tay-refused-'));
    place = await freshPlace(engine);
    cms = await startCms(place, { env: { STATEMENT_BYTES_MAX: String(bytesMax) } });
  });
  afterAll(async () => {
    await cms.stop();
    await place.remove();
    await rm(folder, { recursive: true });
  });

  const keptFiles = () => readdir(path.join(place.dataDir, 'statements')).catch(() => []);
  const codeOf = async (answer: Response) => (await jsonOf<{ code: string }>(answer)).code;

  async function bytesOf(rows: readonly TestRow[], other: { account?: string } = {}) {
    const file = path.join(folder, randomUUID());
    await writeVietcombankCsv(file, { account, openingVnd: 0, rows, ...other });
    return readFile(file);
  }

  test.each<[string, () => Promise<Uint8Array>, string]>([
    [
      'of something else',
      async () => Buffer.from('Họ tên,Tuổi\nAn,12\n'),
      'statement-header-unknown',
    ],
    [
      'of another account',
      () => bytesOf(rowsOf(3), { account: '1111111111' }),
      'statement-account-differs',
    ],
    [
      'that breaks off being a statement after thousands of rows',
      async () => {
        const text = (await bytesOf(rowsOf(3000))).toString('utf8');
        return Buffer.from(
          text.replace('ung ho lan 2900', 'ung ho\r\n3000,khong phai ngay,,,9.000,,x'),
        );
      },
      'statement-row-malformed',
    ],
  ])('%s leaves nothing behind', async (name, bytes, code) => {
    const answer = await uploadStatement(cms, account, `${name}.csv`, await bytes());
    expect([answer.status, await codeOf(answer)]).toEqual([422, code]);
    expect(await keptFiles()).toEqual([]);
    expect(await countOf(place, 'donations_staged_rows')).toBe(0);
    expect(await countOf(place, 'donations_statements')).toBe(0);
  });

  it('that is too large is answered, not cut off', async () => {
    for (const size of [bytesMax + 1, 30 * bytesMax]) {
      const answer = await uploadStatement(cms, account, 'lon.csv', new Uint8Array(size).fill(65));
      expect([answer.status, await codeOf(answer)]).toEqual([413, 'body-too-large']);
    }
    expect(await keptFiles()).toEqual([]);
  });

  it('that does not balance is kept with its rows until a person decides', async () => {
    const bytes = await bytesOf(rowsOf(5));
    const text = bytes.toString('utf8').replace(/(Closing balance : )[\d.]+/, '$17');
    const answer = await uploadStatement(cms, account, 'lech.csv', Buffer.from(text));
    expect([answer.status, await codeOf(answer)]).toEqual([422, 'statement-does-not-balance']);
    expect(await keptFiles()).toHaveLength(1);
    expect(await countOf(place, 'donations_staged_rows')).toBe(5);
    const { statements } = await jsonOf<{ statements: { id: number; version: number }[] }>(
      await cms.adminFetch('/donations/statements'),
    );
    const [failed] = statements;
    const rejected = await adminPost(cms, `/donations/statements/${failed?.id}/reject`, {
      version: failed?.version,
      reason: 'Tải lại từ ngân hàng',
    });
    expect(rejected.status).toBe(200);
    expect(await countOf(place, 'donations_staged_rows')).toBe(0);
  });

  it('does not take away the same file that a rejected statement keeps', async () => {
    const before = await keptFiles();
    const bytes = await bytesOf(rowsOf(4));
    const view = await jsonOf<{ id: number; version: number; sha256: string }>(
      await uploadStatement(cms, account, 'a.csv', bytes),
    );
    await adminPost(cms, `/donations/statements/${view.id}/reject`, {
      version: view.version,
      reason: 'Nhầm kỳ',
    });
    const other = await jsonOf<{ id: number }>(
      await adminPost(cms, '/donations/accounts', {
        ...{ bin: '970436', number: '333', name: 'BAN VAN DONG', campaign: 'trinh-dien' },
      }),
    );
    expect(other.id).toBeGreaterThan(0);
    const wrong = await uploadStatement(cms, '333', 'a.csv', bytes);
    expect([wrong.status, await codeOf(wrong)]).toEqual([422, 'statement-account-differs']);
    expect((await keptFiles()).sort()).toEqual([...before, view.sha256].sort());
    expect((await uploadStatement(cms, account, 'a.csv', bytes)).status).toBe(201);
  });
});
