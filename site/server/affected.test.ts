import { describe, expect, it } from 'vitest';
import { affectedAddresses } from './affected.ts';
import { addressesOf, allAddresses, documentsByAddress, fixedAddresses } from './addresses.ts';
import { afterChanges, contentOf, type Change, type Entry } from './content.ts';

const entry = (given: Partial<Entry> & Pick<Entry, 'kind' | 'documentKey'>): Entry => ({
  locale: 'vi',
  slug: given.documentKey,
  revision: 1,
  category: '',
  postedAt: '2026-11-01T00:00:00.000Z',
  updatedAt: '2026-11-01T00:00:00.000Z',
  files: [],
  links: [],
  ...given,
});
const change = (given: Parameters<typeof entry>[0] & Partial<Change>): Change => ({
  state: 'live',
  former: [],
  ...entry({ revision: 9, ...given }),
  ...given,
});

/** What is live before each row of the table. */
const before = contentOf([
  entry({ kind: 'article', documentKey: 'mua', slug: 'mua-lon', category: 'dia-phuong' }),
  entry({ kind: 'article', documentKey: 'mua', locale: 'en', slug: 'heavy-rain' }),
  entry({ kind: 'article', documentKey: 'nang', slug: 'nang-len', links: ['mua'] }),
  entry({ kind: 'directive', documentKey: 'cu', slug: 'cong-dien-1' }),
  entry({ kind: 'directive', documentKey: 'moi', slug: 'cong-dien-2', links: ['cu'] }),
  entry({ kind: 'page', documentKey: 'lienhe', slug: 'lien-he' }),
]);

const news = ['/tin-tuc', '/en/tin-tuc', '/rss.xml', '/en/rss.xml'];
const inCategory = (name: string) => [`/tin-tuc/${name}`, `/en/tin-tuc/${name}`];
const rain = ['/tin-tuc/mua-lon', '/en/tin-tuc/heavy-rain'];
const first = ['/van-ban/cong-dien-1', '/en/van-ban/cong-dien-1'];
const second = ['/van-ban/cong-dien-2', '/en/van-ban/cong-dien-2'];
const documents = ['/van-ban', '/en/van-ban'];

interface Row {
  readonly name: string;
  readonly change: Change;
  readonly render: readonly string[];
  readonly remove?: readonly string[];
  readonly everything?: boolean;
}

const rows: readonly Row[] = [
  {
    name: 'a new article is on its page and in the lists of both languages',
    change: change({ kind: 'article', documentKey: 'gio', slug: 'gio', category: 'mo-hinh' }),
    render: ['/tin-tuc/gio', ...news, ...inCategory('mo-hinh')],
  },
  {
    name: 'an edited article also is on its translation and where it is named',
    change: change({
      kind: 'article',
      documentKey: 'mua',
      slug: 'mua-lon',
      category: 'dia-phuong',
    }),
    render: [...rain, '/tin-tuc/nang-len', ...news, ...inCategory('dia-phuong')],
  },
  {
    name: 'an article of another category leaves the list of the former one',
    change: change({
      kind: 'article',
      documentKey: 'mua',
      slug: 'mua-lon',
      category: 'trung-uong',
    }),
    render: [
      ...rain,
      '/tin-tuc/nang-len',
      ...news,
      ...inCategory('dia-phuong'),
      ...inCategory('trung-uong'),
    ],
  },
  {
    name: 'an article of another address leaves every former one',
    change: change({
      kind: 'article',
      documentKey: 'mua',
      slug: 'mua-rat-lon',
      category: 'dia-phuong',
      former: ['mua-to'],
    }),
    render: [
      '/tin-tuc/mua-rat-lon',
      '/en/tin-tuc/heavy-rain',
      '/tin-tuc/nang-len',
      ...news,
      ...inCategory('dia-phuong'),
    ],
    remove: ['/tin-tuc/mua-lon', '/tin-tuc/mua-to'],
  },
  {
    name: 'a former address that another article took is rendered, not removed',
    change: change({
      kind: 'article',
      documentKey: 'mua',
      slug: 'mua-lon',
      category: 'dia-phuong',
      former: ['nang-len'],
    }),
    render: [...rain, '/tin-tuc/nang-len', ...news, ...inCategory('dia-phuong')],
  },
  {
    name: 'a withdrawn article is removed, and its translation and neighbours do not name it any more',
    change: change({
      kind: 'article',
      documentKey: 'mua',
      slug: 'mua-lon',
      category: 'dia-phuong',
      state: 'gone',
    }),
    render: ['/en/tin-tuc/heavy-rain', '/tin-tuc/nang-len', ...news, ...inCategory('dia-phuong')],
    remove: ['/tin-tuc/mua-lon'],
  },
  {
    name: 'a withdrawn translation is removed alone',
    change: change({
      kind: 'article',
      documentKey: 'mua',
      locale: 'en',
      slug: 'heavy-rain',
      state: 'gone',
    }),
    render: ['/tin-tuc/mua-lon', '/tin-tuc/nang-len', ...news],
    remove: ['/en/tin-tuc/heavy-rain'],
  },
  {
    name: 'a directive is on both its pages, its lists and the pages of what it replaces',
    change: change({
      kind: 'directive',
      documentKey: 'moi',
      slug: 'cong-dien-2',
      links: ['cu'],
    }),
    render: [...second, ...first, ...documents],
  },
  {
    name: 'a directive that does not replace another any more is on the page of that one',
    change: change({ kind: 'directive', documentKey: 'moi', slug: 'cong-dien-2' }),
    render: [...second, ...first, ...documents],
  },
  {
    name: 'a withdrawn directive is removed in both languages',
    change: change({
      kind: 'directive',
      documentKey: 'cu',
      slug: 'cong-dien-1',
      state: 'gone',
    }),
    render: [...second, ...documents],
    remove: first,
  },
  {
    name: 'a page changes the foot of every page',
    change: change({ kind: 'page', documentKey: 'lienhe', slug: 'lien-he' }),
    render: ['/lien-he'],
    everything: true,
  },
  {
    name: 'a setting changes every page',
    change: change({ kind: 'setting', documentKey: 'chung', slug: '' }),
    render: [],
    everything: true,
  },
  {
    name: 'a question is on the page of questions',
    change: change({ kind: 'faq', documentKey: 'hoi', slug: '' }),
    render: ['/hoi-dap', '/en/hoi-dap'],
  },
  {
    name: 'a partner is on the introduction',
    change: change({ kind: 'partner', documentKey: 'ban', slug: '' }),
    render: ['/gioi-thieu', '/en/gioi-thieu'],
  },
  {
    name: 'an announcement is on pages that are no files',
    change: change({ kind: 'announcement', documentKey: 'tin', slug: '' }),
    render: [],
  },
  {
    name: 'a receiving point is on pages that are no files',
    change: change({ kind: 'receiving-point', documentKey: 'kho', slug: '' }),
    render: [],
  },
  {
    name: 'a slug that could leave its folder has no address',
    change: change({ kind: 'article', documentKey: 'xau', slug: '../../state' }),
    render: news,
  },
];

describe('what a change touches', () => {
  it.each(rows)('$name', (row) => {
    const after = afterChanges(before, [row.change]);
    const affected = affectedAddresses([row.change], before, after);
    expect([...affected.render].sort()).toEqual([...row.render].sort());
    expect([...affected.remove].sort()).toEqual([...(row.remove ?? [])].sort());
    expect(affected.everything).toBe(row.everything ?? false);
  });

  it('several changes touch what each of them touches', () => {
    const changes = rows.slice(0, 2).map((row) => row.change);
    const affected = affectedAddresses(changes, before, afterChanges(before, changes));
    expect([...affected.render].sort()).toEqual(
      [...new Set(rows.slice(0, 2).flatMap(({ render }) => render))].sort(),
    );
  });
});

describe('addresses', () => {
  it('are one for each document, and for directives one for each language', () => {
    expect(allAddresses(documentsByAddress(before))).toEqual([
      ...fixedAddresses,
      ...first,
      ...second,
      ...rain,
      '/tin-tuc/nang-len',
      '/lien-he',
    ]);
  });

  it('of lists are never those of documents', () => {
    expect(addressesOf(entry({ kind: 'page', documentKey: 'x', slug: 'tin-tuc' }))).toEqual([]);
    expect(addressesOf(entry({ kind: 'article', documentKey: 'x', slug: 'mo-hinh' }))).toEqual([]);
  });
});
