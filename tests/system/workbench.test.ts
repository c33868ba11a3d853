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

const promised = {
  certain: ['Lê Văn Chắc', '500000'],
  near: ['Trần Thị Gần', '500000'],
  named: ['Phạm Minh Tên', '500000'],
  two: ['Ngô Văn Hai', '500000'],
  cutOne: ['Đỗ Một', '300000'],
  cutTwo: ['Đỗ Hai', '400000'],
  raceOne: ['Hồ Một', '300000'],
  raceTwo: ['Hồ Hai', '300000'],
  large: ['Bùi Lớn', '40000000'],
  more: ['Bùi Thêm', '1000'],
  wrong: ['Vũ Thị Sai', '123000'],
  byCode: ['Mai Mã', '700000'],
  byHand: ['Mai Tay', '800000'],
  sought: ['Tạ Tìm', '77000'],
} as const;
type Codes = Readonly<Record<keyof typeof promised, string>>;

/** One statement for all tests: amount and memo of each gift. */
const giftsOf = (codes: Codes) =>
  ({
    certain: [500_000, `${codes.certain} ung ho`],
    near: [500_000, `${mistyped(codes.near)} ung ho`],
    named: [500_000, 'PHAM MINH TEN ung ho'],
    two: [500_000, `${codes.two} va ${codes.near}`],
    nobody: [500_000, 'ung ho dong bao'],
    nearOther: [400_000, `${mistyped(codes.near)} ung ho`],
    cut: [500_000, 'gui chung'],
    small: [200_000, 'gui them'],
    race: [300_000, 'gui'],
    large: [40_000_000, 'gui lon'],
    wrong: [123_000, 'VU THI SAI ung ho'],
    lost: [5_000, 'khong biet ai'],
    byCode: [700_000, `${codes.byCode} ung ho`],
    byHand: [800_000, 'ung ho'],
    sought: [654_321, 'Hoà Bình gửi đồng bào'],
    soughtCode: [77_000, `${codes.sought} gui`],
    bad: [9_000, 'gui nham'],
  }) satisfies Record<string, readonly [number, string]>;
type GiftName = keyof ReturnType<typeof giftsOf>;

const full = { state: 'closed', fulfilment: 'full' };
const open = { state: 'open', fulfilment: 'none' };

describe.each(engines)('the workbench on %s', (engine) => {
  let place: Place;
  let cms: Cms;
  let second: Person;
  let folder: string;
  let codes: Codes;
  let ids: ReadonlyMap<string, number>;

  async function pledgeAll(): Promise<Codes> {
    const made = await Promise.all(
      Object.entries(promised).map(async ([key, [name, amount]]) => {
        const donor = { kind: 'individual', origin: 'domestic', name, phone: '0912 345 678' };
        const answer = await submitPledge(cms, `workbench-${key}`, pledgeBody(amount, { donor }));
        return [key, (await jsonOf<PledgeAnswer>(answer)).code] as const;
      }),
    );
    return Object.fromEntries(made) as Codes;
  }

  /** The second person lets large lines into the books. */
  async function confirmHolds(count: number): Promise<void> {
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

  /** Imports all gifts and waits until the workbench knows them; gives their ids. */
  async function receiveAll(): Promise<ReadonlyMap<string, number>> {
    const gifts = Object.entries(giftsOf(codes));
    const rows: TestRow[] = gifts.map(([reference, [amountVnd, memo]]) => ({
      ...{ bookedOn: '10/09/2024', reference, amountVnd, memo },
    }));
    const file = path.join(folder, 'sao-ke.csv');
    await writeVietcombankCsv(file, { account, openingVnd: 0, rows });
    const view = await jsonOf<{ id: number; version: number }>(
      await uploadStatement(cms, account, 'sao-ke.csv', await readFile(file)),
    );
    await adminPost(cms, `/donations/statements/${view.id}/accept`, { version: view.version });
    await confirmHolds(1);
    const known = await eventually(
      () =>
        askDatabase<{ id: number; number: string }>(
          place,
          'select donation_id as id, donation_number as number from pledges_identifications',
        ),
      (found) => found.length === rows.length,
    );
    return new Map(
      known.map(({ id, number }) => [gifts[Number(number.split('-')[1]) - 1]?.[0] ?? '', id]),
    );
  }

  const find = async (id: number) =>
    jsonOf<Detail>(await cms.adminFetch(`/pledges/workbench/${id}`));
  const gift = (name: GiftName) => find(Number(ids.get(name)));
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
    codes = await pledgeAll();
    ids = await receiveAll();
  });
  afterAll(async () => {
    await cms.stop();
    await place.remove();
    await rm(folder, { recursive: true });
  });

  it('suggests by falling certainty and settles only what is certain by itself', async () => {
    const names = ['certain', 'near', 'named', 'two', 'nobody', 'nearOther'] as const;
    const found = await Promise.all(names.map(gift));
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
    expect(await statusOf(codes.certain)).toMatchObject(full);
    expect(await statusOf(codes.near)).toMatchObject(open);
  });

  it('settles once, and gives everything back, the suggestion too', async () => {
    const near = await gift('near');
    const shares = [{ code: codes.near, amountVnd: '500000' }];
    const settled = await done(await send(near, 'settle', { shares }));
    expect(settled).toMatchObject({ state: 'settled', remainingVnd: '0' });
    expect(await statusOf(codes.near)).toMatchObject(full);
    // The same once more, as a second click does.
    expect(await refusal(await send(near, 'settle', { shares }))).toEqual([409, 'version-stale']);

    const undo = { settlement: settled.settlements[0]?.id, reason: 'nhầm người' };
    const undone = await done(await send(settled, 'undo', undo));
    expect(undone).toMatchObject({ state: 'suggested', remainingVnd: '500000' });
    expect(undone.suggestions).toMatchObject([{ code: codes.near, pass: 'near-code' }]);
    expect(await statusOf(codes.near)).toMatchObject(open);
  });

  it('cuts a donation, fills a pledge from several, and undoes one part', async () => {
    const { cutOne: one, cutTwo: other } = codes;
    const [large, small] = await Promise.all([gift('cut'), gift('small')]);
    const parts = (first: string, rest: string) => ({
      shares: [
        { code: one, amountVnd: first },
        { code: other, amountVnd: rest },
      ],
    });
    expect(await refusal(await send(large, 'settle', parts('300000', '200001')))).toEqual([
      ...[422, 'amount-exceeds-donation'],
    ]);
    const cut = await done(await send(large, 'settle', parts('300000', '200000')));
    await done(await send(small, 'settle', { shares: [{ code: other, amountVnd: '200000' }] }));
    expect(await statusOf(one)).toMatchObject(full);
    expect(await statusOf(other)).toMatchObject(full);

    const undo = { settlement: cut.settlements.find(({ code }) => code === other)?.id };
    expect(await refusal(await send(cut, 'undo', undo))).toEqual([422, 'reason-missing']);
    const undone = await done(await send(cut, 'undo', { ...undo, reason: 'nhầm người' }));
    expect(undone).toMatchObject({ remainingVnd: '200000', state: 'settled' });
    expect(await statusOf(other)).toMatchObject({ state: 'open', fulfilment: 'partial' });
    const again = { ...undo, reason: 'lần nữa' };
    expect(await refusal(await send(undone, 'undo', again))).toEqual([409, 'undone-already']);

    const shares = [{ code: other, amountVnd: '150000' }];
    expect(await done(await send(undone, 'settle', { shares }))).toMatchObject({
      remainingVnd: '50000',
    });
    const [row] = await askDatabase<{ settled: string | number }>(
      place,
      `select settled_vnd as settled from pledges_pledges where code = '${other}'`,
    );
    expect(Number(row?.settled)).toBe(350_000);
  });

  it('lets one of two officers win', async () => {
    const wanted = await gift('race');
    const ask = (code: string) =>
      send(wanted, 'settle', { shares: [{ code, amountVnd: '300000' }] });
    const { raceOne: one, raceTwo: other } = codes;
    const answers = await Promise.all([ask(one), ask(other), ask(one), ask(other)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    const now = await gift('race');
    expect(now.settledVnd).toBe('300000');
    expect(now.settlements).toHaveLength(1);
  });

  it('asks a second person for what is large', async () => {
    const { large: code, more } = codes;
    const large = await gift('large');
    const shares = [{ code, amountVnd: '40000000' }];
    const proposed = await done(await send(large, 'settle', { shares }));
    expect(proposed).toMatchObject({ state: 'waiting', waitingVnd: '40000000', settledVnd: '0' });
    expect(await statusOf(code)).toMatchObject(open);
    expect(
      await refusal(await send(proposed, 'settle', { shares: [{ code: more, amountVnd: '1' }] })),
    ).toEqual([409, 'nothing-left']);
    expect(await refusal(await send(proposed, 'confirm'))).toEqual([403, 'second-person-needed']);
    const withdrawn = await done(await send(proposed, 'withdraw'));
    expect(withdrawn).toMatchObject({ state: 'unidentified', waitingVnd: '0' });

    const { version } = await done(await send(withdrawn, 'settle', { shares }));
    const confirm = () =>
      second.send('POST', `/pledges/workbench/${large.id}/confirm`, { version });
    const confirmed = await done(await confirm());
    expect(confirmed).toMatchObject({ settledVnd: '40000000', waitingVnd: '0', proposals: [] });
    expect(await refusal(await confirm())).toEqual([409, 'version-stale']);
    expect(await statusOf(code)).toMatchObject(full);
  });

  it('forgets a suggestion that was dismissed, and keeps what was looked at apart', async () => {
    const [wrong, lost] = await Promise.all([gift('wrong'), gift('lost')]);
    expect(wrong.suggestions).toMatchObject([{ code: codes.wrong, pass: 'name' }]);
    const dismissed = await done(await send(wrong, 'dismiss', { code: codes.wrong }));
    expect(dismissed).toMatchObject({ state: 'unidentified', suggestions: [] });
    const checked = await done(await send(lost, 'check'));
    expect(checked.state).toBe('checked');
    expect((await done(await send(checked, 'check', { checked: false }))).state).toBe(
      'unidentified',
    );
  });

  it('undoes what a reversed donation had settled', async () => {
    const { byCode, byHand } = codes;
    const [coded, plain] = await Promise.all([gift('byCode'), gift('byHand')]);
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
      const late = { shares: [{ code: byHand, amountVnd: '1' }] };
      expect(await refusal(await send(now, 'settle', late))).toEqual([
        ...[409, 'donation-reversed-already'],
      ]);
    }
    for (const code of [byCode, byHand]) expect(await statusOf(code)).toMatchObject(open);
  });

  it('finds donations by memo, code, amount, day and number, in each list', async () => {
    const code = codes.sought;
    const sought = await gift('sought');
    const found = async (state: string, q: string) =>
      (await list(state, q)).rows.map(({ id }) => id);
    for (const q of ['hòa binh', 'HOA BI', '654.321', '654.321 đ', sought.number]) {
      expect([q, await found('unidentified', q)]).toEqual([q, [sought.id]]);
    }
    expect(await found('unidentified', '10/09/2024')).toContain(sought.id);
    expect(await found('unidentified', '11/09/2024')).toEqual([]);
    expect(await found('certain', code)).toEqual([ids.get('soughtCode')]);
    expect(await found('unidentified', code)).toEqual([]);
    expect(await found('unidentified', '\' & | ! ( * "')).toContain(sought.id);
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
    const given = await gift('bad');
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
      expect((await refusal(await send(given, action, body)))[1]).toBe(code);
    }
    expect((await cms.adminFetch('/pledges/workbench?state=x')).status).toBe(422);
    expect((await cms.adminFetch('/pledges/workbench/999999')).status).toBe(404);
    expect((await cms.fetch('/pledges/workbench?state=settled')).status).toBe(401);
    expect(await gift('bad')).toEqual(given);
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
