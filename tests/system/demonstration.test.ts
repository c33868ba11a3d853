import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  articleOf,
  askDatabase,
  deskOf,
  engines,
  eventually,
  freshPlace,
  jsonOf,
  operate,
  startCms,
  type Cms,
  type Place,
} from '../harness/index.ts';
import { expectShape } from '../harness/openapi.ts';

interface List {
  readonly total: number;
  readonly items: readonly {
    readonly slug: string;
    readonly title: string;
    readonly locale: string;
  }[];
}
interface Attached {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
}

// One load for all that is looked at: drawing its files takes longest.
describe.each(engines)('the demonstration on %s', (engine) => {
  let place: Place;
  let cms: Cms;
  let edited = '';
  const own = 'Bài của ban biên tập';

  const run = (name: string) => operate(place, ['newsroom', name]);
  const uploads = () => readdirSync(path.join(place.dataDir, 'public', 'uploads')).sort();
  const rowsOf = async (table: string) =>
    Number(
      (await askDatabase<{ n: number | string }>(place, `select count(*) as n from ${table}`))[0]
        ?.n,
    );
  const tables = ['newsroom_articles', 'newsroom_directives', 'newsroom_pages', 'files'];
  const state = async () => [
    uploads(),
    await Promise.all(tables.map(rowsOf)),
    await askDatabase(place, 'select * from newsroom_own_entries order by id'),
  ];
  const ask = async <T>(at: string) => jsonOf<T>(await cms.fetch(`/api/newsroom/${at}`));
  const total = async () => (await ask<List>('articles')).total;

  beforeAll(async () => {
    place = await freshPlace(engine);
    await askDatabase(place, "delete from newsroom_own_counters where name = 'demonstration'");
  });
  afterAll(async () => {
    await cms.stop();
    await place.remove();
  });

  it('stays away where it is not wanted', async () => {
    cms = await startCms(place, { env: { SEED_DEMONSTRATION: 'false' } });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await total()).toBe(0);
    await cms.stop();
  });

  it('appears by itself on a fresh installation, also when its loading was cut short', async () => {
    cms = await startCms(place);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await cms.kill();
    cms = await startCms(place, { env: { LOG_LEVEL: 'info' } });
    await eventually(
      async () => cms.log(),
      (log) => log.includes('Loaded the demonstration'),
      60_000,
    );
    expect(await total()).toBe(12);
  });

  it('has the described shapes and facts', async () => {
    for (const locale of ['vi', 'en']) {
      for (const [kinds, shape] of [
        ['articles', 'Article'],
        ['directives', 'Directive'],
        ['pages', 'Page'],
      ] as const) {
        const list = await ask<List>(`${kinds}?locale=${locale}&size=100`);
        expect(list.total).toBeGreaterThan(4);
        expectShape('ContentList', list);
        for (const item of list.items) {
          const document = await ask(`${kinds}/${item.slug}?locale=${item.locale}`);
          expectShape(shape, document);
        }
      }
      for (const kinds of ['faqs', 'partners', 'announcements', 'receiving-points', 'settings']) {
        const items = await ask<{ items: unknown[] }>(`${kinds}?locale=${locale}`);
        expect(items.items.length, kinds).toBeGreaterThan(0);
        expectShape('ContentItems', items);
      }
    }
    expectShape('ContentChanges', await ask('changes'));
    expectShape('DirectiveFacets', await ask('facets'));
    expectShape('ContentList', await ask('search?q=dong+bao'));
    const about = await ask<{ blocks: unknown }>('pages/gioi-thieu');
    for (const fact of ['8 tiểu ban', '84/QĐ-BCĐ', '28/8/2021', '3 ngày một lần']) {
      expect(JSON.stringify(about.blocks)).toContain(fact);
    }
  });

  it('names documents that exist', async () => {
    const articles = await ask<List>('articles?size=100');
    let links = 0;
    for (const { slug } of articles.items) {
      const text = JSON.stringify(await ask(`articles/${slug}`));
      for (const [, at] of text.matchAll(/"\/van-ban\/([a-z0-9-]+)"/g)) {
        links += 1;
        expect((await cms.fetch(`/api/newsroom/directives/${at}`)).status, at).toBe(200);
      }
    }
    expect(links).toBeGreaterThan(5);
  });

  it('has files that are what they say', async () => {
    const { items } = await ask<{ items: { files: Attached[] }[] }>('directives?size=100');
    for (const { files } of items) {
      const [file] = files as [Attached];
      const bytes = new Uint8Array(await (await cms.fetch(`/uploads/${file.file}`)).arrayBuffer());
      expect(new TextDecoder().decode(bytes.slice(0, 8))).toBe('%PDF-1.7');
      expect(file.bytes).toBe(bytes.length);
      expect(file.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    }
  });

  it('is loaded once', async () => {
    const first = await state();
    expect((await run('load-demonstration')).output).toMatch(/Added 0 entries/);
    expect(await state()).toEqual(first);
  });

  it('is removed but for what editors wrote and what they made their own', async () => {
    const desk = deskOf(cms.adminFetch);
    await desk.post('article', articleOf(own));
    const list = await ask<List>('articles?size=100');
    edited = list.items.find(({ title }) => title.startsWith('Mở đợt vận động'))?.slug ?? '';
    const { documentKey } = await ask<{ documentKey: string }>(`articles/${edited}`);
    const saved = await desk.save('article', documentKey, { lead: 'Ban biên tập viết lại.' });
    expect(saved.status).toBe(200);
    await cms.stop();

    // A killed process may leave a file on the disk that no record knows; it is not looked at here.
    const hashes = (await askDatabase<{ hash: string }>(place, 'select hash from files')).map(
      ({ hash }) => hash,
    );
    const removed = await run('remove-demonstration');
    expect([removed.code, removed.output]).toEqual([
      0,
      expect.stringMatching(/Removed \d\d entries/),
    ]);
    expect(removed.output.match(/^kept .*$/gm)).toEqual([
      expect.stringMatching(/article\/mo-dot-van-dong-sau-bao/),
      expect.stringMatching(/file\/picture:mo-dot-van-dong-sau-bao/),
    ]);
    const [, ...others] = await Promise.all(tables.map(rowsOf));
    expect(others).toEqual([0, 0, 1]);
    const left = uploads().filter((name) => hashes.some((hash) => name.includes(hash)));
    expect(left.length).toBeGreaterThan(0);
    expect(left.filter((name) => !name.includes('mo_dot_van_dong_sau_bao'))).toEqual([]);
    expect((await run('remove-demonstration')).output).toMatch(/Removed 0/);
  });

  it('does not come back', async () => {
    cms = await startCms(place);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    const list = await ask<List>('articles?size=100');
    expect(list.items.map(({ title }) => title).sort()).toEqual([
      own,
      expect.stringMatching(/^Mở đợt vận động/),
    ]);
    const { cover } = await ask<{ cover: { file: string } }>(`articles/${edited}`);
    expect((await cms.fetch(`/uploads/${cover.file}`)).status).toBe(200);
  });
});
