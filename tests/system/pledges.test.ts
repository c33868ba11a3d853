import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import {
  adminPost,
  engines,
  eventually,
  freshPlace,
  jsonOf,
  pledgeBody,
  startCms,
  submitPledge,
  type Cms,
  type Place,
  type PledgeAnswer,
} from '../harness/index.ts';

interface Problem {
  code: string;
  status: number;
  messages: { vi: string; en: string };
  problems?: { field: string; code: string; messages: { vi: string; en: string } }[];
}

const cash = (amount: unknown) =>
  pledgeBody('1', { lines: [{ kind: 'cash', currency: 'VND', amount }] });

describe.each(engines)('promises on %s', (engine) => {
  let place: Place;
  let cms: Cms;
  beforeAll(async () => {
    place = await freshPlace(engine);
    cms = await startCms(place);
  });
  afterAll(async () => {
    await cms.stop();
    await place.remove();
  });

  const pledged = async () => {
    const totals = await jsonOf<{ figures: { name: string; rows: number; amountVnd: string }[] }>(
      await cms.fetch('/api/statistics/totals'),
    );
    return totals.figures.find(({ name }) => name === 'pledged.cash');
  };

  it('are the same for the same key and body, byte by byte', async () => {
    const first = await submitPledge(cms, 'same-key-1');
    const again = await submitPledge(cms, 'same-key-1');
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(first.headers.get('Idempotent-Replayed')).toBeNull();
    expect(again.headers.get('Idempotent-Replayed')).toBe('true');
    expect(await again.text()).toBe(await first.text());
    const other = await submitPledge(cms, 'same-key-1', pledgeBody('600000'));
    expect(other.status).toBe(422);
    expect(await other.json()).toMatchObject({ code: 'key-reused' });
  });

  it('become fifty when a thousand submits share fifty keys', async () => {
    const other = engine === 'postgres' ? await startCms(place) : cms;
    const answers = await Promise.all(
      Array.from({ length: 1000 }, async (_, index) => {
        const answer = await submitPledge(index % 2 === 0 ? cms : other, `many-keys-${index % 50}`);
        expect([200, 201]).toContain(answer.status);
        return (await jsonOf<PledgeAnswer>(answer)).code;
      }),
    );
    expect(new Set(answers).size).toBe(50);
    const figure = await eventually(pledged, (each) => each?.rows === 51);
    expect(figure).toMatchObject({ rows: 51, amountVnd: String(51 * 500_000) });
    if (other !== cms) await other.stop();
  });

  it('show nothing personal by code, and everything by token', async () => {
    const { code, token } = await jsonOf<PledgeAnswer>(await submitPledge(cms, 'token-key-1'));
    const status = await cms.fetch(`/api/pledges/status/${code.toLowerCase()}`);
    expect(await status.json()).toEqual({
      ...{ code, state: 'open', publicState: 'waiting', fulfilment: 'none' },
    });
    const mine = await cms.fetch('/api/pledges/mine', { headers: { 'Pledge-Token': token } });
    expect(mine.headers.get('Cache-Control')).toContain('no-store');
    expect(await mine.json()).toMatchObject({ code, donor: { name: 'Trần Thị Bích' } });
    const guessed = await cms.fetch('/api/pledges/mine', {
      headers: { 'Pledge-Token': 'A'.repeat(43) },
    });
    expect(guessed.status).toBe(404);
  });

  it('are withdrawn by their donor once, and leave the promised total', async () => {
    const before = await eventually(pledged, (each) => each?.rows === 52);
    const { token, code } = await jsonOf<PledgeAnswer>(await submitPledge(cms, 'withdraw-1'));
    await eventually(pledged, (each) => each?.rows === 53);
    const withdraw = () =>
      cms.fetch('/api/pledges/withdraw', { method: 'POST', headers: { 'Pledge-Token': token } });
    expect(await (await withdraw()).json()).toMatchObject({ code, publicState: 'withdrawn' });
    expect((await withdraw()).status).toBe(409);
    expect(await eventually(pledged, (each) => each?.rows === 52)).toEqual(before);
  });

  it('with a risk wait for a person', async () => {
    const body = pledgeBody('1000', { message: '<script>alert(1)</script>' });
    const { code, state } = await jsonOf<PledgeAnswer>(await submitPledge(cms, 'risky-001', body));
    expect(state).toBe('needs-review');
    const row = await jsonOf<{ results: { id: number; message: string }[] }>(
      await cms.adminFetch(`/content-manager/collection-types/plugin::pledges.pledge?_q=${code}`),
    );
    expect(row.results[0]?.message).toBe('<script>alert(1)</script>');
    const approved = await adminPost(cms, `/pledges/${row.results[0]?.id}/approve`);
    expect(await approved.json()).toMatchObject({ code, state: 'open' });
  });

  describe('answer bad input with a code in both languages and change nothing', () => {
    test.each([
      ['amount 0', cash('0'), 'lines.0.amount', 'amount-not-positive'],
      ['amount 1.5', cash('1.5'), 'lines.0.amount', 'amount-not-whole'],
      ['amount -1', cash('-1'), 'lines.0.amount', 'amount-not-positive'],
      ['amount 10^14', cash('100000000000000'), 'lines.0.amount', 'amount-too-large'],
      ['amount 1e6', cash('1e6'), 'lines.0.amount', 'amount-not-digits'],
      ['full-width digits', cash('５００'), 'lines.0.amount', 'amount-not-digits'],
      ['a number instead of text', cash(500_000), 'lines.0.amount', 'field-not-text'],
      ['an unknown field', pledgeBody('1', { idNumber: '001' }), 'idNumber', 'field-unknown'],
      [
        'a long message',
        pledgeBody('1', { message: 'x'.repeat(5000) }),
        'message',
        'text-too-long',
      ],
    ])('%s', async (name, body, field, code) => {
      const answer = await submitPledge(cms, `bad-${name.replaceAll(/[^a-z0-9]/g, '-')}-1`, body);
      expect(answer.status).toBe(422);
      expect(answer.headers.get('Content-Type')).toContain('application/problem+json');
      const problem = await jsonOf<Problem>(answer);
      expect(problem.code).toBe('submission-invalid');
      expect(problem.problems).toMatchObject([{ field, code }]);
      for (const { messages } of problem.problems ?? []) {
        expect(messages.vi).not.toBe(messages.en);
      }
    });

    test.each([
      ['no key', '', pledgeBody(), 400, 'key-missing'],
      ['a short key', 'abc', pledgeBody(), 422, 'key-malformed'],
      ['broken JSON', 'broken-json-1', '{"campaign":', 400, 'body-malformed'],
      [
        'a megabyte',
        'megabyte-1',
        pledgeBody('1', { message: 'x'.repeat(1_000_000) }),
        413,
        'body-too-large',
      ],
      [
        'an unknown campaign',
        'campaign-1',
        pledgeBody('1', { campaign: 'khong-co' }),
        404,
        'campaign-not-found',
      ],
      [
        'an unknown province',
        'province-1',
        pledgeBody('1', { wish: { locality: 'vn34:99' } }),
        422,
        'locality-unknown',
      ],
      [
        'unknown goods',
        'goods-001',
        pledgeBody('1', {
          lines: [{ kind: 'goods', item: 'khong-co', quantity: '1', unit: 'kg' }],
        }),
        422,
        'item-unknown',
      ],
    ])('%s', async (_, key, body, status, code) => {
      const answer = await submitPledge(cms, key, body);
      expect(answer.status).toBe(status);
      const problem = await jsonOf<Problem>(answer);
      expect(problem).toMatchObject({ code, status });
      expect(problem.messages.vi).not.toBe(problem.messages.en);
    });

    test('a code that is none', async () => {
      const answer = await cms.fetch('/api/pledges/status/VDXH1234567800');
      expect([answer.status, (await jsonOf<Problem>(answer)).code]).toEqual([
        422,
        'reference-code-invalid',
      ]);
      const unknown = await cms.fetch('/api/pledges/status/VDXH0000000195');
      expect([unknown.status, (await jsonOf<Problem>(unknown)).code]).toEqual([
        404,
        'pledge-not-found',
      ]);
    });

    test('an address that does not exist', async () => {
      const answer = await cms.fetch('/api/pledges');
      expect(answer.status).toBeGreaterThanOrEqual(404);
      expect(answer.status).toBeLessThan(500);
      expect((await cms.fetch('/api/khong-co')).status).toBe(404);
    });

    test('names are stored in NFC', async () => {
      const donor = {
        kind: 'individual',
        origin: 'domestic',
        name: 'Đặng Hữu Nghĩa'.normalize('NFD'),
      };
      const { token } = await jsonOf<PledgeAnswer>(
        await submitPledge(cms, 'nfd-name-1', pledgeBody('1', { donor })),
      );
      const mine = await cms.fetch('/api/pledges/mine', { headers: { 'Pledge-Token': token } });
      expect((await jsonOf<{ donor: { name: string } }>(mine)).donor.name).toBe(
        'Đặng Hữu Nghĩa'.normalize('NFC'),
      );
    });

    test('nothing of it was counted', async () => {
      expect((await eventually(pledged, (each) => each?.rows === 54))?.rows).toBe(54);
    });
  });
});
