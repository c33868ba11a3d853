import { brotliCompressSync } from 'node:zlib';
import AxeBuilder from '@axe-core/playwright';
import { HtmlValidate } from 'html-validate';
import { expect, test } from './place.ts';

const addresses = [
  '/',
  '/ung-ho',
  '/thu-tuc-ung-ho',
  '/tra-cuu',
  '/tra-cuu?ma=sai',
  '/sao-ke',
  '/sao-ke?tu=sai',
  '/khong-co',
];
const all = [
  ...addresses,
  ...addresses.map((address) => (address === '/' ? '/en' : `/en${address}`)),
];
const htmlBytesMax = 14 * 1024;
const styleBytesMax = 12 * 1024;

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
  for (const scheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ baseURL: platform.site.url, colorScheme: scheme });
    const page = await context.newPage();
    for (const address of all) {
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(address);
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .analyze();
        expect(
          violations.map(
            ({ id, nodes }) => `${address} ${scheme} ${width}: ${id} ${nodes[0]?.html}`,
          ),
        ).toEqual([]);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - window.innerWidth,
        );
        expect(overflow, `${address} at ${width}`).toBeLessThanOrEqual(0);
      }
    }
    await context.close();
  }
});

test('every page keeps its budget, its policy and valid HTML', async ({ platform, request }) => {
  test.skip(platform.engine !== 'sqlite', 'pages do not depend on the database');
  for (const address of all) {
    const answer = await request.get(`${platform.site.url}${address}`);
    const html = await answer.text();
    expect(brotliCompressSync(html).length, address).toBeLessThan(htmlBytesMax);
    expect(html, address).not.toContain('<script');
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
