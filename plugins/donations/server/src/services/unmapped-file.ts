import { copyFile, mkdir, readdir, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';

/** A person maps one file at a time: what lies longer was given up. */
const keptMs = 24 * 3_600_000;
const filesMax = 10;

const folderOf = (dataDir: string) => path.join(dataDir, 'unmapped');
const nameForm = /^[0-9a-f]{64}$/;

async function filesByAge(folder: string): Promise<{ file: string; atMs: number }[]> {
  const names = (await readdir(folder)).filter((name) => nameForm.test(name));
  const files = names.map(async (name) => {
    const file = path.join(folder, name);
    return { file, atMs: (await stat(file).catch(() => ({ mtimeMs: 0 }))).mtimeMs };
  });
  return (await Promise.all(files)).sort((one, other) => other.atMs - one.atMs);
}

/**
 * Keeps a file of an unknown layout until somebody says how it is read, apart from the statements: it is
 * the proof of nothing yet. Only the newest are kept.
 */
export async function keepUnmapped(
  dataDir: string,
  kept: { readonly path: string; readonly sha256: string },
): Promise<void> {
  const folder = folderOf(dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const place = path.join(folder, kept.sha256);
  // A copy: an earlier statement may rest on the same file.
  await copyFile(kept.path, place);
  const now = new Date();
  await utimes(place, now, now);
  for (const { file } of (await filesByAge(folder)).slice(filesMax))
    await rm(file, { force: true });
}

/** Where a file of an unknown layout lies; null when it is not kept. */
export async function unmappedPath(dataDir: string, sha256: string): Promise<string | null> {
  if (!nameForm.test(sha256)) return null;
  const place = path.join(folderOf(dataDir), sha256);
  const isThere = await stat(place).then(
    () => true,
    () => false,
  );
  return isThere ? place : null;
}

/** Removes a file that was mapped, or of which nothing came. */
export const dropUnmapped = (dataDir: string, sha256: string) =>
  rm(path.join(folderOf(dataDir), sha256), { force: true });

/** Removes files that nobody mapped in a day. */
export async function sweepUnmapped(dataDir: string, nowMs: number): Promise<void> {
  const files = await filesByAge(folderOf(dataDir)).catch(() => []);
  for (const { file, atMs } of files) if (atMs < nowMs - keptMs) await rm(file, { force: true });
}
