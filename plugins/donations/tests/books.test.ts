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
import { expectShape } from '../../../tests/harness/openapi.ts';
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

  it('tie a refund of the bank to the gift that it gives back', async () => {
    await book([
      row(1_234_000, 'gui nham', 'F1.0001'),
      row(1_234_000, 'gui dung', 'F1.0002'),
      row(-1_234_000, 'HOAN TRA GIAO DICH F1.0001', 'F2.0001'),
      row(-1_234_000, 'HUY GIAO DICH F1.0002', 'F2.0002'),
    ]);
    const before = await standing();
    const [gift, right, refund, reversal] = await Promise.all(
      ['gui+nham', 'gui+dung', 'HOAN+TRA', 'HUY+GIAO'].map(
        async (q) => (await linesOf(`q=${q}`))[0],
      ),
    );
    const { candidates } = await jsonOf<{ candidates: { number: string; signs: string[] }[] }>(
      await cms.adminFetch(`/donations/lines/${refund?.id}/refunds`),
    );
    expect(candidates).toMatchObject([
      { number: gift?.number, signs: ['reference'] },
      { number: right?.number, signs: [] },
    ]);
    const tie = async (id: number | undefined, number: string | undefined) =>
      codeOf(
        await adminPost(cms, `/donations/lines/${id}/refund`, { number, reason: 'Theo đề nghị' }),
      );
    expect(await tie(gift?.id, right?.number)).toBe('line-is-no-refund');
    const [other] = await linesOf('q=vua+du');
    expect(await tie(refund?.id, other?.number)).toBe('refund-amount-differs');
    const codes = await Promise.all([1, 2].map(() => tie(refund?.id, gift?.number)));
    expect(codes.sort()).toEqual(['done', 'line-tied-already']);
    expect(await tie(reversal?.id, gift?.number)).toBe('donation-reversed-already');
    expect(await tie(reversal?.id, right?.number)).toBe('done');
    expect((await standing()).amountVnd).toBe(before.amountVnd - 2 * 1_234_000);
    expect((await lineOf(gift?.id ?? 0)).donations[1]).toMatchObject({ reasonCode: 'refunded' });
    expect((await lineOf(right?.id ?? 0)).donations[1]).toMatchObject({
      reasonCode: 'bank-reversed',
    });
  });

  it('move a gift to the campaign where it belongs', async () => {
    await askDatabase(
      place,
      `insert into donations_campaigns (document_id, code, name_vi, name_en, state, memo_names, unit_code, created_at, updated_at, published_at)
       select 'thuhaithuhaithuhaithuhai', 'dot-hai', 'Đợt hai', 'Second', 'open', memo_names, unit_code, created_at, updated_at, published_at
       from donations_campaigns where code = 'trinh-dien'`,
    );
    await book([row(90_000, 'ung ho dot hai', 'W1')]);
    const before = await standing();
    const [line] = await linesOf('q=ho+dot+hai');
    const move = async (toCampaign: string) =>
      codeOf(
        await adminPost(cms, '/donations/reversals', {
          ...{ number: line?.donation?.number, reasonCode: 'wrong-campaign', toCampaign },
          reason: 'Nội dung ghi đợt hai',
        }),
      );
    expect(await move('khong-co')).toBe('campaign-not-found');
    expect(await move('trinh-dien')).toBe('campaign-unchanged');
    await eventually(
      async () => jsonOf<unknown[]>(await cms.fetch('/api/donations/campaigns')),
      (campaigns) => campaigns.length === 2,
    );
    expect(await move('dot-hai')).toBe('done');
    expect(await standing()).toEqual({ ...before, records: before.records + 2 });
    const sums = await askDatabase<{ campaign_code: string; sum: number | string }>(
      place,
      `select campaign_code, sum(amount_vnd) as sum from donations_donations where line_id = ${line?.id}
       group by campaign_code order by campaign_code`,
    );
    expect(sums.map((sum) => [sum.campaign_code, Number(sum.sum)])).toEqual([
      ['dot-hai', 90_000],
      ['trinh-dien', 0],
    ]);
  });

  it('stay whole when officers do everything at once', async () => {
    await book([
      row(large, 'cung luc 1', 'S1'),
      row(11_000, 'cung luc 2', 'S2'),
      row(-11_000, 'HOAN TRA cung luc 3', 'S3'),
    ]);
    const lines = await linesOf('q=cung+luc');
    const ids = lines.map(({ id }) => id);
    const [largeLine, small, refund] = lines;
    const hold = await holdOf(largeLine?.id ?? 0);
    const asks = Array.from({ length: 12 }, (_, index) => {
      const id = ids[index % 2];
      const toClass = ['donation', 'other', 'interest'][index % 3];
      const reversal = { number: small?.number, reasonCode: 'entry-error', reason: 'Nhập sai' };
      return [
        second.send('POST', `/donations/lines/${id}/reclassify`, { class: toClass, reason: 'x' }),
        second.send('POST', `/donations/holds/${hold?.id}/confirm`, { version: 1 + (index % 4) }),
        adminPost(cms, '/donations/reversals', reversal),
        adminPost(cms, `/donations/lines/${refund?.id}/refund`, reversal),
      ];
    });
    const statuses = (await Promise.all(asks.flat())).map(({ status }) => status);
    expect(Math.max(...statuses)).toBeLessThan(500);
    expect(statuses).toContain(200);
  });

  it('are for officers with the permissions only', async () => {
    const editor = await invite(cms, 'newsroom-editor', 'chi');
    const routes = [
      ...['holds/1/confirm', 'lines/1/reclassify', 'lines/1/refund', 'reversals'],
      ...['line-rules', 'line-rules/1', 'day-differences/1/close', 'statements/1/override'],
    ];
    for (const at of routes) {
      const path = `/donations/${at}`;
      expect((await editor.send('POST', path)).status, at).toBe(403);
      expect((await cms.fetch(path, { method: 'POST' })).status, at).toBe(401);
    }
    for (const at of ['holds', 'lines', 'lines/1', 'line-rules', 'day-differences']) {
      expect((await editor.fetch(`/donations/${at}`)).status, at).toBe(403);
    }
  });

  it('queue the days of which two files tell differently', async () => {
    const on = (bookedOn: string, memo: string, reference: string) => ({
      ...{ bookedOn, reference, amountVnd: 5_000, memo },
    });
    const whole = ['12', '13', '14'].flatMap((day) =>
      ['a', 'b'].map((memo) => on(`${day}/03/2024`, memo, `E${day}${memo}`)),
    );
    await book(whole);
    // The next day goes on behind the end of the first file: nothing to look at.
    expect((await book([on('14/03/2024', 'c', 'E14c'), ...whole.slice(4)])).id).toBeGreaterThan(0);
    const queue = async () =>
      (
        await jsonOf<{
          differences: {
            id: number;
            version: number;
            day: string;
            state: string;
            bookedCount: number;
            fileCount: number;
            freshCount: number;
          }[];
        }>(await cms.adminFetch('/donations/day-differences'))
      ).differences.filter(({ day }) => day.startsWith('2024-03'));
    expect(await queue()).toEqual([]);
    const later = await book([
      on('12/03/2024', 'a', 'E12a'),
      ...whole.slice(2, 4),
      on('13/03/2024', 'x', 'E13x'),
      on('15/03/2024', 'd', 'E15d'),
    ]);
    expect(await viewOf(later.id)).toMatchObject({ differenceCount: 3 });
    const found = await queue();
    expect(found.toSorted((one, two) => (one.day < two.day ? -1 : 1))).toMatchObject([
      { day: '2024-03-12', bookedCount: 2, fileCount: 1, freshCount: 0 },
      { day: '2024-03-13', bookedCount: 3, fileCount: 3, freshCount: 1 },
      { day: '2024-03-14', bookedCount: 3, fileCount: 0, freshCount: 0 },
    ]);
    const [first] = found;
    const close = async (version: number | undefined, note: string) =>
      codeOf(
        await adminPost(cms, `/donations/day-differences/${first?.id}/close`, { version, note }),
      );
    expect(await close(first?.version, '')).toBe('reason-missing');
    expect(await close(9, 'Đã hỏi ngân hàng')).toBe('version-stale');
    expect(await close(first?.version, 'Đã hỏi ngân hàng')).toBe('done');
    expect(await close(first?.version, 'Đã hỏi ngân hàng')).toBe('difference-closed-already');
    expect((await queue()).at(-1)).toMatchObject({ id: first?.id, state: 'closed' });
  });

  it('read by rules that officers change, from the next import on', async () => {
    interface Rule {
      id: number;
      version: number;
      place: number;
      class: string;
      state: string;
      phrases: string[];
    }
    const rules = async () =>
      (await jsonOf<{ rules: Rule[] }>(await cms.adminFetch('/donations/line-rules'))).rules;
    const before = await rules();
    expect(before.length).toBeGreaterThan(5);
    await book([row(15_000, 'Góp quỹ nội bộ', 'Q1')]);
    const rule = {
      ...{ class: 'internal-transfer', direction: 'credit', match: 'words' },
      phrases: ['Quỹ nội bộ', 'quy  noi bo'],
    };
    const post = (at: string, body: object) => adminPost(cms, `/donations/line-rules${at}`, body);
    expect(await codeOf(await post('', { ...rule, phrases: [' '] }))).toBe('phrases-missing');
    expect(await codeOf(await post('', { ...rule, phrases: ['a'] }))).toBe('phrase-not-usable');
    expect(await codeOf(await post('', { ...rule, class: 'x' }))).toBe('choice-unknown');
    expect(await codeOf(await post('', { ...rule, class: 'donation', direction: 'any' }))).toBe(
      'rule-not-for-debits',
    );
    expect(await jsonOf(await post('/try', { ...rule, lines: 100 }))).toMatchObject({
      ...{ namedCount: 1, changedCount: 1 },
      changes: [{ from: 'donation', to: 'internal-transfer', memo: 'Góp quỹ nội bộ' }],
    });
    expect((await rules()).length).toBe(before.length);
    const { id } = await jsonOf<{ id: number }>(await post('', { ...rule, note: 'Theo quy chế' }));
    const added = (await rules()).find((known) => known.id === id);
    expect(added).toMatchObject({ place: before.length + 1, phrases: ['quy noi bo'] });
    const change = (body: object) => post(`/${id}`, body);
    expect(await codeOf(await change({ event: 'moved', version: 9, place: 1 }))).toBe(
      'version-stale',
    );
    expect(await codeOf(await change({ event: 'moved', version: 1, place: 1 }))).toBe('done');
    const ordered = await rules();
    expect(ordered[0]?.id).toBe(id);
    expect(ordered.map(({ place }) => place)).toEqual(ordered.map((_, index) => index + 1));
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await book([row(16_000, 'Góp quỹ nội bộ', 'Q2')]);
    const lines = await linesOf('q=Góp');
    expect(lines.map((line) => line.class).sort()).toEqual(['donation', 'internal-transfer']);
    expect(await codeOf(await change({ event: 'retired', version: 2 }))).toBe('done');
    expect((await rules()).at(-1)).toMatchObject({ id, state: 'retired' });
    expect(await codeOf(await change({ event: 'restored', version: 3 }))).toBe('done');
    expect(await codeOf(await post('/999', { event: 'retired', version: 1 }))).toBe(
      'rule-not-found',
    );
  });

  it('show the public every statement with its proof and its sums by class', async () => {
    const { statements } = await jsonOf<{
      statements: {
        openingVnd: string;
        closingVnd: string;
        classes: { class: string; count: number; amountVnd: string }[];
        control: { state: string; reason?: string };
        account: { number: string };
        rows: number;
        held: { count: number };
      }[];
    }>(await cms.fetch('/api/donations/ledger/statements'));
    expect(statements.length).toBeGreaterThan(8);
    expectShape('StatementPage', { statements, next: null });
    for (const { classes, openingVnd, closingVnd, rows, control } of statements) {
      const sum = classes.reduce((total, { amountVnd }) => total + Number(amountVnd), 0);
      if (control.state === 'proved') expect(sum).toBe(Number(closingVnd) - Number(openingVnd));
      expect(classes.reduce((total, { count }) => total + count, 0)).toBe(rows);
    }
    expect(statements.find(({ control }) => control.state === 'overridden')?.control).toMatchObject(
      {
        reason: 'Ngân hàng xác nhận bằng văn bản',
        fault: { code: 'statement-does-not-balance' },
      },
    );
    const first = statements.at(-1);
    expect(first).toMatchObject({ account: { number: account }, rows: 3 });
    expect(first?.classes.find((sum) => sum.class === 'fee')).toEqual({
      ...{ class: 'fee', count: 1, amountVnd: '-11000' },
    });
    for (const query of ['before=x', 'before=1&before=2', 'account=%00']) {
      const answer = await cms.fetch(`/api/donations/ledger/statements?${query}`);
      expect(await codeOf(answer), query).toBe('query-malformed');
    }
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
  });
});
