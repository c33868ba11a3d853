import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { place } from './place.ts';

const timeoutMs = 60_000;

/** How a file of each ending is sent; others are not shown at all. */
const types: Readonly<Record<string, string>> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.pdf': 'application/pdf',
  '.csv': 'text/csv; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.doc': 'application/msword',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xls': 'application/vnd.ms-excel',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.odt': 'application/vnd.oasis.opendocument.text',
  '.ods': 'application/vnd.oasis.opendocument.spreadsheet',
};

/** The type of an uploaded file by its name; null for names and endings that are not shown. */
export function typeOfUpload(name: string): string | null {
  if (!/^[\w][\w.-]{0,250}$/.test(name)) return null;
  return types[path.extname(name).toLowerCase()] ?? null;
}

/** Where an uploaded file is got from. */
export const uploadAddress = (name: string) => `${place.environment.cmsUrl}/uploads/${name}`;

/** Uploads never change under their name: what is here is not asked for again. */
const here = new Set<string>();

async function fetchUpload(name: string): Promise<boolean> {
  const answer = await fetch(uploadAddress(name), { signal: AbortSignal.timeout(timeoutMs) });
  if (answer.status === 404) {
    console.error(`the uploaded file ${name} does not exist`);
    return false;
  }
  if (!answer.ok || answer.body === null) throw new Error(`${name} answered ${answer.status}`);
  const draft = path.join(place.files, `.${name}.${process.pid}.tmp`);
  await mkdir(place.files, { recursive: true });
  try {
    await pipeline(Readable.from(answer.body), createWriteStream(draft));
    const promised = Number(answer.headers.get('content-length') ?? Number.NaN);
    const handle = await open(draft, 'r+');
    try {
      const { size } = await handle.stat();
      // A compressed answer is longer on disk than on the wire.
      const isPlain = answer.headers.get('content-encoding') === null;
      if (isPlain && Number.isFinite(promised) && size !== promised) {
        throw new Error(`${name} was cut off`);
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, path.join(place.files, name));
    return true;
  } finally {
    await rm(draft, { force: true });
  }
}

const fetching = new Map<string, Promise<boolean>>();

/** Brings uploaded files here, so that they outlive the CMS. Throws when it cannot be asked. */
export async function mirrorUploads(names: readonly string[]): Promise<void> {
  for (const name of names) {
    if (here.has(name) || typeOfUpload(name) === null) continue;
    if (await stat(path.join(place.files, name)).catch(() => null)) {
      here.add(name);
      continue;
    }
    let under = fetching.get(name);
    if (under === undefined) {
      under = fetchUpload(name).finally(() => fetching.delete(name));
      fetching.set(name, under);
    }
    if (await under) here.add(name);
  }
}

/** Removes files by their names. */
export async function removeUploads(names: Iterable<string>): Promise<void> {
  for (const name of names) {
    here.delete(name);
    if (typeOfUpload(name) !== null) await rm(path.join(place.files, name), { force: true });
  }
}

/** Removes every file that no page shows. */
export async function sweepUploads(shown: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(place.files).catch(() => [])) {
    if (shown.has(name)) continue;
    here.delete(name);
    await rm(path.join(place.files, name), { force: true });
  }
}
