import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invite, type Person } from '../harness/editors.ts';
import {
  admin,
  adminPost,
  askDatabase,
  engines,
  eventually,
  freshPlace,
  jsonOf,
  pledgeBody,
  startCms,
  submitPledge,
  uploadStatement,
  type Cms,
  type Place,
  type PledgeAnswer,
} from '../harness/index.ts';
import { writeVietcombankCsv, type TestRow } from '../harness/statement-file.ts';

interface Detail {
  id: number;
  number: string;
  state: string;
  version: number;
  remainingVnd: string;
  settledVnd: string;
  waitingVnd: string;
  suggestions: { code: string; pass: string; certainty: string }[];
  settlements: {
    id: number;
    code: string;
    amountVnd: string;
    isStanding: boolean;
    reason: string;
  }[];
  proposals: { code: string; amountVnd: string }[];
}

const account = '0000000000';
/** The same code with its last digit but two changed: no code, and one slip away. */
const mistyped = (code: string) => {
  const digit = Number(code.at(-3));
  return `${code.slice(0, -3)}${(digit + 1) % 10}${code.slice(-2)}`;
};

describe.each(engines)('the workbench on %s', (engine) => {
  let place: Place;
  let cms: Cms;
  let second: Person;
  let folder: string;
  let openingVnd = 0;
  let files = 0;

  const pledge = async (name: string, amount: string) => {
    files += 1;
    const donor = { kind: 'individual', origin: 'domestic', name, phone: '0912 345 678' };
    const answer = await submitPledge(cms, `workbench-${files}`, pledgeBody(amount, { donor }));
    return (await jsonOf<PledgeAnswer>(answer)).code;
  };

  const credit = (amountVnd: number, memo: string): TestRow => ({
    ...{ bookedOn: '10/09/2024', reference: `R${(files += 1)}`, amountVnd, memo },
  });

  /** Imports credits and waits until the workbench knows them; gives them in the order of the rows. */
  async function receive(...rows: TestRow[]): Promise<Detail[]> {
    files += 1;
    const file = path.join(folder, `${files}.csv`);
    await writeVietcombankCsv(file, { account, openingVnd, rows });
    openingVnd += rows.reduce((sum, { amountVnd }) => sum + amountVnd, 0);
    const view = await jsonOf<{ id: number; version: number; number: string }>(
      await uploadStatement(cms, account, `${files}.csv`, await readFile(file)),
    );
    await adminPost(cms, `/donations/statements/${view.id}/accept`, { version: view.version });
    await confirmHolds(rows.filter(({ amountVnd }) => amountVnd >= 10_000_000).length);
    const known = await eventually(
      () =>
        askDatabase<{ donation_id: number }>(
          place,
          `select donation_id from pledges_identifications
           where donation_number like '${view.number}-%' order by donation_id`,
        ),
      (found) => found.length === rows.length,
    );
    return Promise.all(known.map(({ donation_id: id }) => find(id)));
  }

  /** The second person lets large lines into the books. */
  async function confirmHolds(count: number): Promise<void> {
    if (count === 0) return;
    const holds = await eventually(
      async () =>
        (
          await jsonOf<{ holds: { id: number; version: number }[] }>(
            await second.fetch('/donations/holds'),
          )
        ).holds,
      (found) => found.length === count,
    );
    for (const { id, version } of holds) {
      const answer = await second.send('POST', `/donations/holds/${id}/confirm`, { version });
      expect(answer.status).toBe(200);
    }
  }

  const find = async (id: number) =>
    jsonOf<Detail>(await cms.adminFetch(`/pledges/workbench/${id}`));
  const send = (detail: Detail, action: string, body: object = {}) =>
    adminPost(cms, `/pledges/workbench/${detail.id}/${action}`, {
      version: detail.version,
      ...body,
    });
  const done = async (answer: Response) => {
    const body = await jsonOf<Detail & { code?: string }>(answer);
    expect([answer.status, body.code]).toEqual([200, undefined]);
    return body;
  };
  const refusal = async (answer: Response) => {
    const { code } = await jsonOf<{ code: string }>(answer);
    return [answer.status, code];
  };
  const statusOf = async (code: string) =>
    jsonOf<{ state: string; fulfilment: string }>(await cms.fetch(`/api/pledges/status/${code}`));
  const list = async (state: string, q = '') =>
    jsonOf<{ rows: { id: number; number: string }[]; next: number | null }>(
      await cms.adminFetch(`/pledges/workbench?${new URLSearchParams({ state, q })}`),
    );

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'chung-tay-workbench-'));
    place = await freshPlace(engine);
    cms = await startCms(place);
    second = await invite(cms, 'strapi-super-admin', 'nguoi-thu-hai');
  });
  afterAll(async () => {
    await cms.stop();
    await place.remove();
    await rm(folder, { recursive: true });
  });

  it('suggests by falling certainty and settles only what is certain by itself', async () => {
    const names = ['Lê Văn Chắc', 'Trần Thị Gần', 'Phạm Minh Tên', 'Ngô Văn Hai'] as const;
    const [certain, near, named, two] = await Promise.all(
      names.map((name) => pledge(name, '500000')),
    );
    const found = await receive(
      credit(500_000, `${certain} ung ho`),
      credit(500_000, `${mistyped(String(near))} ung ho`),
      credit(500_000, 'PHAM MINH TEN ung ho'),
      credit(500_000, `${two} va ${near}`),
      credit(500_000, 'ung ho dong bao'),
      credit(400_000, `${mistyped(String(near))} ung ho`),
    );
    expect(
      found.map(({ state, suggestions }) => [state, ...suggestions.map(({ pass }) => pass)]),
    ).toEqual([
      ['certain'],
      ['suggested', 'near-code'],
      ['suggested', 'name'],
      ['several-codes', 'several-codes', 'several-codes'],
      ['unidentified'],
      ['unidentified'],
    ]);
    expect(await statusOf(String(certain))).toMatchObject({ state: 'closed', fulfilment: 'full' });
    expect(await statusOf(String(near))).toMatchObject({ state: 'open', fulfilment: 'none' });

    const [, gift] = found as [Detail, Detail];
    const shares = [{ code: near, amountVnd: '500000' }];
    const settled = await done(await send(gift, 'settle', { shares }));
    expect(settled).toMatchObject({ state: 'settled', remainingVnd: '0' });
    expect(await statusOf(String(near))).toMatchObject({ state: 'closed', fulfilment: 'full' });
    // The same once more, as a second click does.
    expect(await refusal(await send(gift, 'settle', { shares }))).toEqual([409, 'version-stale']);
    expect(named).toBeDefined();
  });

  it('cuts a donation, fills a pledge from several, and gives everything back', async () => {
    const [one, other] = await Promise.all([
      pledge('Đỗ Một', '300000'),
      pledge('Đỗ Hai', '400000'),
    ]);
    const [large, small] = (await receive(
      credit(500_000, 'gui chung'),
      credit(200_000, 'gui them'),
    )) as [Detail, Detail];
    const tooMuch = [
      { code: one, amountVnd: '300000' },
      { code: other, amountVnd: '200001' },
    ];
    expect(await refusal(await send(large, 'settle', { shares: tooMuch }))).toEqual([
      ...[422, 'amount-exceeds-donation'],
    ]);
    const shares = [
      { code: one, amountVnd: '300000' },
      { code: other, amountVnd: '200000' },
    ];
    const cut = await done(await send(large, 'settle', { shares }));
    await done(await send(small, 'settle', { shares: [{ code: other, amountVnd: '200000' }] }));
    expect(await statusOf(one)).toMatchObject({ state: 'closed', fulfilment: 'full' });
    expect(await statusOf(other)).toMatchObject({ state: 'closed', fulfilment: 'full' });

    const part = cut.settlements.find(({ code }) => code === other);
    const undo = { settlement: part?.id };
    expect(await refusal(await send(cut, 'undo', undo))).toEqual([422, 'reason-missing']);
    const undone = await done(await send(cut, 'undo', { ...undo, reason: 'nhầm người' }));
    expect(undone).toMatchObject({ remainingVnd: '200000', state: 'settled' });
    expect(await statusOf(other)).toMatchObject({ state: 'open', fulfilment: 'partial' });
    expect(await refusal(await send(undone, 'undo', { ...undo, reason: 'lần nữa' }))).toEqual([
      409,
      'undone-already',
    ]);

    const again = await done(
      await send(undone, 'settle', { shares: [{ code: other, amountVnd: '150000' }] }),
    );
    expect(again).toMatchObject({ remainingVnd: '50000' });
    expect(await statusOf(other)).toMatchObject({ state: 'open', fulfilment: 'partial' });
    const [row] = await askDatabase<{ settled: string | number }>(
      place,
      `select settled_vnd as settled from pledges_pledges where code = '${other}'`,
    );
    expect(Number(row?.settled)).toBe(350_000);
  });

  it('lets one of two officers win', async () => {
    const [one, other] = await Promise.all([
      pledge('Hồ Một', '300000'),
      pledge('Hồ Hai', '300000'),
    ]);
    const [gift] = (await receive(credit(300_000, 'gui'))) as [Detail];
    const ask = (code: string) => send(gift, 'settle', { shares: [{ code, amountVnd: '300000' }] });
    const answers = await Promise.all([ask(one), ask(other), ask(one), ask(other)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    const now = await find(gift.id);
    expect(now.settledVnd).toBe('300000');
    expect(now.settlements).toHaveLength(1);
  });

  it('asks a second person for what is large', async () => {
    const code = await pledge('Bùi Lớn', '40000000');
    const more = await pledge('Bùi Thêm', '1000');
    const [gift] = (await receive(credit(40_000_000, 'gui'))) as [Detail];
    const shares = [{ code, amountVnd: '40000000' }];
    const proposed = await done(await send(gift, 'settle', { shares }));
    expect(proposed).toMatchObject({ state: 'waiting', waitingVnd: '40000000', settledVnd: '0' });
    expect(await statusOf(code)).toMatchObject({ state: 'open' });
    expect(
      await refusal(await send(proposed, 'settle', { shares: [{ code: more, amountVnd: '1' }] })),
    ).toEqual([409, 'nothing-left']);
    expect(await refusal(await send(proposed, 'confirm'))).toEqual([403, 'second-person-needed']);
    const confirmed = await done(
      await second.send('POST', `/pledges/workbench/${gift.id}/confirm`, {
        version: proposed.version,
      }),
    );
    expect(confirmed).toMatchObject({ settledVnd: '40000000', waitingVnd: '0', proposals: [] });
    expect(await statusOf(code)).toMatchObject({ state: 'closed', fulfilment: 'full' });
  });

  it('forgets a suggestion that was dismissed, and keeps what was looked at apart', async () => {
    const code = await pledge('Vũ Thị Sai', '123000');
    const [gift, lost] = (await receive(
      credit(123_000, 'VU THI SAI ung ho'),
      credit(5_000, 'khong biet ai'),
    )) as [Detail, Detail];
    expect(gift.suggestions).toMatchObject([{ code, pass: 'name' }]);
    const dismissed = await done(await send(gift, 'dismiss', { code }));
    expect(dismissed).toMatchObject({ state: 'unidentified', suggestions: [] });
    const checked = await done(await send(lost, 'check'));
    expect(checked.state).toBe('checked');
    expect((await done(await send(checked, 'check', { checked: false }))).state).toBe(
      'unidentified',
    );
  });

  it('undoes what a reversed donation had settled', async () => {
    const [byCode, byHand] = await Promise.all([
      pledge('Mai Mã', '700000'),
      pledge('Mai Tay', '800000'),
    ]);
    const [coded, plain] = (await receive(
      credit(700_000, `${byCode} ung ho`),
      credit(800_000, 'ung ho'),
    )) as [Detail, Detail];
    await done(await send(plain, 'settle', { shares: [{ code: byHand, amountVnd: '800000' }] }));
    for (const { number } of [coded, plain]) {
      const answer = await adminPost(cms, '/donations/reversals', {
        ...{ number, reasonCode: 'refunded', reason: 'Ngân hàng đã hoàn tiền' },
      });
      expect(answer.status).toBe(200);
    }
    for (const { id } of [coded, plain]) {
      const now = await eventually(
        () => find(id),
        ({ state }) => state === 'reversed',
      );
      expect(now).toMatchObject({ settledVnd: '0', remainingVnd: '0' });
      expect(now.settlements.at(-1)?.reason).toBe('donation-reversed:refunded');
      expect(
        await refusal(await send(now, 'settle', { shares: [{ code: byHand, amountVnd: '1' }] })),
      ).toEqual([409, 'donation-reversed-already']);
    }
    for (const code of [byCode, byHand]) {
      expect(await statusOf(code)).toMatchObject({ state: 'open', fulfilment: 'none' });
    }
  });

  it('finds donations by memo, code, amount, day and number, in each list', async () => {
    const code = await pledge('Tạ Tìm', '77000');
    const [gift, coded] = (await receive(
      credit(654_321, 'Hoà Bình gửi đồng bào'),
      credit(77_000, `${code} gui`),
    )) as [Detail, Detail];
    const ids = async (state: string, q: string) => (await list(state, q)).rows.map(({ id }) => id);
    for (const q of ['hòa binh', 'HOA BI', '654.321', '654.321 đ', gift.number]) {
      expect([q, await ids('unidentified', q)]).toEqual([q, [gift.id]]);
    }
    expect(await ids('unidentified', '10/09/2024')).toContain(gift.id);
    expect(await ids('unidentified', '11/09/2024')).toEqual([]);
    expect(await ids('certain', code)).toEqual([coded.id]);
    expect(await ids('unidentified', code)).toEqual([]);
    expect(await ids('unidentified', '\' & | ! ( * "')).toContain(gift.id);
    const pledges = async (q: string) =>
      (
        await jsonOf<{ pledges: { code: string }[] }>(
          await cms.adminFetch(`/pledges/workbench/pledges?${new URLSearchParams({ q })}`),
        )
      ).pledges.map((each) => each.code);
    expect(await pledges('ta tim')).toEqual([code]);
    expect(await pledges(code)).toEqual([code]);
    expect(await pledges('77.000')).toEqual([code]);
    expect(await pledges('0912345678')).toContain(code);
    expect(await pledges('%')).toEqual([]);
  });

  it('answers bad input with a code and changes nothing', async () => {
    const [gift] = (await receive(credit(9_000, 'gui'))) as [Detail];
    const bad: [string, object, string][] = [
      ['settle', {}, 'shares-missing'],
      ['settle', { shares: [{ code: 'x', amountVnd: '1' }] }, 'reference-code-invalid'],
      ['settle', { shares: [{ code: 'VDXH2021110431', amountVnd: 1 }] }, 'amount-missing'],
      ['settle', { shares: [{ code: 'VDXH2021110431', amountVnd: '1' }] }, 'pledge-not-found'],
      ['settle', { shares: 'x' }, 'shares-missing'],
      ['confirm', {}, 'nothing-waits'],
      ['withdraw', {}, 'nothing-waits'],
      ['undo', { settlement: 1e9, reason: 'x' }, 'settlement-not-found'],
      ['dismiss', { code: 'VDXH2021110431' }, 'suggestion-not-found'],
    ];
    for (const [action, body, code] of bad) {
      expect((await refusal(await send(gift, action, body)))[1]).toBe(code);
    }
    expect((await cms.adminFetch('/pledges/workbench?state=x')).status).toBe(422);
    expect((await cms.adminFetch('/pledges/workbench/999999')).status).toBe(404);
    expect((await cms.fetch('/pledges/workbench?state=settled')).status).toBe(401);
    expect(await find(gift.id)).toEqual(gift);
  });

  it('is closed to who has no permission', async () => {
    const writer = await invite(cms, 'newsroom-publisher', 'khong-quyen');
    expect((await writer.fetch('/pledges/workbench?state=suggested')).status).toBe(403);
    expect(admin.email).not.toBe(writer.email);
  });

  it('holds what the books say: no donation gives more than it is', async () => {
    const broken = await askDatabase(
      place,
      `select i.donation_id from pledges_identifications i
       left join (select donation_id, sum(amount_vnd) as settled from pledges_settlements
         group by donation_id) s on s.donation_id = i.donation_id
       where coalesce(s.settled, 0) <> i.settled_vnd or i.settled_vnd > i.amount_vnd`,
    );
    expect(broken).toEqual([]);
    const pledges = await askDatabase(
      place,
      `select p.code from pledges_pledges p
       left join (select pledge_code, sum(amount_vnd) as settled from pledges_settlements
         group by pledge_code) s on s.pledge_code = p.code
       where coalesce(s.settled, 0) <> p.settled_vnd`,
    );
    expect(pledges).toEqual([]);
  });
});
