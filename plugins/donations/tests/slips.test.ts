import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import {
  adminPost,
  askDatabase,
  countOf,
  engines,
  eventually,
  freshPlace,
  jsonOf,
  startCms,
  submitPledge,
  type Cms,
  type Place,
} from '../../../tests/harness/index.ts';
import { invite, type Person } from '../../../tests/harness/editors.ts';

interface Slip {
  id: number;
  number: string;
  state: string;
  amountWords: string;
  voidReason: string | null;
  code?: string;
  problems?: { field: string; code: string }[];
}

interface Row {
  readonly number: string;
  readonly amount_vnd: string | number;
  readonly public_name: string | null;
  readonly public_memo: string;
  readonly source: string;
  readonly account_number: string | null;
  readonly reason_code: string | null;
}

const typed = {
  ...{ payerName: 'Nguyễn Văn Hồng', payerKind: 'individual', visibility: 'initials' },
  ...{ amount: '500.000', receivedOn: '2026-03-04', campaign: 'trinh-dien', unit: 'trung-uong' },
};

describe.each(engines)('slips of a counter on %s', (engine) => {
  let place: Place;
  let cms: Cms;
  let second: Person;
  beforeAll(async () => {
    place = await freshPlace(engine);
    cms = await startCms(place);
    second = await invite(cms, 'strapi-super-admin', 'nguoi-thu-hai');
  });
  afterAll(async () => {
    await cms.stop();
    await place.remove();
  });

  const issue = (other: object = {}, key: string = randomUUID()) =>
    adminPost(cms, '/donations/slips', { ...typed, ...other, key });
  const issued = async (other: object = {}) => jsonOf<Slip>(await issue(other));
  const donationsOf = (number: string) =>
    askDatabase<Row>(
      place,
      `select number, amount_vnd, public_name, public_memo, source, account_number, reason_code
       from donations_donations where number like '${number}%' order by id`,
    );
  const counted = async () => {
    const answer = await cms.fetch('/api/statistics/totals');
    const { figures } = await jsonOf<{
      figures: { measure: string; channel: string | null; amountVnd: string }[];
    }>(answer);
    const counter = figures.find(
      (each) => each.measure === 'received' && each.channel === 'counter',
    );
    return Number(counter?.amountVnd ?? 0);
  };

  /** The public total of counters, once it says what the books say. */
  async function published(): Promise<number> {
    const both = async () => {
      const [row] = await askDatabase<{ sum: string | number | null }>(
        place,
        "select sum(amount_vnd) as sum from donations_donations where source = 'counter-slip'",
      );
      return [Number(row?.sum ?? 0), await counted()] as const;
    };
    const [booked, shown] = await eventually(both, ([sum, total]) => sum === total);
    expect(shown).toBe(booked);
    return shown;
  }

  it('become donations at once, with what the payer chose to show', async () => {
    const shown = { full: 'Nguyễn Văn Hồng', initials: 'N. V. H.', anonymous: null };
    for (const [visibility, name] of Object.entries(shown)) {
      const slip = await issued({ visibility });
      expect(slip).toMatchObject({ state: 'posted', amountWords: 'Năm trăm nghìn đồng' });
      expect(await donationsOf(slip.number)).toMatchObject([
        {
          ...{ source: 'counter-slip', account_number: null, public_name: name },
          ...{ public_memo: `Phiếu thu ${slip.number}` },
        },
      ]);
    }
    expect(await published()).toBe(1_500_000);
  });

  it('answer the promise that their code names', async () => {
    const pledge = await jsonOf<{ code: string }>(await submitPledge(cms, `slip-${engine}`));
    await issued({ referenceCode: pledge.code });
    const status = async () => {
      const answer = await cms.fetch(`/api/pledges/status/${pledge.code}`);
      return (await jsonOf<{ publicState: string }>(answer)).publicState;
    };
    expect(await eventually(status, (state) => state === 'received')).toBe('received');
  });

  it('are numbered without gaps, fifty at once, refused and repeated ones among them', async () => {
    const keys = Array.from({ length: 40 }, () => randomUUID());
    const year = { receivedOn: '2025-06-07' };
    const answers = await Promise.all([
      ...keys.map((key) => issue(year, key)),
      ...keys.slice(0, 5).map((key) => issue(year, key)),
      ...Array.from({ length: 5 }, () => issue({ ...year, campaign: 'khong-co' })),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...Array.from({ length: 45 }, () => 201),
      ...Array.from({ length: 5 }, () => 404),
    ]);
    const slips = await Promise.all(answers.slice(0, 45).map((answer) => jsonOf<Slip>(answer)));
    const numbers = [...new Set(slips.map(({ number }) => number))].sort();
    expect(numbers).toEqual(
      keys.map((_, index) => `PT/trung-uong/2025/${String(index + 1).padStart(6, '0')}`),
    );
    expect(await countOf(place, 'donations_slips where year = 2025')).toBe(40);
    expect(await countOf(place, "donations_donations where received_on = '2025-06-07'")).toBe(40);
  });

  it('of a large amount count only when a second person confirms', async () => {
    const before = await published();
    const slip = await issued({ amount: '10.000.000' });
    expect(slip.state).toBe('waiting');
    expect(await donationsOf(slip.number)).toEqual([]);
    const own = await adminPost(cms, `/donations/slips/${slip.id}/confirm`);
    expect([own.status, (await jsonOf<Slip>(own)).code]).toEqual([403, 'second-person-needed']);
    const twice = await Promise.all(
      [1, 2].map(() => second.send('POST', `/donations/slips/${slip.id}/confirm`)),
    );
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await donationsOf(slip.number)).toHaveLength(1);
    expect(await published()).toBe(before + 10_000_000);
  });

  it('that are voided stay listed with their reason, and their donation is reversed', async () => {
    const before = await published();
    const slip = await issued();
    expect(await published()).toBe(before + 500_000);
    const voiding = (person: Pick<Person, 'send'>, reason: string) =>
      person.send('POST', `/donations/slips/${slip.id}/void`, { reason });
    const own = { send: (_: string, path: string, body: object) => adminPost(cms, path, body) };
    const refusals = [await voiding(own as Person, 'Nhầm'), await voiding(second, ' ')];
    expect(
      await Promise.all(refusals.map(async (each) => (await jsonOf<Slip>(each)).code)),
    ).toEqual(['second-person-needed', 'reason-missing']);
    const voided = await jsonOf<Slip>(await voiding(second, 'Ghi nhầm người nộp'));
    expect(voided).toMatchObject({ state: 'voided', voidReason: 'Ghi nhầm người nộp' });
    expect((await voiding(second, 'Lần nữa')).status).toBe(409);
    const rows = await donationsOf(slip.number);
    expect(rows.map((row) => [row.number, Number(row.amount_vnd), row.reason_code])).toEqual([
      [slip.number, 500_000, null],
      [`${slip.number}.1`, -500_000, 'entry-error'],
    ]);
    expect(await published()).toBe(before);
    const answer = await cms.adminFetch(`/donations/slips?q=${encodeURIComponent(slip.number)}`);
    const { slips } = await jsonOf<{ slips: Slip[] }>(answer);
    expect(slips).toMatchObject([{ number: slip.number, state: 'voided' }]);
    // Its number is never given again.
    expect((await issued()).number > slip.number).toBe(true);
  });

  test.each<[string, object, number, string, string[]]>([
    [
      'nothing typed',
      { payerName: '', visibility: '', amount: '' },
      422,
      'slip-invalid',
      [...['payerName', 'visibility', 'amount']],
    ],
    ['a day to come', { receivedOn: '2999-01-01' }, 422, 'slip-invalid', ['receivedOn']],
    ['a unit nobody knows', { unit: 'khong-co' }, 422, 'unit-unknown', []],
  ])('are refused with %s', async (_, other, status, code, fields) => {
    const answer = await issue(other);
    const problem = await jsonOf<Slip>(answer);
    expect([answer.status, problem.code]).toEqual([status, code]);
    expect((problem.problems ?? []).map(({ field }) => field)).toEqual(fields);
  });

  it('with a used key and other contents are refused, and no number is lost', async () => {
    const key = randomUUID();
    const first = await jsonOf<Slip>(await issue({}, key));
    expect((await jsonOf<Slip>(await issue({ amount: '1' }, key))).code).toBe('slip-key-reused');
    // Another year is another series: the key is unique over all of them.
    expect((await issue({ receivedOn: '2024-01-01' }, key)).status).toBe(409);
    const next = await issued();
    const place = (number: string) => Number(number.split('/').at(-1));
    expect(place(next.number)).toBe(place(first.number) + 1);
    expect(await countOf(cms.place, 'donations_slips where year = 2024')).toBe(0);
  });

  it('are never changed in the database, and payers stand in no entry of the journal', async () => {
    for (const table of ['donations_slips', 'donations_slip_steps']) {
      await expect(askDatabase(place, `delete from ${table}`)).rejects.toThrow(/append-only/);
    }
    expect(await countOf(place, "journal_entries where canonical like '%Hồng%'")).toBe(0);
  });
});
