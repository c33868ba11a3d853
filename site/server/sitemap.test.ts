import { expect, it } from 'vitest';
import { contentOf, type Entry } from './content.ts';
import { drawSitemaps } from './sitemap.ts';

const article = (number: number, year: number): Entry => ({
  kind: 'article',
  locale: 'vi',
  documentKey: `k${number}`,
  slug: `bai-${number}`,
  revision: number,
  category: 'mo-hinh',
  postedAt: `${year}-03-01T00:00:00.000Z`,
  updatedAt: `${year}-04-01T00:00:00.000Z`,
  files: [],
  links: [],
});
const site = 'https://chungtay.example';
const textOf = (maps: ReadonlyMap<string, Buffer>, address: string) => String(maps.get(address));

it('shards documents by kind and year, so that a publication changes one shard', async () => {
  const older = Array.from({ length: 5001 }, (_, number) => article(number, 2025));
  const before = await drawSitemaps(contentOf([...older, article(9000, 2026)]), site);
  expect([...before.keys()].sort()).toEqual([
    '/sitemap-tin-tuc-2025-2.xml',
    '/sitemap-tin-tuc-2025.xml',
    '/sitemap-tin-tuc-2026.xml',
    '/sitemap-trang.xml',
    '/sitemap.xml',
  ]);
  const locs = textOf(before, '/sitemap-tin-tuc-2025.xml').match(/<loc>/g);
  expect(locs).toHaveLength(5000);
  const after = await drawSitemaps(
    contentOf([...older, article(9000, 2026), article(9001, 2026)]),
    site,
  );
  const changed = [...after].filter(([address, body]) => !before.get(address)?.equals(body));
  expect(changed.map(([address]) => address)).toEqual(['/sitemap-tin-tuc-2026.xml']);
  expect(textOf(after, '/sitemap.xml')).toContain(
    `<loc>${site}/sitemap-tin-tuc-2026.xml</loc><lastmod>2026-04-01T00:00:00.000Z</lastmod>`,
  );
});

it('names each document in each of its languages', async () => {
  const translated = { ...article(1, 2026), locale: 'en' as const, slug: 'story-1' };
  const directive = { ...article(2, 2026), kind: 'directive' as const, slug: 'cong-dien' };
  const maps = await drawSitemaps(contentOf([article(1, 2026), translated, directive]), site);
  const news = textOf(maps, '/sitemap-tin-tuc-2026.xml');
  expect(news).toContain(
    `<xhtml:link rel="alternate" hreflang="en" href="${site}/en/tin-tuc/story-1"/>`,
  );
  expect(news.match(/<url>/g)).toHaveLength(2);
  const directives = textOf(maps, '/sitemap-van-ban-2026.xml');
  expect(directives).toContain(`<loc>${site}/en/van-ban/cong-dien</loc>`);
  expect(directives.match(/<url>/g)).toHaveLength(2);
});
