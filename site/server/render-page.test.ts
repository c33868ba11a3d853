import { expect, it } from 'vitest';
import { faultOf, type Rendered } from './render-page.ts';

const html = (body: string): Rendered => ({
  status: 200,
  type: 'text/html',
  body: Buffer.from(body),
});
const marked = (mark: string) =>
  `<html><head><meta name="chung-tay:document" content="${mark}"></head></html>\n`;
const entry = { documentKey: 'abc1', revision: 7 };

it.each([
  ['a complete page of the revision', html(marked('abc1@7')), entry, null],
  ['a page of a later revision', html(marked('abc1@8')), entry, null],
  ['a page of an earlier revision', html(marked('abc1@6')), entry, 'out-of-date'],
  ['a page of another document', html(marked('abc2@7')), entry, 'wrong-document'],
  ['a page that does not say what it shows', html('<html></html>'), entry, 'wrong-document'],
  ['half a page', html(marked('abc1@7').slice(0, -9)), entry, 'incomplete'],
  ['a list', html('<html></html>'), undefined, null],
  ['a page without the CMS', { ...html('<html></html>'), status: 503 }, entry, 'cms-away'],
  ['a page that is gone', { ...html('<html></html>'), status: 410 }, entry, 'wrong-status'],
  ['something else', { ...html('{}'), type: 'application/json' }, undefined, 'wrong-type'],
])('%s', (_name, rendered, of, fault) => {
  expect(faultOf('/tin-tuc/mua', rendered, of)).toBe(fault);
});

it('takes a feed only as a whole', () => {
  const feed = (body: string) => ({ ...html(body), type: 'application/rss+xml; charset=utf-8' });
  expect(faultOf('/rss.xml', feed('<rss></rss>'), undefined)).toBeNull();
  expect(faultOf('/rss.xml', feed('<rss>'), undefined)).toBe('incomplete');
  expect(faultOf('/rss.xml', html('<rss></rss>'), undefined)).toBe('wrong-type');
});
