import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFaultyWay } from '../harness/fault.ts';
import {
  accepted,
  articleOf as centralArticleOf,
  deskOf,
  engines,
  environmentOf,
  eventually,
  freePort,
  freshPlace,
  generateArticles,
  jsonOf,
  pinnedNode,
  repository,
  startCms,
  uploaded,
  type Cms,
  type Desk,
  type Place,
} from '../harness/index.ts';
import { picture } from '../harness/pictures.ts';
import { startSite, type Site } from '../harness/site.ts';

interface Readiness {
  readonly publisher: {
    readonly release: string | null;
    readonly revision: number;
    readonly pending: number;
    readonly reconciledAt: string | null;
    readonly failures: readonly { readonly address: string; readonly fault: string }[];
  } | null;
}

const person = 'Mozilla/5.0 (Linux; Android 13; SM-A146P) AppleWebKit/537.36 Chrome/130.0 Mobile';

const publisherOf = async (site: Site) =>
  (await jsonOf<Readiness>(await site.fetch('/readyz'))).publisher;

/** Waits until everything that is known is rendered. */
async function untilSettled(site: Site, withinMs = 60_000): Promise<void> {
  const settled = await eventually(
    () => publisherOf(site),
    (publisher) => publisher?.pending === 0 && publisher.reconciledAt !== null,
    withinMs,
  );
  expect(settled, site.log()).toMatchObject({ pending: 0, failures: [] });
}

const statusOf = async (site: Site, address: string) => (await site.fetch(address)).status;

/** How long it takes until an address answers with a status, in milliseconds. */
async function waitFor(site: Site, address: string, status: number, text = ''): Promise<number> {
  const startedAt = performance.now();
  const seen = await eventually(
    async () => {
      const answer = await site.fetch(address);
      return { status: answer.status, body: await answer.text() };
    },
    (answer) => answer.status === status && answer.body.includes(text),
    20_000,
  );
  expect(seen.status, `${address}\n${site.log()}`).toBe(status);
  expect(seen.body).toContain(text);
  return performance.now() - startedAt;
}

/** Every address that the map of the site names. */
async function mapOf(site: Site): Promise<string[]> {
  const places = async (address: string) =>
    [...(await (await site.fetch(address)).text()).matchAll(/<loc>([^<]+)<\/loc>/g)].map(
      ([, loc]) => new URL(String(loc)).pathname,
    );
  const shards = await places('/sitemap.xml');
  return (await Promise.all(shards.map(places))).flat();
}

/** The folder with the pages that are served. */
const pagesIn = (place: Place) => path.join(place.dataDir, 'site', 'current', 'pages');

/** Every page on the disk with what is wrong with it. */
function brokenPages(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    if (!/\.html$/.test(name)) return [];
    const page = readFileSync(path.join(folder, name));
    if (!page.toString().trimEnd().endsWith('</html>')) return [`${name} is cut off`];
    const forms = [
      [`${name}.br`, brotliDecompressSync],
      [`${name}.gz`, gunzipSync],
    ] as const;
    return forms.flatMap(([form, open]) => {
      const file = path.join(folder, form);
      if (!existsSync(file)) return [`${form} lacks`];
      return open(readFileSync(file)).toString().trimEnd().endsWith('</html>')
        ? []
        : [`${form} is cut off`];
    });
  });
}

/** Runs the operator's command for the site. */
async function renderCommand(place: Place, cms: Cms, ...args: readonly string[]) {
  const done = promisify(execFile)(
    pinnedNode,
    [path.join(repository, 'site', 'server', 'render.ts'), ...args],
    { cwd: repository, env: environmentOf(place, { CMS_URL: cms.url }) },
  );
  return done.then(
    ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      output: error.stdout + error.stderr,
    }),
  );
}

const articleOf = (title: string, more: object = {}) =>
  centralArticleOf(title, { category: 'dia-phuong', ...more });

describe.each(engines)('the site on %s', (engine) => {
  let place: Place;
  let cms: Cms;
  let desk: Desk;
  let site: Site;
  let sitePort: number;
  beforeAll(async () => {
    place = await freshPlace(engine);
    sitePort = await freePort();
    cms = await startCms(place, { env: { SITE_PORT: String(sitePort) } });
    desk = deskOf(cms.adminFetch);
    site = await startSite(place, cms.url, { port: sitePort });
    await untilSettled(site);
  });
  afterAll(async () => {
    await site.stop();
    await cms.stop();
    await place.remove();
  });

  it('shows what was published within two seconds, on its page, in lists, RSS and the map', async () => {
    const cover = await uploaded(desk.upload('kho-hang.png', 'image/png', await picture('png')));
    const key = await accepted(
      desk.create('article', articleOf('Kho hàng mở cửa trở lại', { cover: cover.id })),
    );
    await accepted(desk.publish('article', key));
    const address = '/tin-tuc/kho-hang-mo-cua-tro-lai';
    const ms = await waitFor(site, address, 200, 'Kho hàng mở cửa trở lại');
    console.log(`${engine}: published, visible after ${Math.round(ms)} ms`);
    expect(ms).toBeLessThan(2000);
    for (const list of ['/tin-tuc', '/tin-tuc/dia-phuong', '/en/tin-tuc', '/rss.xml', '/']) {
      expect(await waitFor(site, list, 200, 'kho-hang-mo-cua-tro-lai'), list).toBeLessThan(2000);
    }
    await eventually(
      async () => existsSync(path.join(pagesIn(place), `${address}.html.br`)),
      (isThere) => isThere,
    );
    const answer = await site.fetch(address, { 'accept-encoding': 'gzip' });
    const sent = ['content-type', 'content-encoding', 'x-content-type-options', 'vary'].map(
      (name) => answer.headers.get(name),
    );
    expect(sent).toEqual(['text/html; charset=utf-8', 'gzip', 'nosniff', 'Accept-Encoding']);
    const etag = answer.headers.get('etag') ?? '';
    const again = await site.fetch(address, { 'accept-encoding': 'gzip', 'if-none-match': etag });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    await eventually(
      () => mapOf(site),
      (map) => map.includes(address),
    );
    expect(await mapOf(site)).toContain(address);
    const file = await site.fetch(`/tep/${cover.file}`, { range: 'bytes=0-7' });
    expect(file.status).toBe(206);
    expect(file.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await file.arrayBuffer()).toString('latin1')).toContain('PNG');
    expect(await statusOf(site, '/tep/..%2Fstate.json')).toBe(404);
  });

  it('follows a correction, a new address and a withdrawal', async () => {
    const key = await accepted(desk.create('article', articleOf('Đội cứu trợ lên đường')));
    await accepted(desk.publish('article', key));
    await waitFor(site, '/tin-tuc/doi-cuu-tro-len-duong', 200);
    await accepted(desk.save('article', key, { lead: 'Lời dẫn đã sửa.' }));
    await accepted(desk.publish('article', key));
    expect(
      await waitFor(site, '/tin-tuc/doi-cuu-tro-len-duong', 200, 'Lời dẫn đã sửa.'),
    ).toBeLessThan(2000);
    await accepted(desk.save('article', key, { slug: 'doi-cuu-tro-da-den-noi' }));
    await accepted(desk.publish('article', key));
    await waitFor(site, '/tin-tuc/doi-cuu-tro-da-den-noi', 200);
    await waitFor(site, '/tin-tuc/doi-cuu-tro-len-duong', 301);
    const moved = await site.fetch('/tin-tuc/doi-cuu-tro-len-duong');
    expect(moved.headers.get('location')).toBe('/tin-tuc/doi-cuu-tro-da-den-noi');
    await accepted(desk.unpublish('article', key));
    const ms = await waitFor(site, '/tin-tuc/doi-cuu-tro-da-den-noi', 410);
    console.log(`${engine}: withdrawn, gone after ${Math.round(ms)} ms`);
    expect(ms).toBeLessThan(2000);
    const file = path.join(pagesIn(place), 'tin-tuc/doi-cuu-tro-da-den-noi.html');
    const isThere = await eventually(
      async () => existsSync(file),
      (there) => !there,
    );
    expect(isThere).toBe(false);
    const list = await eventually(
      async () => (await site.fetch('/tin-tuc')).text(),
      (text) => !text.includes('doi-cuu-tro-da-den-noi'),
    );
    expect(list).not.toContain('doi-cuu-tro-da-den-noi');
    expect(await statusOf(site, '/tin-tuc/doi-cuu-tro-da-den-noi')).toBe(410);
  });

  it('tells translations of each other', async () => {
    const key = await accepted(desk.create('article', articleOf('Trường học sạch bùn')));
    await accepted(desk.publish('article', key));
    await waitFor(site, '/tin-tuc/truong-hoc-sach-bun', 200);
    await accepted(desk.save('article', key, articleOf('Schools are clean again'), 'en'));
    await accepted(desk.publish('article', key, {}, 'en'));
    await waitFor(site, '/en/tin-tuc/schools-are-clean-again', 200);
    expect(
      await waitFor(
        site,
        '/tin-tuc/truong-hoc-sach-bun',
        200,
        '/en/tin-tuc/schools-are-clean-again',
      ),
    ).toBeLessThan(2000);
  });

  it('counts a person once and programs never', async () => {
    const key = await accepted(desk.create('article', articleOf('Bếp ăn cộng đồng')));
    await accepted(desk.publish('article', key));
    const address = '/tin-tuc/bep-an-cong-dong';
    await waitFor(site, address, 200);
    await untilSettled(site);
    for (let view = 0; view < 3; view += 1) await site.fetch(address, { 'user-agent': person });
    await site.fetch(address, { 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' });
    await site.fetch(address, { 'user-agent': 'curl/8.5.0' });
    await site.fetch(address, { 'user-agent': person, 'sec-purpose': 'prefetch;prerender' });
    await fetch(`${site.url}${address}`, { method: 'HEAD', headers: { 'user-agent': person } });
    // The end of the process sends what was counted.
    await site.stop();
    const views = async () =>
      (
        await jsonOf<{ views: number }>(
          await cms.fetch('/api/newsroom/articles/bep-an-cong-dong?locale=vi'),
        )
      ).views;
    expect(await views()).toBe(3);
    site = await startSite(place, cms.url, { port: sitePort });
    await untilSettled(site);
    expect(await views()).toBe(3);
    await site.fetch(address, { 'user-agent': person });
    // Sent within ten seconds, and then shown on the page.
    expect(await waitFor(site, address, 200, '<data value="4">')).toBeLessThan(15_000);
  });

  it('keeps the page when a render fails, and mends it later', async () => {
    let isBroken = false;
    const way = await startFaultyWay(cms.url, (asked, body) =>
      isBroken && asked.includes('/articles/cau-tam-thong-xe')
        ? { status: 200, body: body.slice(0, body.length / 2) }
        : undefined,
    );
    await site.stop();
    site = await startSite(place, way.url, { port: sitePort });
    try {
      const key = await accepted(desk.create('article', articleOf('Cầu tạm thông xe')));
      await accepted(desk.publish('article', key));
      await waitFor(site, '/tin-tuc/cau-tam-thong-xe', 200);
      await untilSettled(site);
      isBroken = true;
      await accepted(desk.save('article', key, { lead: 'Cầu đã được gia cố.' }));
      await accepted(desk.publish('article', key));
      await eventually(
        () => publisherOf(site),
        (publisher) => (publisher?.failures.length ?? 0) > 0,
      );
      const page = await site.fetch('/tin-tuc/cau-tam-thong-xe');
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('Lời dẫn của Cầu tạm thông xe.');
      isBroken = false;
      await waitFor(site, '/tin-tuc/cau-tam-thong-xe', 200, 'Cầu đã được gia cố.');
      await untilSettled(site);
    } finally {
      await site.stop();
      await way.stop();
      site = await startSite(place, cms.url, { port: sitePort });
    }
  });

  it('mends by command what was damaged, beside the running site', async () => {
    await untilSettled(site);
    expect((await renderCommand(place, cms, 'site', 'paint')).code).toBe(2);
    expect((await renderCommand(place, cms, 'site', 'render', '--help')).code).toBe(0);
    const key = await accepted(desk.create('article', articleOf('Nước sạch về làng')));
    await accepted(desk.publish('article', key));
    await waitFor(site, '/tin-tuc/nuoc-sach-ve-lang', 200);
    await untilSettled(site);
    const file = path.join(pagesIn(place), 'tin-tuc/nuoc-sach-ve-lang.html');
    writeFileSync(file, 'damaged');
    writeFileSync(path.join(pagesIn(place), 'tin-tuc/khong-co.html'), 'foreign');
    const done = await renderCommand(place, cms, 'site', 'render', '--all');
    expect(done).toMatchObject({ code: 0 });
    expect(brokenPages(pagesIn(place))).toEqual([]);
    expect(await waitFor(site, '/tin-tuc/nuoc-sach-ve-lang', 200, 'Nước sạch')).toBeLessThan(1200);
    expect(await waitFor(site, '/tin-tuc/khong-co', 404)).toBeLessThan(1200);
  });

  it('answers every address of its map without the CMS, also after a cold start', async () => {
    await untilSettled(site);
    const map = (await mapOf(site)).filter((address) => !/\/(?:sao-ke|tra-cuu)$/.test(address));
    expect(map.length).toBeGreaterThan(15);
    expect(await statusOf(site, '/xem-truoc/a.b')).toBe(404);
    await cms.kill();
    // A link to a draft still holds when the CMS is back.
    const preview = await site.fetch('/xem-truoc/a.b');
    const said = ['retry-after', 'cache-control'].map((name) => preview.headers.get(name));
    expect([preview.status, ...said]).toEqual([503, '30', 'private, no-store']);
    for (let start = 0; start < 2; start += 1) {
      for (const address of [...map, '/rss.xml', '/en/rss.xml', '/sitemap.xml', '/robots.txt']) {
        expect(await statusOf(site, address), address).toBe(200);
      }
      if (start === 0) {
        await site.kill();
        site = await startSite(place, cms.url, { port: sitePort });
      }
    }
    cms = await startCms(place, {
      env: { CMS_PORT: new URL(cms.url).port, SITE_PORT: String(sitePort) },
    });
  });

  it('never shows half a page however often it is killed, and switches releases at once', async () => {
    await generateArticles(place, 300, 11);
    await eventually(
      () => publisherOf(site),
      (publisher) => (publisher?.revision ?? 0) >= 300,
      70_000,
    );
    await untilSettled(site);
    const former = readlinkSync(path.join(place.dataDir, 'site', 'current'));
    const page = await (await site.fetch('/tin-tuc/nuoc-sach-ve-lang')).text();
    const style = /\/tai-nguyen\/[\w.-]+\.css/.exec(page)?.[0] ?? '';
    await site.stop();
    // Another public address enters every page: it makes another release of the same build.
    const renamed = { port: sitePort, env: { PUBLIC_SITE_URL: 'https://chungtay.example' } };
    const releases = path.join(place.dataDir, 'site', 'releases');
    for (const afterMs of [300, 700, 1500, 900]) {
      site = await startSite(place, cms.url, renamed);
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      expect(await (await site.fetch('/tin-tuc/nuoc-sach-ve-lang')).text()).toContain('</html>');
      await site.kill();
      expect(readlinkSync(path.join(place.dataDir, 'site', 'current'))).toBe(former);
      for (const release of readdirSync(releases)) {
        expect(brokenPages(path.join(releases, release, 'pages'))).toEqual([]);
      }
    }
    site = await startSite(place, cms.url, renamed);
    await waitFor(site, '/tin-tuc/nuoc-sach-ve-lang', 200, 'https://chungtay.example/tin-tuc/');
    await untilSettled(site);
    expect(readlinkSync(path.join(place.dataDir, 'site', 'current'))).not.toBe(former);
    expect(readdirSync(releases)).toHaveLength(1);
    expect(brokenPages(pagesIn(place))).toEqual([]);
    expect(await statusOf(site, style)).toBe(200);
    expect(existsSync(path.join(place.dataDir, 'site', 'assets', path.basename(style)))).toBe(true);
  });
});
