/**
 * `npm run bench`: what hot paths cost, side by side in one run and as ratios, on SQLite and on durable
 * PostgreSQL. Load generator, database and servers share the machine: only the ratios mean something.
 */
import { createServer } from 'node:http';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import autocannon from 'autocannon';
import {
  emptyPlace,
  environmentOf,
  launch,
  repository,
  startCms,
  untilReady,
  type Cms,
  type Engine,
  type Place,
} from '../harness/cms.ts';
import { freePort, startPostgres } from '../harness/postgres.ts';
import { startSite } from '../harness/site.ts';
import { generateRows, writeVietcombankCsv } from '../harness/statement-file.ts';
import { operate } from '../harness/operate.ts';
import { pledgeBody } from '../harness/requests.ts';

const seconds = Number(process.env.BENCH_SECONDS ?? 6);
const importRows = Number(process.env.BENCH_ROWS ?? 200_000);
const engines: readonly Engine[] = ['sqlite', 'postgres'];

const say = (line = '') => console.log(line);
const perSecond = (rate: number) => `${Math.round(rate).toLocaleString('en')}/s`;
const ratio = (one: number, other: number) => `${(one / other).toFixed(2)}×`;

interface Load {
  readonly url: string;
  readonly body?: (number: number) => string;
  readonly key?: boolean;
  readonly encoding?: string;
}

/** Successful answers per second under 50 connections; anything but success is an error. */
async function rateOf({ url, body, key = false, encoding }: Load): Promise<number> {
  let number = 0;
  const result = await autocannon({
    url,
    connections: 50,
    duration: seconds,
    headers: encoding === undefined ? {} : { 'accept-encoding': encoding },
    ...(body === undefined
      ? {}
      : {
          requests: [
            {
              method: 'POST' as const,
              setupRequest(request: autocannon.Request) {
                number += 1;
                return {
                  ...request,
                  headers: {
                    ...request.headers,
                    'content-type': 'application/json',
                    ...(key
                      ? { 'idempotency-key': `bench-${process.pid}-${Date.now()}-${number}` }
                      : {}),
                  },
                  body: body(number),
                };
              },
            },
          ],
        }),
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${url}: ${result.non2xx} refusals, ${result.errors} errors`);
  }
  return result['2xx'] / result.duration;
}

/** A plain Strapi application on the same database with the same settings. */
async function startPlainStrapi(place: Place) {
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

async function benchPledges(engine: Engine, cms: Cms, plain: { url: string }): Promise<void> {
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

async function benchTotals(engine: Engine, place: Place, cms: Cms, folder: string): Promise<void> {
  const url = `${cms.url}/api/statistics/totals`;
  const before = await rateOf({ url });
  const file = path.join(folder, `${engine}.csv`);
  await writeVietcombankCsv(file, {
    account: '0000000000',
    openingVnd: 0,
    rows: generateRows({ count: importRows, twinShare: 0.2, seed: 7 }),
  });
  const done = await operate(place, [
    'statement',
    'import',
    file,
    '--account',
    '0000000000',
    '--accept',
  ]);
  const took = Number(/took\s+([\d.]+) s/.exec(done.output)?.[1]);
  const memory = Number(/peak memory (\d+) MB/.exec(done.output)?.[1]);
  const after = await rateOf({ url });
  say(`import, ${engine}`);
  say(
    `  ${importRows.toLocaleString('en')} rows read, proved, staged, posted, sealed, folded in ${took} s`,
  );
  say(`  ${perSecond(importRows / took)}, peak memory ${memory} MB`);
  say(`totals, ${engine}`);
  say(`  before the import       ${perSecond(before)}`);
  say(`  after it                ${perSecond(after)}   ${ratio(after, before)} of before`);
}

/** The same bytes out of a bare Node handler: what no framework can beat. */
async function startBare(body: Buffer, type: string) {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': type, 'content-length': body.length });
    response.end(body);
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${port}/`, stop: () => server.close() };
}

async function benchSite(place: Place, cms: Cms): Promise<void> {
  const site = await startSite(place, cms.url);
  const page = await (await fetch(site.url)).text();
  const style = /\/tai-nguyen\/[^"]+\.css/.exec(page)?.[0] ?? '';
  say('site');
  for (const [name, address] of [
    ['totals page /', '/'],
    ['static page /thu-tuc-ung-ho', '/thu-tuc-ung-ho'],
    ['stylesheet', style],
  ] as const) {
    const compressed = await autocannonBody(`${site.url}${address}`);
    const bare = await startBare(compressed, 'text/html; charset=utf-8');
    const ours = await rateOf({ url: `${site.url}${address}`, encoding: 'br' });
    const best = await rateOf({ url: bare.url, encoding: 'br' });
    bare.stop();
    say(
      `  ${name.padEnd(28)} ${perSecond(ours)}   ${ratio(ours, best)} of a bare Node handler (${perSecond(best)})`,
    );
  }
  await site.stop();
}

/** The compressed bytes that a browser would get. */
async function autocannonBody(url: string): Promise<Buffer> {
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers: { 'accept-encoding': 'br' } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(Buffer.concat(chunks)));
    });
    asked.on('error', reject);
    asked.end();
  });
}

const folder = await mkdtemp(path.join(tmpdir(), 'chung-tay-bench-'));
const version = JSON.parse(await readFile(path.join(repository, 'package.json'), 'utf8')).version;
say(
  `Chung Tay ${version}, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}\n`,
);
const postgres = await startPostgres({ durable: true });
try {
  for (const engine of engines) {
    const place = await emptyPlace(engine, postgres);
    const plainPlace = await emptyPlace(engine, postgres);
    const cms = await startCms(place);
    const plain = await startPlainStrapi(plainPlace);
    try {
      await benchPledges(engine, cms, plain);
      plain.stop();
      await benchTotals(engine, place, cms, folder);
      if (engine === 'sqlite') await benchSite(place, cms);
    } finally {
      plain.stop();
      await cms.stop();
      await place.remove();
      await plainPlace.remove();
    }
    say();
  }
} finally {
  await postgres.stop();
  await rm(folder, { recursive: true });
}
