import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { takeLock } from './lock.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'chung-tay-lock-'));
  file = path.join(folder, 'publisher.lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

const heldBy = (pid: number, host = hostname()) =>
  writeFileSync(file, JSON.stringify({ pid, host }));

it('is taken, given back and taken again', async () => {
  const release = await takeLock(file);
  expect(release).not.toBeNull();
  await release?.();
  const again = await takeLock(file);
  expect(again).not.toBeNull();
  await again?.();
});

it('is not taken from a process that runs', async () => {
  heldBy(process.ppid);
  expect(await takeLock(file)).toBeNull();
});

it('is taken from a process that ended, and from an earlier life of our own number', async () => {
  const ended = spawnSync(process.execPath, ['-e', '']);
  heldBy(ended.pid);
  await (
    await takeLock(file)
  )?.();
  heldBy(process.pid);
  const release = await takeLock(file);
  expect(release).not.toBeNull();
  await release?.();
});

it('is not taken from another machine before it has been silent for long', async () => {
  heldBy(1, 'another-machine');
  expect(await takeLock(file)).toBeNull();
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(file, longAgo, longAgo);
  const release = await takeLock(file);
  expect(release).not.toBeNull();
  await release?.();
});
