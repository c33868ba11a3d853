import {
  environmentOf,
  launch,
  repository,
  untilReady,
  type Cms,
  type Engine,
  type Place,
} from '../harness/cms.ts';
import path from 'node:path';
import { freePort } from '../harness/postgres.ts';
import { pledgeBody } from '../harness/requests.ts';
import { benchImport } from './import.ts';
import { perSecond, rateOf, ratio, say } from './load.ts';

/** A plain Strapi application on the same database with the same settings. */
export async function startPlainStrapi(place: Place) {
  const folder = path.join(repository, 'tests', 'bench', 'strapi-app');
  const port = await freePort();
  const { child, log } = launch(
    path.join(folder, 'serve.js'),
    environmentOf(place, { CMS_PORT: String(port) }),
    folder,
  );
  const url = `http://127.0.0.1:${port}`;
  await untilReady(`${url}/api/empty`, child, log);
  return { url, stop: () => child.kill('SIGKILL') };
}

const promiseOfStrapi = (number: number) => {
  const unique = `${Date.now()}-${number}`;
  return JSON.stringify({
    data: {
      code: `VDXH${unique}`,
      state: 'open',
      campaignCode: 'trinh-dien',
      donorKind: 'individual',
      donorOrigin: 'domestic',
      donorName: 'Trần Thị Bích',
      donorPhone: '+84912345678',
      visibility: 'initials',
      consentVersion: '2026-11',
      consentAt: new Date().toISOString(),
      language: 'vi',
      lines: [{ kind: 'cash', currency: 'VND', amount: 500_000 }],
      cashAmountVnd: '500000',
      goodsLineCount: 0,
      settledVnd: '0',
      submittedAt: new Date().toISOString(),
      expiresAt: new Date().toISOString(),
      version: 1,
      searchText: 'tran thi bich',
      idempotencyKey: `key-${unique}`,
      bodyHash: '0'.repeat(64),
      tokenHash: unique,
      answer: 'x'.repeat(300),
    },
  });
};

export async function benchPledges(
  engine: Engine,
  cms: Cms,
  plain: { url: string },
): Promise<void> {
  const ours = await rateOf({
    url: `${cms.url}/api/pledges`,
    body: () => JSON.stringify(pledgeBody()),
    key: true,
  });
  const create = await rateOf({ url: `${plain.url}/api/promises`, body: promiseOfStrapi });
  const empty = await rateOf({
    url: `${plain.url}/api/empty`,
    body: () => JSON.stringify(pledgeBody()),
  });
  say(`pledges, ${engine}`);
  say(`  POST /api/pledges       ${perSecond(ours)}`);
  say(`  Strapi's REST create    ${perSecond(create)}   ours is ${ratio(ours, create)} of it`);
  say(`  an empty Strapi route   ${perSecond(empty)}   ours is ${ratio(ours, empty)} of it`);
}

export async function benchTotals(
  engine: Engine,
  place: Place,
  cms: Cms,
  folder: string,
): Promise<void> {
  const url = `${cms.url}/api/statistics/totals`;
  const before = await rateOf({ url });
  await benchImport(place, folder);
  const after = await rateOf({ url });
  say(`totals, ${engine}`);
  say(`  before the import       ${perSecond(before)}`);
  say(`  after it                ${perSecond(after)}   ${ratio(after, before)} of before`);
}
