import { expect, it } from 'vitest';
import { addressAsked, documentOf } from './stored-pages.ts';

it.each([
  ['/tin-tuc', '/tin-tuc'],
  ['/tin-tuc?trang=2', null],
  ['/tin-tuc?fbclid=abc&utm_source=x', '/tin-tuc'],
  ['/van-ban?loai=cong-dien&fbclid=abc', null],
  ['/tin-tuc/mua?fbclid=abc', '/tin-tuc/mua'],
  ['/tin-tuc/mua?khac=1', '/tin-tuc/mua'],
])('%s is answered by the file of %s', (url, address) => {
  expect(addressAsked(url)).toBe(address);
});

it.each([
  ['/tin-tuc/mua', 'vi'],
  ['/en/tin-tuc/rain', 'en'],
  ['/van-ban/cong-dien-1', 'vi'],
  ['/en/van-ban/cong-dien-1', 'vi'],
  ['/en/contact', 'en'],
])('views of %s count for %s', (address, locale) => {
  const html = '<meta name="chung-tay:document" content="abc1@7">';
  expect(documentOf(address, html)).toEqual({ documentKey: 'abc1', locale });
  expect(documentOf(address, '<html></html>')).toBeNull();
});
