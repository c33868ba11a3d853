import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  csv,
  gift,
  inline,
  noise,
  noisyItems,
  table,
  workbook,
  xlsx,
} from '../server/src/banks/test-files';
import { previewStatement } from '../server/src/services/statement-reading';

const secondsMax = 5;
const megabytesMax = 256;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'chung-tay-hostile-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Cost {
  readonly refusal: string;
  readonly seconds: number;
  readonly megabytes: number;
  /** For how long nothing else could happen in this process. */
  readonly heldUpMs: number;
}

/** The memory of the readers that run, as the kernel counts it. */
function readersBytes(): number {
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim();
  return children.split(' ').reduce((sum, pid) => {
    const pages = pid === '' ? 0 : Number(statmOf(pid).split(' ')[1] ?? 0);
    return sum + pages * 4096;
  }, 0);
}

function statmOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/statm`, 'utf8');
  } catch {
    // It has just ended.
    return '';
  }
}

/** Reads a file as the CMS does, and what that costs. */
async function costOf(content: Uint8Array | string): Promise<Cost> {
  const file = path.join(folder, 'file');
  await writeFile(file, content);
  const memory = () => process.memoryUsage().rss + readersBytes();
  const before = memory();
  let most = before;
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const watch = setInterval(() => (most = Math.max(most, memory())), 20);
  const startedAt = performance.now();
  const account = { number: '0000000000', bin: '970436', memoNames: 'initials' as const };
  const answer = await previewStatement({ path: file, account, templates: [] }, 20);
  const seconds = (performance.now() - startedAt) / 1000;
  clearInterval(watch);
  delay.disable();
  return {
    refusal: answer.ok ? 'none' : answer.refusal,
    seconds,
    megabytes: (most - before) / 1e6,
    heldUpMs: delay.max / 1e6,
  };
}

const above = csv(table.slice(1, 3));
const ours = table.slice(1, 3);
const sheet = (rows: string) => workbook(inline(ours) + rows);
const archive = 'statement-archive-hostile';
const markup = 'statement-markup-hostile';

describe('a hostile file is refused soon, in little memory, and holds nobody up:', () => {
  it.each<[string, string, () => Uint8Array | string]>([
    ['a zip bomb', archive, () => sheet('<row/>'.repeat(8_000_000))],
    [
      'a bomb of shared texts',
      archive,
      () => workbook(inline(table), { 'sharedStrings.xml': `<sst>${noisyItems(5_000_000)}</sst>` }),
    ],
    [
      'a shared text without end',
      archive,
      () => workbook(inline(table), { 'sharedStrings.xml': `<sst><si><t>${noise(5_000_000)}` }),
    ],
    [
      'a bomb of entities',
      archive,
      () =>
        xlsx({
          'worksheets/sheet1.xml': `<!DOCTYPE a [<!ENTITY b "${'c'.repeat(1000)}">]><worksheet>&b;</worksheet>`,
        }),
    ],
    ['deep nesting', archive, () => sheet('<a>'.repeat(100_000))],
    [
      'cells without end in a row',
      archive,
      () => sheet(`<row>${'<c r="A1"><v>1</v></c>'.repeat(1_000_000)}</row>`),
    ],
    ['a tag with endless attributes', archive, () => sheet(`<row a="${noise(20_000_000)}"/>`)],
    [
      'macros',
      'statement-has-macros',
      () => xlsx({ 'worksheets/sheet1.xml': '<worksheet/>', 'vbaProject.bin': 'x' }),
    ],
    [
      'embedded objects',
      'statement-has-macros',
      () => xlsx({ 'worksheets/sheet1.xml': '<worksheet/>', 'embeddings/oleObject1.bin': 'x' }),
    ],
    ['a bomb of HTML', markup, () => `<table>${'<b><i>'.repeat(5_000_000)}`],
    ['tables in tables', markup, () => '<table><tr><td>'.repeat(1_000_000)],
    [
      'a cell that spans all columns',
      markup,
      () => `<table>${'<tr><td colspan=99999999>a'.repeat(100)}`,
    ],
    [
      'empty rows of HTML without end',
      'statement-rows-idle',
      () =>
        `<table>${table
          .slice(1, 3)
          .map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
          .join('')}${'<tr></tr>'.repeat(3_000_000)}`,
    ],
    [
      'empty rows without end',
      'statement-rows-idle',
      () => `${above}\n${',,,,,,\n'.repeat(5_000_000)}`,
    ],
    [
      'one line without end',
      'statement-row-malformed',
      () => `${above}\n${'a'.repeat(50_000_000)}`,
    ],
    [
      'quotes without end',
      'statement-row-malformed',
      () => `${above}\n"${'""'.repeat(10_000_000)}`,
    ],
    [
      'separators without end',
      'statement-line-too-long',
      () => `${above}\n${','.repeat(30_000_000)}`,
    ],
    ['zeros', 'statement-format-unsupported', () => new Uint8Array(50_000_000)],
    [
      'zeros behind a statement',
      'statement-format-unsupported',
      () =>
        Buffer.concat([
          Buffer.from(`${above}\n`.padEnd(100_000, 'ghi chu,,,,,,\n')),
          new Uint8Array(1_000_000),
        ]),
    ],
    [
      'an archive behind a picture',
      'statement-format-unsupported',
      () => Buffer.concat([Buffer.from('GIF89a\0\0'), zipSync({ a: strToU8('a') })]),
    ],
    [
      'a program',
      'statement-format-unsupported',
      () => Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'),
    ],
  ])(
    '%s (%s)',
    async (_, refusal, content) => {
      const cost = await costOf(content());
      expect(cost.refusal).toBe(refusal);
      expect(cost.seconds).toBeLessThan(secondsMax);
      expect(cost.megabytes).toBeLessThan(megabytesMax);
      expect(cost.heldUpMs).toBeLessThan(1000);
    },
    60_000,
  );

  it('an honest file is read in the same way', async () => {
    const rows = Array.from({ length: 20_000 }, () => gift);
    const cost = await costOf(
      csv([...table.slice(0, 1), ...table.slice(2, 3), ...rows]).replaceAll(
        '0011001932418',
        '0000000000',
      ),
    );
    expect(cost.refusal).toBe('none');
    expect(cost.megabytes).toBeLessThan(megabytesMax);
  });
});
