import { brotliCompressSync } from 'node:zlib';
import AxeBuilder from '@axe-core/playwright';
import { HtmlValidate } from 'html-validate';
import type { Cms } from '../harness/cms.ts';
import { askDatabase } from '../harness/database.ts';
import { accepted, deskOf, paragraphOf } from '../harness/desk.ts';
import { articleBody, publishOneOfEach } from './content.ts';
import { bookGifts } from './gifts.ts';
import { expect, test } from './place.ts';

const addresses = [
  '/',
  '/tin-tuc',
  '/tin-tuc/mo-hinh',
  '/tin-tuc/khong-co',
  '/van-ban',
  '/van-ban?loai=quyet-dinh&nam=2026',
  '/van-ban?nam=1999',
  '/hoi-dap',
  '/tim-kiem',
  '/tim-kiem?q=dong+bao',
  '/tim-kiem?q=a',
  '/tim-kiem?q=khongcogi',
  '/ung-ho',
  '/thu-tuc-ung-ho',
  '/tra-cuu',
  '/tra-cuu?ma=sai',
  '/sao-ke',
  '/sao-ke?tu=sai',
  '/du-lieu-mo',
  '/du-lieu-mo/api',
  '/sao-ke?q=dong+bao&tien=50.000&xep=tien-nhieu&nguon=bank-line',
  '/sao-ke?q=khongcoai',
  '/sao-ke/ban-sao-ke',
  '/khong-co',
];
const oneOfEach = [
  '/',
  '/tin-tuc',
  '/van-ban',
  '/ung-ho',
  '/sao-ke',
  '/sao-ke/ban-sao-ke',
  '/thu-tuc-ung-ho',
  '/tim-kiem?q=dong+bao',
  '/kieu-mau',
];
const fixed = [
  ...addresses,
  ...addresses.map((address) => (address === '/' ? '/en' : `/en${address}`)),
  '/kieu-mau',
  '/410',
  '/en/503',
];

interface Change {
  readonly kind: string;
  readonly locale: string;
  readonly slug: string;
  readonly state: string;
}
const rooms: Readonly<Record<string, string>> = {
  article: '/tin-tuc/',
  directive: '/van-ban/',
  page: '/',
};

let rowAddresses: readonly string[] = [];

/** Every document that is published now has an address, or two; rows of the ledger have theirs. */
async function publishedAt(cms: Cms): Promise<readonly string[]> {
  const feed = (await (await cms.fetch('/api/newsroom/changes')).json()) as { changes: Change[] };
  const documents = feed.changes.flatMap(({ kind, locale, slug, state }) => {
    const room = rooms[kind];
    if (state !== 'live' || room === undefined) return [];
    if (kind === 'directive') return [`${room}${slug}`, `/en${room}${slug}`];
    return [`${locale === 'en' ? '/en' : ''}${room}${slug}`];
  });
  return [...rowAddresses, ...documents];
}

/** Every address that shows something: the fixed ones, and those of what is published now. */
const addressesOf = async (cms: Cms) => [...fixed, ...(await publishedAt(cms))];

test.beforeAll(async ({ platform }) => {
  if (platform.engine !== 'sqlite') return;
  await publishOneOfEach(deskOf(platform.cms.adminFetch));
  rowAddresses = (await bookGifts(platform.cms)).flatMap((address) => [address, `/en${address}`]);
});
const htmlBytesMax = 14 * 1024;
const styleBytesMax = 12 * 1024;

/** The only scripts are data for search engines, and they can be read. */
function expectOnlyData(html: string, address: string): void {
  const scripts = [...html.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)];
  expect(html.split('<script').length - 1, address).toBe(scripts.length);
  for (const [, attributes, text = ''] of scripts) {
    expect(attributes, address).toBe(' type="application/ld+json"');
    expect(JSON.parse(text), address).toHaveProperty('@context', 'https://schema.org');
  }
}

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // Matters of taste that the formatter of the page decides.
    'void-style': 'off',
    'no-trailing-whitespace': 'off',
    'attr-quotes': 'off',
    'no-implicit-button-type': 'off',
    'no-implicit-input-type': 'off',
    'long-title': 'off',
    'tel-non-breaking': 'off',
    'attribute-boolean-style': 'off',
    // Stacked tables need their roles said again: `display` takes them away in some browsers.
    'no-redundant-role': 'off',
    'prefer-native-element': 'off',
    // Lines of goods share their names: a form posts them in order.
    'form-dup-name': 'off',
    'no-inline-style': 'error',
  },
});

test('every page is valid, accessible, small and complete without JavaScript', async ({
  platform,
  browser,
}) => {
  test.skip(platform.engine !== 'sqlite', 'pages do not depend on the database');
  test.setTimeout(900_000);
  const context = await browser.newContext({ baseURL: platform.site.url });
  const page = await context.newPage();
  // The first two carry all rules.
  const looks = (['light', 'dark'] as const).flatMap((colorScheme) =>
    [1280, 360].map((width) => ({ colorScheme, width })),
  );
  const published = await publishedAt(platform.cms);
  // Pages of a kind share their parts: one of each is looked at in all ways, each of the others in one.
  const thorough = new Set([...oneOfEach, ...published.filter((_, index) => index % 20 === 0)]);
  for (const [index, address] of [...fixed, ...published].entries()) {
    await page.goto(address);
    const asked = thorough.has(address) ? looks : [looks[index % 2]];
    for (const { colorScheme, width } of asked.filter((look) => look !== undefined)) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      const axe = new AxeBuilder({ page });
      // The dark page is the same page in other colours: only the rules about colours can say something new.
      const rules =
        colorScheme === 'light'
          ? axe.withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
          : axe.withRules(['color-contrast', 'link-in-text-block']);
      const { violations } = await rules.analyze();
      expect(
        violations.map(
          ({ id, nodes }) => `${address} ${colorScheme} ${width}: ${id} ${nodes[0]?.html}`,
        ),
      ).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      expect(overflow, `${address} at ${width}`).toBeLessThanOrEqual(0);
    }
  }
  await context.close();
});

test('every page keeps its budget, its policy and valid HTML', async ({ platform, request }) => {
  test.skip(platform.engine !== 'sqlite', 'pages do not depend on the database');
  for (const address of await addressesOf(platform.cms)) {
    const answer = await request.get(`${platform.site.url}${address}`);
    const html = await answer.text();
    expect(brotliCompressSync(html).length, address).toBeLessThan(htmlBytesMax);
    expectOnlyData(html, address);
    expect(answer.headers()['content-security-policy'], address).toContain("default-src 'none'");
    const report = await validator.validateString(html);
    const faults = report.results.flatMap(({ messages }) =>
      messages.map(({ ruleId, message, line }) => `${address}:${line} ${ruleId} ${message}`),
    );
    expect(faults).toEqual([]);
    for (const [, style = ''] of html.matchAll(/href="(\/tai-nguyen\/[^"]+\.css)"/g)) {
      const css = await (await request.get(`${platform.site.url}${style}`)).body();
      expect(brotliCompressSync(css).length).toBeLessThan(styleBytesMax);
    }
  }
});

test('what is no page and no form gets a clear answer', async ({ platform, request }) => {
  const { url } = platform.site;
  const cases = [
    [await request.post(`${url}/ung-ho`, { data: { a: 1 } }), 200],
    [
      await request.post(`${url}/ung-ho`, {
        headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
        data: 'kaputt',
      }),
      200,
    ],
    [await request.post(`${url}/ung-ho`, { form: { ten: 'x'.repeat(600_000) } }), 413],
    [await request.post(`${url}/`, { form: {} }), 405],
    [await request.delete(`${url}/`), 405],
    [await request.get(`${url}/sao-ke/?q=a`, { maxRedirects: 0 }), 308],
    [await request.get(`${url}//evil.example/`, { maxRedirects: 0 }), 308],
    [await request.get(`${url}/sao-ke/999/0`), 404],
    [await request.get(`${url}/ung-ho/${'A'.repeat(43)}`), 404],
    [await request.get(`${url}/sao-ke?tu=hom-nay`), 422],
    [await request.post(`${url}/noi-bo/hint`, { data: { kind: 'totals' } }), 403],
  ] as const;
  for (const [answer, status] of cases) expect(answer.status(), answer.url()).toBe(status);
  expect((await request.get(`${url}//evil.example/`, { maxRedirects: 0 })).headers().location).toBe(
    '/evil.example',
  );
});

test('what was written hostile is shown as words', async ({ platform, browser }) => {
  test.skip(platform.engine !== 'sqlite', 'pages do not depend on the database');
  const evil = `<script>document.title='bad'</script><img src=x onerror="document.title='bad'">`;
  const targets = [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    '//evil.example',
  ];
  const link = (url: string) => ({
    type: 'link',
    url,
    children: [{ type: 'text', text: `tới ${url}` }],
  });
  const bodyWith = (urls: readonly string[]) => [
    ...paragraphOf(evil),
    { type: 'heading', level: 1, children: [{ type: 'text', text: evil }] },
    { type: 'paragraph', children: urls.map(link) },
    { type: 'code', children: [{ type: 'text', text: evil }] },
    { type: 'quote', children: [{ type: 'text', text: 'Khối lạ' }] },
  ];
  const places = targets.map((_, index) => `https://hostile.example/${index}`);
  const desk = deskOf(platform.cms.adminFetch);
  const hostile = {
    title: evil,
    lead: evil,
    author: evil.slice(0, 100),
    coverCaption: evil,
    slug: 'bai-doc-hai',
    category: 'mo-hinh',
    seoTitle: evil.slice(0, 60),
    seoDescription: evil.slice(0, 150),
  };
  // The newsroom takes no such links itself ...
  const other = { ...hostile, slug: 'bai-khac', body: bodyWith(targets) };
  expect((await desk.create('article', other)).status).toBe(400);
  const body = bodyWith([...places, 'https://example.org/?a=1&b=2']);
  await accepted(desk.post('article', { ...hostile, body }));
  await accepted(desk.post('faq', { question: evil, answer: body, position: 9 }));
  // ... and the site does not rely on that: here they stand in the database, with a block nobody knows.
  const swap = (before: string, after: string) =>
    `UPDATE newsroom_own_entries SET body = replace(body, '${before}', '${after}')`;
  await askDatabase(
    platform.cms.place,
    ...places.map((place, index) => swap(`"url":"${place}"`, `"url":"${targets[index] ?? ''}"`)),
    swap('"type":"quote"', '"type":"iframe","src":"https://evil.example"'),
  );
  const stored = await (await platform.cms.fetch('/api/newsroom/articles/bai-doc-hai')).text();
  expect(stored).toContain('"url":"javascript:alert(1)"');
  expect(stored).toContain('"type":"iframe"');

  const context = await browser.newContext({ baseURL: platform.site.url });
  const page = await context.newPage();
  const shown = ['/tin-tuc/bai-doc-hai', '/tin-tuc', '/hoi-dap', '/', '/tim-kiem?q=script'];
  const harmful = [
    'script:not([type="application/ld+json"])',
    'iframe',
    '[onerror]',
    ...['javascript:', 'data:', '//'].map((start) => `a[href^="${start}" i]`),
  ].join(', ');
  for (const address of shown) {
    const answer = await page.goto(address);
    expect(answer?.status(), address).toBe(200);
    await expect(page.locator(harmful), address).toHaveCount(0);
    expect(await page.title(), address).not.toBe('bad');
    for (const data of await page.locator('script').allTextContents()) JSON.parse(data);
  }
  const feed = await (await page.request.get('/rss.xml')).text();
  expect(feed).toContain('&lt;script&gt;');
  expect(feed).not.toContain('<script');
  await page.goto('/tin-tuc/bai-doc-hai');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(evil);
  await expect(page.locator('.prose a')).toHaveCount(1);
  await expect(page.locator('.prose')).toContainText('tới https://hostile.example/0');
  await expect(page.locator('.prose')).toContainText('Khối lạ');
  await context.close();
});

test('an article is found, read, switched, moved, previewed and withdrawn', async ({
  platform,
  browser,
}) => {
  test.skip(platform.engine !== 'sqlite', 'pages do not depend on the database');
  const desk = deskOf(platform.cms.adminFetch);
  const context = await browser.newContext({
    javaScriptEnabled: false,
    baseURL: platform.site.url,
  });
  const page = await context.newPage();
  await page.goto('/tim-kiem?q=dong+bao+cao+bang');
  await expect(page.locator('.found mark').first()).toHaveText('Đồng');
  await page.getByRole('link', { name: 'Đồng bào Cao Bằng nhận nhà mới' }).click();
  await expect(page.locator('.byline')).toContainText('Ngày đăng');
  await expect(page.locator('.byline')).toContainText('Lượt xem');
  await expect(page.locator('.sign')).toHaveText('Ban biên tập');
  await expect(page.locator('.prose h2')).toHaveText('Một tiêu đề');
  await expect(page.locator('.prose > p').first()).toHaveText('Đồng bào cả nước chung tay.');
  await expect(page.locator('.prose li ol li')).toHaveText('trong một');
  await expect(page.locator('meta[name="chung-tay:document"]')).toHaveAttribute(
    'content',
    /^[a-z0-9]+@\d+$/,
  );

  // The switch leads to the translation, or to what there is instead.
  await page.locator('.langs a[lang=en]').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('New houses in Cao Bằng');
  await page.goto('/tin-tuc/bai-chi-co-tieng-viet');
  await expect(page.locator('link[hreflang]')).toHaveCount(0);
  await page.locator('.langs a[lang=en]').click();
  await expect(page).toHaveURL(/\/en\/tin-tuc#chua-dich$/);
  await expect(page.locator('#chua-dich')).toBeVisible();

  const draft = {
    title: 'Bài nháp',
    slug: 'bai-nhap',
    category: 'mo-hinh',
    lead: 'Chưa đăng.',
    body: articleBody,
  };
  const id = await accepted(desk.create('article', draft));
  const preview = (await (await desk.preview('article', id)).json()) as { data: { url: string } };
  const previewed = new URL(preview.data.url);
  const answer = await page.goto(previewed.pathname);
  expect(answer?.headers()['cache-control']).toBe('private, no-store');
  await expect(page.getByText('Bản nháp, chưa xuất bản')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bài nháp');
  await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', 'noindex, nofollow');
  expect((await page.goto('/tin-tuc/bai-nhap'))?.status()).toBe(404);

  await accepted(desk.publish('article', id, draft));
  expect((await page.goto('/tin-tuc/bai-nhap'))?.status()).toBe(200);
  const renamed = { ...draft, slug: 'bai-da-doi' };
  await accepted(desk.save('article', id, renamed));
  await accepted(desk.publish('article', id, renamed));
  const moved = await page.request.get('/tin-tuc/bai-nhap', { maxRedirects: 0 });
  expect([moved.status(), moved.headers().location]).toEqual([301, '/tin-tuc/bai-da-doi']);
  await accepted(desk.unpublish('article', id));
  expect((await page.goto('/tin-tuc/bai-da-doi'))?.status()).toBe(410);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nội dung này đã được gỡ');
  await context.close();
});

test('a document shows its state, its relations and its place in lists', async ({
  platform,
  browser,
}) => {
  test.skip(platform.engine !== 'sqlite', 'pages do not depend on the database');
  const context = await browser.newContext({
    javaScriptEnabled: false,
    baseURL: platform.site.url,
  });
  const page = await context.newPage();
  const choose = async (label: string, value: string) => {
    await page.getByRole('combobox', { name: label }).selectOption(value);
    await page.getByRole('button', { name: 'Lọc' }).click();
  };
  await page.goto('/van-ban');
  await choose('Cơ quan ban hành', 'ban-chi-dao');
  await expect(page.getByRole('row')).toHaveCount(3);
  await choose('Loại văn bản', 'quyet-dinh');
  await expect(page).toHaveURL(/loai=quyet-dinh&co-quan=ban-chi-dao/);
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.getByRole('link', { name: /Ban hành Quy chế/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Quyết định số 84/QĐ-BCĐ');
  await expect(page.locator('.directive .tag')).toHaveText('Còn hiệu lực');
  await expect(page.locator('.aside')).toContainText('Được hướng dẫn bởi');
  await page.locator('.langs a[lang=en]').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Decision No. 84/QĐ-BCĐ');
  await expect(page.locator('.directive .lead')).toHaveText('Rules on receiving relief');
  await context.close();
});
