import { readdir } from 'node:fs/promises';
import path from 'node:path';
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

interface File {
  id: number;
  number: string;
  state: string;
  version: number;
  rowCount: number;
  knownCount: number;
  skippedCount: number;
  posted: number;
  amountVnd: string;
  feeVnd: string;
  alreadyKnown: boolean;
  code?: string;
  facts?: Record<string, unknown>;
}

const header = 'Mã giao dịch,Thời gian,Số tiền,Số điện thoại,Lời nhắn,Phí,Trạng thái';
type Gift = readonly [id: string, amount: number, note?: string, status?: string];

const csvOf = (gifts: readonly Gift[]) =>
  [
    'BÁO CÁO GIAO DỊCH',
    header,
    ...gifts.map(
      ([id, amount, note = 'ung ho', status = 'Thành công'], index) =>
        `${id},10/09/2024 08:${String(index % 60).padStart(2, '0')}:00,${amount},0912345678,${note},${Math.round(amount / 100)},${status}`,
    ),
    `Tổng cộng,,${gifts.reduce((sum, [, amount]) => sum + amount, 0)},,,,`,
  ].join('\r\n');

describe.each(engines)('files of wallets on %s', (engine) => {
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

  const send = (text: string, count: number, sum: number, other: Record<string, string> = {}) => {
    const declared = { count: String(count), sum: String(sum) };
    const asked = { channel: 'momo', campaign: 'trinh-dien', name: 'doi-soat.csv', ...declared };
    return cms.adminFetch(`/donations/wallets?${new URLSearchParams({ ...asked, ...other })}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/octet-stream' },
      body: text,
    });
  };
  const sent = async (...given: Parameters<typeof send>) => jsonOf<File>(await send(...given));
  const accepted = async (file: File) => {
    const path = `/donations/wallets/${file.id}`;
    await adminPost(cms, `${path}/accept`, { version: file.version });
    const read = async () => jsonOf<File>(await cms.adminFetch(path));
    return eventually(read, ({ posted, rowCount }) => posted === rowCount);
  };
  const donations = () => countOf(place, "donations_donations where source = 'wallet'");
  const walletTotal = async () => {
    const { figures } = await jsonOf<{
      figures: { measure: string; channel: string | null; amountVnd: string }[];
    }>(await cms.fetch('/api/statistics/totals'));
    const figure = figures.find((each) => each.measure === 'received' && each.channel === 'wallet');
    return Number(figure?.amountVnd ?? 0);
  };

  it('are counted gift by gift, once, whatever file brings them again', async () => {
    const pledge = await jsonOf<{ code: string }>(await submitPledge(cms, `wallet-${engine}`));
    const gifts: Gift[] = [
      ['T0000001', 500_000, `${pledge.code} 0987654321 ung ho`],
      ['T0000002', 200_000],
      ['T0000003', 200_000],
      ['T0000004', 900_000, 'ung ho', 'Thất bại'],
    ];
    const text = csvOf(gifts);
    const file = await sent(text, 3, 900_000);
    expect(file).toMatchObject({
      ...{ state: 'proved', rowCount: 3, skippedCount: 1, knownCount: 0, alreadyKnown: false },
      ...{ amountVnd: '900000', feeVnd: '9000' },
    });
    expect(await donations()).toBe(0);
    expect(await accepted(file)).toMatchObject({ state: 'accepted', posted: 3 });
    expect(await donations()).toBe(3);
    expect(await eventually(walletTotal, (sum) => sum === 900_000)).toBe(900_000);

    // The same bytes, then a later file that overlaps.
    const again = await send(text, 3, 900_000);
    expect([again.status, (await jsonOf<File>(again)).alreadyKnown]).toEqual([200, true]);
    const later = await sent(
      csvOf([
        ['T0000003', 200_000],
        ['T0000005', 50_000],
      ]),
      2,
      250_000,
    );
    expect(later.knownCount).toBe(1);
    await accepted(later);
    expect(await donations()).toBe(4);
    expect(await eventually(walletTotal, (sum) => sum === 950_000)).toBe(950_000);
    const status = async () => {
      const answer = await cms.fetch(`/api/pledges/status/${pledge.code}`);
      return (await jsonOf<{ publicState: string }>(answer)).publicState;
    };
    expect(await eventually(status, (state) => state === 'received')).toBe('received');
  });

  it('show no phone in the ledger, and none in the journal', async () => {
    const ledger = await (await cms.fetch('/api/donations/ledger')).text();
    expect(ledger).toContain('"source":"wallet"');
    expect(ledger).not.toMatch(/0912345678|0987654321/);
    for (const phone of ['0912345678', '0987654321']) {
      expect(await countOf(place, `journal_entries where canonical like '%${phone}%'`)).toBe(0);
      const shown = `public_memo like '%${phone}%' or search_text like '%${phone}%'`;
      expect(await countOf(place, `donations_donations where ${shown}`)).toBe(0);
    }
  });

  it('of the same transactions, accepted at the same time, count once', async () => {
    const gifts = Array.from({ length: 1500 }, (_, at): Gift => [`C${at}X${engine}`, 1000 + at]);
    const sum = gifts.reduce((total, [, amount]) => total + amount, 0);
    const before = await donations();
    const files = [
      await sent(csvOf(gifts), gifts.length, sum),
      await sent(csvOf([...gifts].reverse()), gifts.length, sum),
    ];
    await Promise.all(files.map(accepted));
    expect(await donations()).toBe(before + gifts.length);
    const [row] = await askDatabase<{ sum: string | number }>(
      place,
      `select sum(amount_vnd) as sum from donations_wallet_rows where transaction_id like 'C%X${engine}'`,
    );
    expect(Number(row?.sum)).toBe(sum);
  });

  it('with a large gift need a second person', async () => {
    const file = await sent(csvOf([[`L-${engine}-1`, 10_000_000]]), 1, 10_000_000);
    const own = await adminPost(cms, `/donations/wallets/${file.id}/accept`, { version: 1 });
    expect([own.status, (await jsonOf<File>(own)).code]).toEqual([403, 'second-person-needed']);
    const other = await second.send('POST', `/donations/wallets/${file.id}/accept`, { version: 1 });
    expect(other.status).toBe(200);
  });

  it('may be rejected, and uploaded again', async () => {
    const text = csvOf([[`R-${engine}-1`, 10_000]]);
    const file = await sent(text, 1, 10_000);
    const path = `/donations/wallets/${file.id}/reject`;
    const silent = await adminPost(cms, path, { version: 1, reason: '' });
    expect((await jsonOf<File>(silent)).code).toBe('reason-missing');
    await adminPost(cms, path, { version: 1, reason: 'Nhầm kỳ' });
    const again = await sent(text, 1, 10_000);
    expect([again.state, again.alreadyKnown]).toEqual(['proved', false]);
  });

  const one = csvOf([['T9000001', 10_000]]);
  test.each<[string, string, number, number, Record<string, string>, string]>([
    ['a count that differs', one, 2, 10_000, {}, 'wallet-control-differs'],
    ['a sum that differs', one, 1, 10_001, {}, 'wallet-control-differs'],
    ['no totals', one, NaN, NaN, {}, 'wallet-declared-malformed'],
    ['an unknown channel', one, 1, 10_000, { channel: 'x' }, 'wallet-channel-unknown'],
    ['another campaign', one, 1, 10_000, { campaign: 'khong-co' }, 'campaign-not-found'],
    [
      'a transaction twice',
      csvOf([
        ['T9000001', 10_000],
        ['T9000001', 10_000],
      ]),
      ...([2, 20_000, {}, 'wallet-transaction-twice'] as const),
    ],
    [
      'a booked transaction of another amount',
      csvOf([['T0000002', 999]]),
      ...([1, 999, {}, 'wallet-transaction-differs'] as const),
    ],
    ['a refund', csvOf([['T9000002', -5000]]), 1, -5000, {}, 'wallet-declared-malformed'],
    [
      'a refund among gifts',
      csvOf([
        ['T9000003', 9000],
        ['T9000002', -5000],
      ]),
      ...([2, 4000, {}, 'wallet-row-malformed'] as const),
    ],
    ['something else', 'Họ tên,Tuổi\nAn,12\n', 1, 1, {}, 'wallet-header-unknown'],
    ['an empty file', '', 1, 1, {}, 'statement-empty'],
  ])('are refused with %s, and nothing is kept', async (_, text, count, sum, other, code) => {
    const kept = () => readdir(path.join(place.dataDir, 'wallets'));
    const before = await kept();
    const answer = await send(text, count, sum, other);
    expect([answer.status < 500, (await jsonOf<File>(answer)).code]).toEqual([true, code]);
    expect(await kept()).toEqual(before);
  });

  it('of a short number are sums of an operator and a period', async () => {
    const sms = { channel: 'sms-1405' };
    const text = [
      'Nhà mạng;Kỳ;Số tin nhắn;Số tiền',
      'Viettel;09/2024;1.200;24.000.000',
      'VinaPhone;01/09/2024 - 15/09/2024;300;6.000.000',
      'Tổng;;1.500;30.000.000',
    ].join('\n');
    const file = await sent(text, 1500, 30_000_000, sms);
    expect(file).toMatchObject({ rowCount: 2, state: 'proved', amountVnd: '30000000' });
    await second.send('POST', `/donations/wallets/${file.id}/accept`, { version: 1 });
    const memos = async () =>
      askDatabase<{ received_on: string; public_memo: string }>(
        place,
        `select received_on, public_memo from donations_donations
         where number like '${file.number}-%' order by number`,
      );
    expect(await eventually(memos, (rows) => rows.length === 2)).toEqual([
      {
        received_on: '2024-09-30',
        public_memo: '1.200 tin nhắn ủng hộ gửi 1405, mạng Viettel, đến 30/09/2024',
      },
      {
        received_on: '2024-09-15',
        public_memo: '300 tin nhắn ủng hộ gửi 1405, mạng VinaPhone, đến 15/09/2024',
      },
    ]);
    // The same period of the same operator in another file is known.
    const again = await sent(`${text}\n`, 1500, 30_000_000, sms);
    expect(again.knownCount).toBe(2);
  });
});
