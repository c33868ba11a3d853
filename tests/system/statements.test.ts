import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import {
  adminPost,
  engines,
  eventually,
  freshPlace,
  jsonOf,
  login,
  operate,
  startCms,
  uploadStatement,
  type Cms,
  type Place,
} from '../harness/index.ts';
import {
  workbookOf,
  writeVietcombankCsv,
  writeVietcombankXlsx,
} from '../harness/statement-file.ts';

interface Problem {
  code: string;
  facts: Record<string, unknown>;
  messages: { vi: string; en: string };
}

const account = '0000000000';
const rows = [
  { bookedOn: '10/09/2024', reference: 'A1', amountVnd: 100_000, memo: 'ung ho' },
  { bookedOn: '10/09/2024', reference: 'A2', amountVnd: 250_000, memo: '100% ung_ho' },
];

describe.each(engines)('statements on %s', (engine) => {
  let place: Place;
  let cms: Cms;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'chung-tay-statements-'));
    place = await freshPlace(engine);
    cms = await startCms(place);
  });
  afterAll(async () => {
    await cms.stop();
    await place.remove();
    await rm(folder, { recursive: true });
  });

  const fileOf = async (
    write: typeof writeVietcombankCsv,
    statement: Parameters<typeof writeVietcombankCsv>[1],
  ) => {
    const file = path.join(folder, `${Math.random()}`);
    await write(file, statement);
    return readFile(file);
  };
  const ledger = async (query: string) => cms.fetch(`/api/donations/ledger?${query}`);

  describe('that are bad get a coded refusal in both languages', () => {
    const whole = { account, openingVnd: 0, rows };
    test.each<[string, string, () => Promise<Uint8Array>, string]>([
      [
        'an unknown account',
        '9999999999',
        () => fileOf(writeVietcombankCsv, whole),
        'account-unknown',
      ],
      [
        'the file of another account',
        account,
        () => fileOf(writeVietcombankCsv, { ...whole, account: '1111111111' }),
        'statement-account-differs',
      ],
      [
        'a balance that does not add up',
        account,
        () => fileOf(writeVietcombankCsv, { ...whole, closingVnd: 350_001 }),
        'statement-does-not-balance',
      ],
      [
        'a truncated XLSX',
        account,
        async () => (await fileOf(writeVietcombankXlsx, whole)).subarray(0, 500),
        'statement-truncated',
      ],
      [
        'a wrong header',
        account,
        async () => Buffer.from('Họ tên,Tuổi\nAn,12\n'),
        'statement-header-unknown',
      ],
      [
        'a workbook of something else',
        account,
        async () =>
          workbookOf([
            ['a', 'b'],
            ['1', '2'],
          ]),
        'statement-header-unknown',
      ],
      ['an empty file', account, async () => new Uint8Array(), 'statement-empty'],
      ['a PDF', account, async () => Buffer.from('%PDF-1.7 …'), 'statement-format-unsupported'],
    ])('%s', async (name, number, bytes, code) => {
      const answer = await uploadStatement(cms, number, `${name}.csv`, await bytes());
      expect(answer.status).toBe(422);
      expect(answer.headers.get('Content-Type')).toContain('application/problem+json');
      const problem = await jsonOf<Problem>(answer);
      expect(problem.code).toBe(code);
      expect(problem.messages.vi).not.toBe(problem.messages.en);
      expect(problem.messages.vi).not.toMatch(/[{}]/);
    });

    it('and change nothing', async () => {
      expect(await jsonOf(await ledger(''))).toMatchObject({ total: { count: 0 } });
      const listed = await jsonOf<{ statements: { state: string; posted: number }[] }>(
        await cms.adminFetch('/donations/statements'),
      );
      // Only the file that was read and did not balance is kept in the list.
      expect(listed.statements).toMatchObject([{ state: 'control-failed', posted: 0 }]);
    });
  });

  it('are accepted once, by the version that was looked at', async () => {
    const bytes = await fileOf(writeVietcombankCsv, { account, openingVnd: 0, rows });
    const view = await jsonOf<{ id: number; version: number }>(
      await uploadStatement(cms, account, 'a.csv', bytes),
    );
    const at = `/donations/statements/${view.id}`;
    expect(
      (await adminPost(cms, `${at}/reject`, { version: view.version, reason: ' ' })).status,
    ).toBe(422);
    expect((await adminPost(cms, `${at}/accept`, { version: 99 })).status).toBe(409);
    expect((await adminPost(cms, `${at}/accept`, { version: view.version })).status).toBe(200);
    expect((await adminPost(cms, `${at}/accept`, { version: view.version })).status).toBe(409);
    expect((await adminPost(cms, '/donations/statements/999/accept', { version: 1 })).status).toBe(
      404,
    );
    const page = await eventually(
      async () => jsonOf<{ total: { count: number } }>(await ledger('')),
      ({ total }) => total.count === 2,
    );
    expect(page.total).toEqual({ count: 2, amountVnd: '350000' });
    // Officers read each other's names; the journal keeps who it was.
    const officer = { uploadedBy: 'Quản trị viên', decidedBy: 'Quản trị viên' };
    expect(await jsonOf(await cms.adminFetch(at))).toMatchObject(officer);
    const { statements } = await jsonOf<{ statements: { id: number }[] }>(
      await cms.adminFetch('/donations/statements'),
    );
    expect(statements.find(({ id }) => id === view.id)).toMatchObject(officer);
  });

  describe('in the public ledger', () => {
    test.each([
      ['q=ung+ho', 1, '100000'],
      ['q=UNG%20H%E1%BB%98', 1, '100000'],
      ['q=100%25', 1, '250000'],
      ['q=ung_ho', 1, '250000'],
      ['min=200000', 1, '250000'],
      ['max=200000', 1, '100000'],
      ['from=2024-09-11', 0, '0'],
      ['to=2024-09-10', 2, '350000'],
      ['campaign=trinh-dien', 2, '350000'],
      ['campaign=khong-co', 0, '0'],
    ])('%s finds %i', async (query, count, amountVnd) => {
      expect(await jsonOf(await ledger(query))).toMatchObject({ total: { count, amountVnd } });
    });

    test.each([
      'from=10/09/2024',
      'from=2024-02-30',
      'min=1e5',
      'max=-1',
      'after=1',
      `q=${'x'.repeat(200)}`,
      'q=a&q=b',
    ])('%s is refused', async (query) => {
      const answer = await ledger(query);
      expect([answer.status, (await jsonOf<Problem>(answer)).code]).toEqual([
        422,
        'query-malformed',
      ]);
    });

    it('pages do not overlap and end', async () => {
      const many = Array.from({ length: 60 }, (_, index) => ({
        ...{
          bookedOn: '11/09/2024',
          reference: `P${index}`,
          amountVnd: 1000 + index,
          memo: `trang ${index}`,
        },
      }));
      const bytes = await fileOf(writeVietcombankCsv, { account, openingVnd: 350_000, rows: many });
      const view = await jsonOf<{ id: number; version: number }>(
        await uploadStatement(cms, account, 'p.csv', bytes),
      );
      await adminPost(cms, `/donations/statements/${view.id}/accept`, { version: view.version });
      await eventually(
        async () => jsonOf<{ total: { count: number } }>(await ledger('q=trang')),
        ({ total }) => total.count === 60,
      );
      const seen = new Set<string>();
      let after: string | null = '';
      const sizes: number[] = [];
      while (after !== null) {
        const page: { rows: { memo: string }[]; next: string | null } = await jsonOf(
          await ledger(`q=trang${after === '' ? '' : `&after=${after}`}`),
        );
        sizes.push(page.rows.length);
        for (const { memo } of page.rows) seen.add(memo);
        after = page.next;
      }
      expect(sizes).toEqual([25, 25, 10]);
      expect(seen.size).toBe(60);
    });
  });

  it('belong to accounts that two people publish', async () => {
    const added = await operate(place, [
      'account',
      'add',
      '--bank',
      '970436',
      '--number',
      '0011 0019 3241 8',
      '--name',
      'BAN VAN DONG',
      '--campaign',
      'trinh-dien',
    ]);
    expect(added.code).toBe(0);
    const again = await operate(place, [
      'account',
      'add',
      '--bank',
      '970436',
      '--number',
      '0011001932418',
      '--name',
      'BAN VAN DONG',
      '--campaign',
      'trinh-dien',
    ]);
    expect(again).toMatchObject({ code: 3 });
    const published = async () =>
      (
        await jsonOf<{ accounts: { number: string }[] }[]>(
          await cms.fetch('/api/donations/campaigns'),
        )
      ).flatMap(({ accounts }) => accounts.map(({ number }) => number));
    expect(await published()).toEqual([account]);

    const mine = await adminPost(cms, '/donations/accounts', {
      bin: '970436',
      number: '222',
      name: 'BAN VAN DONG',
      campaign: 'trinh-dien',
    });
    expect(mine.status).toBe(201);
    const own = await jsonOf<{ id: number; version: number }>(mine);
    const alone = await adminPost(cms, `/donations/accounts/${own.id}/publish`, {
      version: own.version,
    });
    expect([alone.status, (await jsonOf<Problem>(alone)).code]).toEqual([403, 'same-person']);

    const listed = await jsonOf<{ accounts: { id: number; number: string; version: number }[] }>(
      await cms.adminFetch('/donations/accounts'),
    );
    const entered = listed.accounts.find(({ number }) => number === '0011001932418');
    expect(
      (
        await adminPost(cms, `/donations/accounts/${entered?.id}/publish`, {
          version: entered?.version,
        })
      ).status,
    ).toBe(200);
    expect(await eventually(published, (numbers) => numbers.length === 2)).toContain(
      '0011001932418',
    );
    expect(
      (await adminPost(cms, `/donations/accounts/${entered?.id}/suspend`, { version: 2 })).status,
    ).toBe(200);
    expect(await eventually(published, (numbers) => numbers.length === 1)).toEqual([account]);
  });

  it('are for officers with the permission only', async () => {
    await expect(
      login(cms.url, { email: 'khac@chungtay.example', password: 'Sai-12345' }),
    ).rejects.toThrow();
    const answer = await fetch(`${cms.url}/donations/statements`, {
      headers: { Authorization: 'Bearer x' },
    });
    expect(answer.status).toBe(401);
  });
});
