import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

// Measured on a page of 15 KB (docs/decisions/0011): 9 within a small window takes half a millisecond; 10 saves 8 %
// more in twelve times as long.
const brotliQuality = 9;
const brotliWindow = 16;
const gzipLevel = 8;
const sync = promisify(fsync);

/** Endings of the compressed forms, as `brotli_static` and `gzip_static` of a proxy know them. */
export const forms = ['.br', '.gz'] as const;

/** The file of an address below a folder of pages. Only addresses of our own form have one. */
export function fileOfAddress(address: string): string | null {
  if (!/^\/(?:[a-z0-9-]+(?:\/[a-z0-9-]+)*(?:\.xml)?)?$/.test(address)) return null;
  if (address === '/') return 'index.html';
  return address.endsWith('.xml') ? address.slice(1) : `${address.slice(1)}.html`;
}

/** The address of a file below a folder of pages. */
export function addressOfFile(file: string): string {
  if (file === 'index.html') return '/';
  return `/${file.replace(/\.html$/, '')}`;
}

const isAbsent = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/**
 * Writes a file so that a reader sees the whole old or the whole new one, also after a power failure. Only
 * the wait for the disk is left to another thread: the rest takes less time than handing it over.
 */
export async function writeWhole(file: string, body: Buffer | string): Promise<void> {
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`;
  try {
    const handle = openSync(draft, 'wx');
    try {
      writeFileSync(handle, body);
      await sync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** The bytes of a file, null when there is none. */
export function readWhole(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

/**
 * Writes a page with its compressed forms; false when it stood there already. The plain form decides
 * whether the page exists, and is written last.
 */
export async function writePage(folder: string, address: string, body: Buffer): Promise<boolean> {
  const name = fileOfAddress(address);
  if (name === null) throw new Error(`no file for ${address}`);
  const file = path.join(folder, name);
  const isThere = forms.every((form) => existsSync(file + form));
  if (isThere && readWhole(file)?.equals(body)) return false;
  // In this thread: handing half a millisecond of work to another one costs more than it saves.
  const br = brotliCompressSync(body, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: brotliQuality,
      [constants.BROTLI_PARAM_LGWIN]: brotliWindow,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    },
  });
  const gz = gzipSync(body, { level: gzipLevel });
  await Promise.all([writeWhole(`${file}.br`, br), writeWhole(`${file}.gz`, gz)]);
  await writeWhole(file, body);
  return true;
}

function remove(file: string): boolean {
  try {
    unlinkSync(file);
    return true;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
}

/** Removes a page with its forms; the plain one goes last. False when there was none. */
export function removePage(folder: string, address: string): boolean {
  const name = fileOfAddress(address);
  if (name === null) return false;
  const file = path.join(folder, name);
  for (const form of forms) remove(file + form);
  return remove(file);
}

/** Every file below a folder, as paths relative to it. */
export async function listFiles(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: unknown) => {
      if (isAbsent(error)) return [];
      throw error;
    },
  );
  return found
    .filter((entry) => entry.isFile())
    .map((entry) =>
      path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
    );
}

/**
 * Compares a folder of pages with what should be there: removes drafts of a writer that died, pages and
 * forms that nobody expects, and names the pages that lack.
 */
export async function sweepPages(
  folder: string,
  expected: readonly string[],
): Promise<{ readonly lacking: string[]; readonly removed: string[] }> {
  const files = new Set(await listFiles(folder));
  const wanted = new Map(
    expected.flatMap((address) => {
      const name = fileOfAddress(address);
      return name === null ? [] : [[name, address] as const];
    }),
  );
  const removed: string[] = [];
  for (const file of files) {
    const plain = file.replace(/\.(?:br|gz)$/, '');
    if (wanted.has(plain) && files.has(plain)) continue;
    remove(path.join(folder, file));
    if (plain === file && !file.endsWith('.tmp')) removed.push(addressOfFile(file));
  }
  const lacking = [...wanted]
    .filter(([name]) => !['', ...forms].every((form) => files.has(name + form)))
    .map(([, address]) => address);
  return { lacking, removed };
}
