import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { refusalWords } from '@chung-tay/domain';
import { environmentSchema } from '../../config/src/environment.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const skipped = new Set(['node_modules', 'dist', '.astro', '.git', 'data']);

function* sourcesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
    if (skipped.has(entry.name)) continue;
    const file = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* sourcesBelow(file);
    else if (/\.(?:ts|tsx|astro)$/.test(entry.name) && !/\.test\.ts$/.test(entry.name)) yield file;
  }
}
const sources = ['domain', 'plugins', 'cms', 'site', 'config'].flatMap((room) => [
  ...sourcesBelow(room),
]);

it('every refusal has its sentences, each in two languages', () => {
  const used = sources.flatMap((file) =>
    [...read(file).matchAll(/(?<![.\w])refuse\(\s*'([a-z-]+)'|refusal: '([a-z-]+)'/g)].map(
      (match) => match[1] ?? match[2] ?? '',
    ),
  );
  // Faults of a QR and reasons of settlement are read by programs only.
  const forPrograms = new Set([
    ...['malformed-tlv', 'checksum-differs', 'bad-payload-format', 'not-viet-qr'],
    ...['service-code-misplaced', 'bad-amount', 'no-code', 'two-codes', 'pledge-unknown'],
  ]);
  const wordless = [...new Set(used)].filter(
    (code) => !forPrograms.has(code) && !(code in refusalWords),
  );
  expect(wordless).toEqual([]);
  expect(used.length).toBeGreaterThan(50);
  for (const [code, { vi, en }] of Object.entries(refusalWords)) {
    expect(vi, code).not.toBe(en);
    expect([...vi.matchAll(/\{\w+\}/g)].map(String).sort()).toEqual(
      [...en.matchAll(/\{\w+\}/g)].map(String).sort(),
    );
  }
});

it('the README describes exactly the settings that exist', () => {
  const described = [...read('README.md').matchAll(/^\| `([A-Z_]+)`\s*\|/gm)].map(
    (match) => match[1],
  );
  expect(described.sort()).toEqual(Object.keys(environmentSchema.shape).sort());
});

it('only the configuration reads the environment, and plugins only whether jobs run', () => {
  const readers = sources.filter((file) => {
    const others = read(file).replaceAll('process.env.JOBS', '');
    return others.includes('process.env') && !file.startsWith('config/');
  });
  expect(readers).toEqual([]);
});

it('a process ends quietly: only one place says how', () => {
  const exits = sources.filter((file) => read(file).includes('process.exit('));
  expect([...new Set(exits)]).toEqual(['config/src/exit.ts']);
});

it('nobody names a package registry, and no name could hold anything', () => {
  const lock = read('package-lock.json');
  expect(lock).not.toMatch(/"resolved": "https?:/);
  const vague = sources.filter((file) =>
    /(?:^|[/-])(?:utils?|helpers?|common|misc|manager|processor)\b/.test(file),
  );
  expect(vague).toEqual([]);
});

it('each room says what it is', () => {
  const rooms = [
    'domain',
    'config',
    'cms',
    'site',
    'tests',
    ...readdirSync(path.join(root, 'plugins')).map((name) => `plugins/${name}`),
  ];
  for (const room of rooms) expect(read(`${room}/README.md`).length, room).toBeGreaterThan(200);
});
