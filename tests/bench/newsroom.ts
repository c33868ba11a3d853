import { spawn } from 'node:child_process';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { execFile } from 'node:child_process';
import { generateArticles } from '../harness/articles.ts';
import { startCms, type Cms, type Place } from '../harness/cms.ts';
import { accepted, articleOf, deskOf } from '../harness/desk.ts';
import { freePort } from '../harness/postgres.ts';
import { startSite, type Site } from '../harness/site.ts';
import { perSecond, rateOf, ratio, say, seconds } from './load.ts';
import { compressedBody, startBare } from './site.ts';

const articles = Number(process.env.BENCH_ARTICLES ?? 10_000);
const publications = 20;

interface Publisher {
  readonly pending: number;
  readonly revision: number;
  readonly failures: readonly unknown[];
}

async function publisherOf(site: Site): Promise<Publisher | null> {
  const answer = await site.fetch('/readyz');
  return ((await answer.json()) as { publisher: Publisher | null }).publisher;
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const megabytes = (kilobytes: number) => `${Math.round(kilobytes / 1024)} MB`;

function residentKb(site: Site): number {
  const status = readFileSync(`/proc/${site.process.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0);
}

/** A site that has no file yet renders everything: how long, and with how much memory on the way. */
async function benchFullRender(site: Site): Promise<void> {
  const startedAt = performance.now();
  const samples: number[] = [];
  let most = 0;
  for (;;) {
    const publisher = await publisherOf(site);
    most = Math.max(most, publisher?.pending ?? 0);
    samples.push(residentKb(site));
    if (most > 0 && publisher?.pending === 0) {
      if (publisher.failures.length > 0) throw new Error(JSON.stringify(publisher.failures));
      break;
    }
    await sleep(500);
  }
  const took = (performance.now() - startedAt) / 1000;
  const at = (share: number) => megabytes(samples[Math.floor(share * (samples.length - 1))] ?? 0);
  say('full render, sqlite');
  say(
    `  ${articles.toLocaleString('en')} articles, ${most.toLocaleString('en')} pages in ${took.toFixed(1)} s   ${perSecond(most / took)}`,
  );
  say(
    `  memory of the site at 10, 25, 50, 75, 100 %: ${[0.1, 0.25, 0.5, 0.75, 1].map(at).join(', ')}; peak ${megabytes(Math.max(...samples))}`,
  );
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error('it never became visible');
    await sleep(5);
  }
}

/** From the click on "publish" to the file of the page and its line in the list. */
async function benchPublish(place: Place, cms: Cms, site: Site): Promise<void> {
  const desk = deskOf(cms.adminFetch);
  const times: number[] = [];
  for (let number = 0; number < publications; number += 1) {
    const slug = `bai-do-luong-${process.pid}-${number}`;
    const article = articleOf(`Bài đo lường ${number}`, { slug, category: 'mo-hinh' });
    const key = await accepted(desk.create('article', article));
    const startedAt = performance.now();
    await accepted(desk.publish('article', key));
    const file = path.join(place.dataDir, 'site', 'current', 'pages', 'tin-tuc', `${slug}.html`);
    await until(async () => existsSync(file));
    await until(async () => (await site.fetch(`/tin-tuc/${slug}`)).status === 200);
    await until(async () => (await (await site.fetch('/tin-tuc')).text()).includes(slug));
    times.push(performance.now() - startedAt);
  }
  times.sort((a, b) => a - b);
  const median = times[Math.floor(times.length / 2)] ?? 0;
  say('publish → visible, sqlite');
  say(
    `  median ${Math.round(median)} ms, slowest of ${publications} ${Math.round(times.at(-1) ?? 0)} ms`,
  );
}

async function startNginx(nginx: string, pages: string, folder: string) {
  const port = await freePort();
  // Its workers run as somebody else.
  for (let each = pages; each.length > 4; each = path.dirname(each)) chmodSync(each, 0o755);
  const conf = path.join(folder, 'nginx.conf');
  await writeFile(
    conf,
    `worker_processes auto; daemon off; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log;
events { worker_connections 1024; }
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000;
  open_file_cache max=1000; types { text/html html; } charset utf-8;
  server { listen 127.0.0.1:${port}; root ${pages}; gzip_static on; location / { try_files $uri.html =404; } }
}
`,
  );
  const child = spawn(nginx, ['-c', conf, '-p', folder], { stdio: 'ignore' });
  await sleep(500);
  return { url: `http://127.0.0.1:${port}`, stop: () => child.kill('SIGTERM') };
}

/** Answers per second; wrk leaves more of the machine to the server than a generator in Node. */
async function hammer(url: string): Promise<number> {
  const wrk = process.env.WRK_PATH;
  if (!wrk) return rateOf({ url, encoding: 'gzip' });
  const { stdout } = await promisify(execFile)(wrk, [
    ...['-t1', '-c50', `-d${seconds}s`, '-H', 'Accept-Encoding: gzip', url],
  ]);
  if (/Non-2xx|Socket errors/.test(stdout)) throw new Error(stdout);
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]);
}

async function benchStatic(place: Place, site: Site, folder: string): Promise<void> {
  const address = '/tin-tuc';
  const body = await compressedBody(`${site.url}${address}`, 'gzip');
  say(`static page ${address}, ${body.length} bytes gzipped, sqlite`);
  const bare = await startBare(body, 'text/html; charset=utf-8');
  const pages = path.join(place.dataDir, 'site', 'current', 'pages');
  const nginx = process.env.NGINX_PATH
    ? await startNginx(process.env.NGINX_PATH, pages, folder)
    : undefined;
  try {
    const rounds: { readonly ours: number; readonly bare: number; readonly nginx: number }[] = [];
    for (let round = 0; round < 2; round += 1) {
      rounds.push({
        ours: await hammer(`${site.url}${address}`),
        bare: await hammer(bare.url),
        nginx: nginx === undefined ? Number.NaN : await hammer(`${nginx.url}${address}`),
      });
    }
    const best = (name: 'ours' | 'bare' | 'nginx') => Math.max(...rounds.map((each) => each[name]));
    say(`  our entry               ${perSecond(best('ours'))}`);
    say(
      `  a bare Node handler     ${perSecond(best('bare'))}   ours is ${ratio(best('ours'), best('bare'))} of it`,
    );
    if (nginx === undefined) say('  nginx is not installed on this machine');
    else
      say(
        `  nginx with gzip_static  ${perSecond(best('nginx'))}   ours is ${ratio(best('ours'), best('nginx'))} of it`,
      );
  } finally {
    bare.stop();
    nginx?.stop();
  }
}

/** The newsroom at ten thousand articles. */
export async function benchNewsroom(place: Place, folder: string): Promise<void> {
  const port = await freePort();
  const cms = await startCms(place, { env: { SITE_PORT: String(port) } });
  await generateArticles(place, articles, 5);
  const site = await startSite(place, cms.url, { port });
  try {
    await benchFullRender(site);
    await benchPublish(place, cms, site);
    await benchStatic(place, site, folder);
  } finally {
    await site.stop();
    await cms.stop();
  }
}
