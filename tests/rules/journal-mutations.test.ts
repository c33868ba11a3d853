import { createHash } from 'node:crypto';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { verifyLines } from '@chung-tay/domain';
import { expect, it } from 'vitest';
import { drawFrom } from '../harness/corpus-random.ts';
import {
  checkpointAt,
  drawExport,
  mutate,
  mutationKinds,
  type Checkpoint,
} from '../harness/journal-export.ts';
import { repository } from '../harness/repository.ts';

// The program that the public downloads; it has no types.
const script = (await import(
  pathToFileURL(path.join(repository, 'site', 'public', 'kiem-chung.mjs')).href
)) as {
  verifyJournal(lines: readonly string[], checkpoints: readonly Checkpoint[]): string[];
};

const mutations = 10_000;
const entries = 24;
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
// The instant of the seal is no part of the chain: the hash of the day's file guards it.
const withoutInstants = (lines: readonly string[]) =>
  lines.join('\n').replace(/"sealedAt":"[^"]*"/g, '');

it('an export as it was written is whole', async () => {
  const lines = drawExport(drawFrom(1), entries);
  expect(script.verifyJournal(lines, [checkpointAt(lines, entries)])).toEqual([]);
  async function* each() {
    yield* lines;
  }
  expect(await verifyLines(each(), sha256)).toMatchObject({ ok: true, entries });
});

it(`each of ${mutations} mutations of an export is found`, () => {
  const draw = drawFrom(2024);
  const counts = new Map<string, number>();
  const missed: string[] = [];
  let lines = drawExport(draw, entries);
  for (let index = 0; index < mutations; index += 1) {
    const kind = mutationKinds[index % mutationKinds.length] ?? 'flip';
    if (index % 100 === 99) lines = drawExport(draw, entries);
    const checkpoints = [checkpointAt(lines, 9), checkpointAt(lines, entries - 3)];
    const changed = mutate(draw, kind, lines, entries - 3);
    if (changed.join('\n') === lines.join('\n')) continue;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    const isInstant = withoutInstants(changed) === withoutInstants(lines);
    if (isInstant) continue;
    if (script.verifyJournal(changed, checkpoints).length === 0) {
      missed.push(`${kind} ${index}`);
    }
  }
  expect(missed).toEqual([]);
  for (const kind of mutationKinds) expect(counts.get(kind)).toBeGreaterThan(1_000);
});
