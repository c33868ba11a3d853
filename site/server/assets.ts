import { copyFile, mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { listFiles } from './page-files.ts';
import { place } from './place.ts';

const keptMs = 30 * 24 * 3_600_000;
/** The folder of the build whose files are named by their content. */
export const hashedFolder = 'tai-nguyen';

/**
 * Keeps the hashed files of this build beside those of earlier ones: pages that lie in caches name them.
 * Those that no build used for thirty days go.
 */
export async function keepAssets(nowMs: number): Promise<void> {
  const source = path.join(place.client, hashedFolder);
  const now = new Date(nowMs);
  const current = new Set(await listFiles(source));
  for (const name of current) {
    const kept = path.join(place.assets, name);
    await mkdir(path.dirname(kept), { recursive: true });
    if ((await stat(kept).catch(() => null)) === null) {
      await copyFile(path.join(source, name), `${kept}.${process.pid}.tmp`);
      await rename(`${kept}.${process.pid}.tmp`, kept);
    }
    await utimes(kept, now, now);
  }
  for (const name of await readdir(place.assets).catch(() => [])) {
    if (current.has(name)) continue;
    const file = path.join(place.assets, name);
    const { mtimeMs } = await stat(file);
    if (nowMs - mtimeMs > keptMs) await rm(file, { recursive: true, force: true });
  }
}
