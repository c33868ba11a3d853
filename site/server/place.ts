import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { mkdir, readdir, rename, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readEnvironment, readSecrets } from '@chung-tay/config';

const environment = readEnvironment();
const siteFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const home = path.join(environment.dataDir, 'site');

/** Where everything of the site lies, and what its operator set. */
export const place = {
  environment,
  get hintSecret() {
    return readSecrets(environment.dataDir).hintSecret;
  },
  dist: path.join(siteFolder, 'dist'),
  client: path.join(siteFolder, 'dist', 'client'),
  home,
  /** Hashed files of this build and of earlier ones. */
  assets: path.join(home, 'assets'),
  /** Uploaded files that published pages show. */
  files: path.join(home, 'files'),
  releases: path.join(home, 'releases'),
  /** A link to the release that is served, so that a proxy can serve `current/pages` by itself. */
  current: path.join(home, 'current'),
  /** The published files of open data, which the CMS writes. */
  openData: path.join(environment.dataDir, 'open-data'),
  failures: path.join(home, 'failures.json'),
  /** Of this process: several may share the folder. */
  views: path.join(home, `views-${environment.sitePort}.json`),
  lock: path.join(home, 'publisher.lock'),
} as const;

export const pagesOf = (release: string) => path.join(place.releases, release, 'pages');
export const stateOf = (release: string) => path.join(place.releases, release, 'state.json');

/** Names this build with all that enters its pages: same name, same pages. */
export function nameRelease(): string {
  const hash = createHash('sha256').update(environment.publicSiteUrl);
  const files = readdirSync(place.dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) {
    hash.update(path.relative(place.dist, file)).update('\0').update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}

/** The release that is served; null before the first one. */
export function currentRelease(): string | null {
  try {
    return path.basename(readlinkSync(place.current));
  } catch {
    return null;
  }
}

/** Serves another release from now on. */
export async function switchRelease(release: string): Promise<void> {
  const draft = `${place.current}.${process.pid}.tmp`;
  await rm(draft, { force: true });
  await mkdir(place.home, { recursive: true });
  await symlink(path.join('releases', release), draft);
  await rename(draft, place.current);
}

/** Removes every release but the given ones. */
export async function removeOtherReleases(keep: readonly string[]): Promise<void> {
  for (const name of await readdir(place.releases).catch(() => [])) {
    if (keep.includes(name)) continue;
    await rm(path.join(place.releases, name), { recursive: true, force: true });
  }
}
