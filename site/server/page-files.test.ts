import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fileOfAddress, listFiles, removePage, sweepPages, writePage } from './page-files.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'chung-tay-pages-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const page = Buffer.from('<!DOCTYPE html><html lang="vi"><p>Chung tay</p></html>');

it.each([
  ['/', 'index.html'],
  ['/tin-tuc', 'tin-tuc.html'],
  ['/en/tin-tuc/mua-lon', 'en/tin-tuc/mua-lon.html'],
  ['/rss.xml', 'rss.xml'],
  ['/en/rss.xml', 'en/rss.xml'],
  ['/tin-tuc/', null],
  ['//tin-tuc', null],
  ['/tin-tuc/../state', null],
  ['/tin-tuc/%2e%2e', null],
  ['/tin-tuc/a.html', null],
  ['/Tin-Tuc', null],
  ['tin-tuc', null],
  ['', null],
])('the file of %s is %s', (address, file) => {
  expect(fileOfAddress(address)).toBe(file);
});

it('writes a page with its compressed forms, and only when it differs', async () => {
  const file = path.join(folder, 'tin-tuc/mua.html');
  expect(await writePage(folder, '/tin-tuc/mua', page)).toBe(true);
  expect(brotliDecompressSync(readFileSync(`${file}.br`))).toEqual(page);
  expect(gunzipSync(readFileSync(`${file}.gz`))).toEqual(page);
  const { mtimeMs } = statSync(file);
  expect(await writePage(folder, '/tin-tuc/mua', page)).toBe(false);
  expect(statSync(file).mtimeMs).toBe(mtimeMs);
  rmSync(`${file}.gz`);
  expect(await writePage(folder, '/tin-tuc/mua', page)).toBe(true);
  expect(removePage(folder, '/tin-tuc/mua')).toBe(true);
  expect(removePage(folder, '/tin-tuc/mua')).toBe(false);
  expect(await listFiles(folder)).toEqual([]);
});

it('sweeps what nobody expects, and names what lacks', async () => {
  await writePage(folder, '/tin-tuc/mua', page);
  await writePage(folder, '/tin-tuc/cu', page);
  await writePage(folder, '/tin-tuc/nua', page);
  rmSync(path.join(folder, 'tin-tuc/nua.html.br'));
  writeFileSync(path.join(folder, 'tin-tuc/mua.html.12-ab.tmp'), 'half');
  writeFileSync(path.join(folder, 'le.html.gz'), 'orphan');
  const expected = ['/tin-tuc/mua', '/tin-tuc/nua', '/tin-tuc/moi'];
  const swept = await sweepPages(folder, expected);
  expect(swept.removed).toEqual(['/tin-tuc/cu']);
  expect(swept.lacking.sort()).toEqual(['/tin-tuc/moi', '/tin-tuc/nua']);
  expect((await listFiles(folder)).sort()).toEqual([
    'tin-tuc/mua.html',
    'tin-tuc/mua.html.br',
    'tin-tuc/mua.html.gz',
    'tin-tuc/nua.html',
    'tin-tuc/nua.html.gz',
  ]);
});
