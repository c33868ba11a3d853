import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/** A file as its manifest names it. */
export interface FileFact {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

export const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Writes a file from its parts and answers what it is; it is on the disk when this returns. */
export async function writeFile(
  folder: string,
  name: string,
  parts: AsyncIterable<string | Buffer>,
): Promise<FileFact> {
  const hash = createHash('sha256');
  let bytes = 0;
  await pipeline(
    parts,
    async function* (chunks: AsyncIterable<string | Buffer>) {
      for await (const chunk of chunks) {
        const buffer = Buffer.from(chunk as string);
        hash.update(buffer);
        bytes += buffer.length;
        yield buffer;
      }
    },
    createWriteStream(path.join(folder, name), { flush: true }),
  );
  return { name, bytes, sha256: hash.digest('hex') };
}

/** Writes the compressed form of a file beside it. */
export function writeCompressed(folder: string, name: string): Promise<FileFact> {
  const gzip = createGzip({ level: 9 });
  const source = createReadStream(path.join(folder, name));
  source.once('error', (error) => gzip.destroy(error));
  return writeFile(folder, `${name}.gz`, source.pipe(gzip));
}

/** What a file on the disk is; null where there is none. */
export async function factOf(folder: string, name: string): Promise<FileFact | null> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(path.join(folder, name))) {
      hash.update(chunk);
      bytes += (chunk as Buffer).length;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  return { name, bytes, sha256: hash.digest('hex') };
}

/** Puts a small text in place at once: readers see the old one or the new one. */
export async function putText(folder: string, name: string, text: string): Promise<void> {
  const draft = path.join(folder, `.${name}.${process.pid}`);
  const handle = await open(draft, 'w');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, path.join(folder, name));
}

export const readText = (folder: string, name: string) => readFile(path.join(folder, name), 'utf8');
