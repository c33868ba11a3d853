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
import { invite, type Person } from '../../../tests/harness/editors.ts';
import { writeVietcombankCsv, type TestRow } from '../../../tests/harness/statement-file.ts';

const account = '0000000000';
const large = 50_000_000;

interface View {
  id: number;
  number: string;
  version: number;
  state: string;
  posted: number;
  held: { count: number; amountVnd: string };
  overriddenBy: string | null;
  overrideReason: string | null;
}

interface Line {
  id: number;
  number: string;
  class: string;
  readClass: string;
  amountVnd: string;
  memo: string;
  holdState: string | null;
  donation: { number: string; isStanding: boolean } | null;
  donations: { number: string; amountVnd: string; reasonCode: string | null }[];
}

interface Hold {
  id: number;
  version: number;
  lineId: number;
  amountVnd: string;
  reason: string;
  isMine: boolean;
}

const row = (amountVnd: number, memo: string, reference: string): TestRow => ({
  ...{ bookedOn: '10/09/2024', reference, amountVnd, memo },
});

describe.each(engines)('the books on %s', (engine) => {
  let place: Place;
  let cms: Cms;
  let second: Person;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'chung-tay-books-'));
    place = await freshPlace(engine);
    cms = await startCms(place);
    second = await invite(cms, 'strapi-super-admin', 'binh');
  });
  afterAll(async () => {
    await cms.stop();
    await place.remove();
    await rm(folder, { recursive: true });
  });

  const codeOf = async (answer: Response) =>
    answer.ok ? 'done' : (await jsonOf<{ code: string }>(answer)).code;
  const viewOf = async (id: number) =>
    jsonOf<View>(await cms.adminFetch(`/donations/statements/${id}`));

  async function fileOf(rows: readonly TestRow[], other: object = {}) {
    const file = path.join(folder, `${Math.random()}.csv`);
    await writeVietcombankCsv(file, { account, openingVnd: 0, rows, ...other });
    return readFile(file);
  }
  const posted = (id: number, rows: number) =>
    eventually(
      () => viewOf(id),
      (view) => view.posted === rows,
    );
  async function book(rows: readonly TestRow[]): Promise<View> {
    const view = await jsonOf<View>(
      await uploadStatement(cms, account, 'a.csv', await fileOf(rows)),
    );
    const at = `/donations/statements/${view.id}/accept`;
    expect(await codeOf(await adminPost(cms, at, { version: view.version }))).toBe('done');
    return posted(view.id, rows.length);
  }
  const holds = async (who: Pick<Cms, 'adminFetch'> = cms) =>
    jsonOf<{ holds: Hold[]; total: { count: number; amountVnd: string } }>(
      await who.adminFetch('/donations/holds'),
    );
  const holdOf = async (lineId: number) =>
    (await holds()).holds.find((hold) => hold.lineId === lineId);
  const linesOf = async (query: string) =>
    (await jsonOf<{ lines: Line[] }>(await cms.adminFetch(`/donations/lines?${query}`))).lines;
  const lineOf = async (id: number) => jsonOf<Line>(await cms.adminFetch(`/donations/lines/${id}`));
  const standing = async () => {
    const [sums] = await askDatabase<{ count: number | string; amount: number | string }>(
      place,
      'select count(*) as count, coalesce(sum(amount_vnd), 0) as amount from donations_donations',
    );
    return { records: Number(sums?.count), amountVnd: Number(sums?.amount) };
  };
  const publicTotal = async () => {
    const { figures } = await jsonOf<{
      figures: { name: string; amountVnd: string; rows: number }[];
    }>(await cms.fetch('/api/statistics/totals'));
    const figure = figures.find(({ name }) => name === 'received.cash');
    return { amountVnd: Number(figure?.amountVnd), rows: figure?.rows };
  };
  const untilPublic = async (amountVnd: number) =>
    expect(await eventually(publicTotal, (total) => total.amountVnd === amountVnd)).toMatchObject({
      amountVnd,
    });

  it('hold a large gift until another officer confirms it', async () => {
    const view = await book([
      row(large, 'CONG TY X ung ho', 'H1'),
      row(9_999_999, 'vua du', 'H2'),
      row(-11_000, 'THU PHI SMS', 'H3'),
    ]);
    expect(view.held).toEqual({ count: 1, amountVnd: String(large) });
    expect(await standing()).toEqual({ records: 1, amountVnd: 9_999_999 });
    const { holds: waiting, total } = await holds();
    expect(total).toEqual({ count: 1, amountVnd: String(large) });
    expect(waiting).toMatchObject([{ reason: 'second-person', isMine: true }]);
    const [hold] = waiting;
    const at = `/donations/holds/${hold?.id}/confirm`;
    expect(await codeOf(await adminPost(cms, at, { version: hold?.version }))).toBe(
      'second-person-needed',
    );
    expect(await codeOf(await second.send('POST', at, { version: 99 }))).toBe('version-stale');
    const both = await Promise.all(
      [1, 2].map(() => second.send('POST', at, { version: hold?.version })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await standing()).toEqual({ records: 2, amountVnd: 9_999_999 + large });
    await untilPublic(9_999_999 + large);
    expect((await viewOf(view.id)).held.count).toBe(0);
    expect(await codeOf(await second.send('POST', '/donations/holds/999/confirm'))).toBe(
      'hold-not-found',
    );
  });

  it('answer a wrong gift by its equal and opposite, once', async () => {
    await book([row(300_000, 'nham', 'R1')]);
    const [line] = await linesOf('q=nham');
    const before = await standing();
    const ask = (other: object = {}) =>
      adminPost(cms, '/donations/reversals', {
        ...{ number: line?.donation?.number, reasonCode: 'refunded', reason: 'Chuyển nhầm' },
        ...other,
      });
    expect(await codeOf(await ask({ reason: ' ' }))).toBe('reason-missing');
    expect(await codeOf(await ask({ reasonCode: 'vi-the' }))).toBe('choice-unknown');
    expect(await codeOf(await ask({ number: 'SK999999-1' }))).toBe('donation-not-found');
    const codes = await Promise.all([1, 2, 3].map(async () => codeOf(await ask())));
    expect(codes.sort()).toEqual([
      'donation-reversed-already',
      'donation-reversed-already',
      'done',
    ]);
    expect(await codeOf(await ask({ number: `${line?.number}.1` }))).toBe('donation-is-reversal');
    expect(await standing()).toEqual({
      records: before.records + 1,
      amountVnd: before.amountVnd - 300_000,
    });
    const [pair] = await askDatabase<Record<string, unknown>>(
      place,
      `select o.amount_vnd + r.amount_vnd as sum, o.campaign_code = r.campaign_code and o.unit_code = r.unit_code
         and o.kind = r.kind and o.source = r.source and o.account_number = r.account_number
         and o.line_id = r.line_id and r.line_step = 1 as same
       from donations_donations r join donations_donations o on o.id = r.reverses_id
       where r.reason_code = 'refunded'`,
    );
    expect([Number(pair?.sum), Boolean(pair?.same)]).toEqual([0, true]);
    await untilPublic(before.amountVnd - 300_000);
  });

  it('take a line out that was no gift, and bring one in that was', async () => {
    await book([row(70_000, 'tien thue nha', 'C1'), row(80_000, 'hoan phi cho dan', 'C2')]);
    const before = await standing();
    const [gift] = await linesOf('q=thue+nha');
    const [other] = await linesOf('q=hoan+phi');
    expect([gift?.class, other?.class]).toEqual(['donation', 'refund']);
    const say = async (id: number | undefined, toClass: string, reason = 'Đối chiếu chứng từ') =>
      codeOf(await adminPost(cms, `/donations/lines/${id}/reclassify`, { class: toClass, reason }));
    expect(await say(gift?.id, 'donation')).toBe('line-class-unchanged');
    expect(await say(gift?.id, 'other', '')).toBe('reason-missing');
    expect(await say(gift?.id, 'qua-tang')).toBe('choice-unknown');
    expect(await say(999, 'other')).toBe('line-not-found');
    expect(await say(gift?.id, 'other')).toBe('done');
    expect(await say(other?.id, 'donation')).toBe('done');
    expect((await standing()).amountVnd).toBe(before.amountVnd - 70_000 + 80_000);
    expect(await say(gift?.id, 'donation', 'Đúng là khoản ủng hộ')).toBe('done');
    const line = await lineOf(gift?.id ?? 0);
    expect(line).toMatchObject({
      ...{ class: 'donation', readClass: 'donation' },
      reclassifications: [
        { from: 'donation', to: 'other', reason: 'Đối chiếu chứng từ' },
        { from: 'other', to: 'donation' },
      ],
    });
    expect(line.donations).toMatchObject([
      { number: line.number, amountVnd: '70000', reasonCode: null },
      { number: `${line.number}.1`, amountVnd: '-70000', reasonCode: 'misclassified' },
      { number: `${line.number}.2`, amountVnd: '70000', reasonCode: null },
    ]);
    const [fee] = await linesOf('q=THU+PHI');
    expect(await say(fee?.id, 'donation')).toBe('line-is-no-credit');
  });

  it('hold a large line that is brought in, and let go of one that is taken out', async () => {
    await book([row(large, 'hoan phi lon', 'D1'), row(large, 'lon khong phai', 'D2')]);
    const before = await standing();
    const [refund] = await linesOf('q=hoan+phi+lon');
    const [wrong] = await linesOf('q=lon+khong');
    const say = (id: number | undefined, toClass: string) =>
      second.send('POST', `/donations/lines/${id}/reclassify`, {
        class: toClass,
        reason: 'Xem lại',
      });
    await say(wrong?.id, 'internal-transfer');
    await say(refund?.id, 'donation');
    expect(await standing()).toEqual(before);
    expect(await holdOf(wrong?.id ?? 0)).toBeUndefined();
    // Now it was the second officer who brought it in: the first one confirms.
    const hold = await holdOf(refund?.id ?? 0);
    expect(hold).toMatchObject({ isMine: false, amountVnd: String(large) });
    const at = `/donations/holds/${hold?.id}/confirm`;
    expect(await codeOf(await second.send('POST', at, { version: hold?.version }))).toBe(
      'second-person-needed',
    );
    expect(await codeOf(await adminPost(cms, at, { version: hold?.version }))).toBe('done');
    expect((await standing()).amountVnd).toBe(before.amountVnd + large);
    // Brought back in, a line is held anew.
    await say(wrong?.id, 'donation');
    expect((await holdOf(wrong?.id ?? 0))?.version).toBe(3);
  });

  it('keep late money to a closed campaign waiting', async () => {
    await askDatabase(
      place,
      "update donations_campaigns set state = 'closed', ends_on = '2024-09-30' where code = 'trinh-dien'",
    );
    const late = { ...row(20_000, 'den muon', 'M1'), bookedOn: '01/10/2024' };
    const inTime = { ...row(20_000, 'kip luc', 'M2'), bookedOn: '30/09/2024' };
    await eventually(
      async () => jsonOf<{ state: string }[]>(await cms.fetch('/api/donations/campaigns')),
      ([campaign]) => campaign?.state === 'closed',
    );
    const view = await book([inTime, late]);
    expect(view.held).toEqual({ count: 1, amountVnd: '20000' });
    const [line] = await linesOf('q=den+muon');
    expect(await holdOf(line?.id ?? 0)).toMatchObject({ reason: 'campaign-closed' });
  });

  it('accept what cannot be proved by another officer only, who says why', async () => {
    const bytes = await fileOf([row(40_000, 'lech so du', 'O1')], { closingVnd: 41_000 });
    const refused = await uploadStatement(cms, account, 'lech.csv', bytes);
    expect(await codeOf(refused)).toBe('statement-does-not-balance');
    const { statements } = await jsonOf<{ statements: View[] }>(
      await cms.adminFetch('/donations/statements'),
    );
    const failed = statements.find(({ state }) => state === 'control-failed');
    const view = await viewOf(failed?.id ?? 0);
    expect(view).toMatchObject({ newCount: 1, sample: [{ memo: 'lech so du' }] });
    const at = `/donations/statements/${view.id}`;
    const step = { version: view.version, reason: 'Ngân hàng xác nhận bằng văn bản' };
    expect(await codeOf(await adminPost(cms, `${at}/accept`, step))).toBe(
      'statement-event-not-possible',
    );
    expect(await codeOf(await adminPost(cms, `${at}/override`, step))).toBe('second-person-needed');
    expect(
      await codeOf(await second.send('POST', `${at}/override`, { ...step, reason: ' ' })),
    ).toBe('reason-missing');
    expect(await codeOf(await second.send('POST', `${at}/override`, step))).toBe('done');
    expect(await posted(view.id, 1)).toMatchObject({
      ...{
        state: 'accepted',
        overrideReason: step.reason,
        refusal: { code: 'statement-does-not-balance' },
      },
    });
    expect(await countOf(place, 'donations_staged_rows')).toBe(0);
    expect(await codeOf(await uploadStatement(cms, account, 'lech.csv', bytes))).toBe('done');
  });

  it('add up: every line by its class, the journal by its cells', async () => {
    const wrong = await askDatabase(
      place,
      `select l.id, l.amount_vnd, c.class, t.total from donations_lines l
       join (select x.id, coalesce((select r.to_class from donations_reclassifications r
           where r.line_id = x.id order by r.id desc limit 1), x.class) as class from donations_lines x) c on c.id = l.id
       join (select y.id, coalesce(sum(d.amount_vnd), 0) as total, count(d.reverses_id) as reversals,
           max(case when h.state = 'waiting' then 1 else 0 end) as waiting
         from donations_lines y left join donations_donations d on d.line_id = y.id
         left join donations_holds h on h.line_id = y.id group by y.id) t on t.id = l.id
       where not (t.total = 0 and (c.class <> 'donation' or t.waiting = 1 or t.reversals > 0)
         or t.total = l.amount_vnd and c.class = 'donation' and t.waiting = 0)`,
    );
    expect(wrong).toEqual([]);
    await expect(
      askDatabase(place, "update donations_reclassifications set reason = 'x'"),
    ).rejects.toThrow(/append-only/);
    expect(await operate(place, ['figures', 'recompute', '--check'])).toMatchObject({ code: 0 });
    expect(await operate(place, ['journal', 'verify'])).toMatchObject({ code: 0 });
  });
});
