import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { isRecord } from './record.ts';

const beatMs = 5_000;
/** A holder that gave no sign for so long is dead, also where its process cannot be asked. */
const silentMs = 30_000;

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function isAbandoned(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => null);
  if (found === null || Date.now() - found.mtimeMs > silentMs) return true;
  try {
    const holder: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (!isRecord(holder) || typeof holder.pid !== 'number') return true;
    // A process has one publisher, so a lock of our own number is one that an earlier life left.
    return holder.host === hostname() && (holder.pid === process.pid || !isRunning(holder.pid));
  } catch {
    return false;
  }
}

/**
 * Takes a lock for this process; null when another one holds it. The file exists complete or not at all;
 * it is touched while it is held and gives way when its holder died.
 */
export async function takeLock(file: string): Promise<(() => Promise<void>) | null> {
  await mkdir(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`;
  await writeFile(draft, JSON.stringify({ pid: process.pid, host: hostname() }));
  try {
    for (const isLast of [false, true]) {
      const taken = await link(draft, file).then(
        () => true,
        () => false,
      );
      if (taken) break;
      if (isLast || !(await isAbandoned(file))) return null;
      await rm(file, { force: true });
    }
  } finally {
    await rm(draft, { force: true });
  }
  const beat = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => {});
  }, beatMs);
  beat.unref();
  return async () => {
    clearInterval(beat);
    await rm(file, { force: true });
  };
}
