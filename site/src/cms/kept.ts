import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { settings } from '../settings.ts';
import { ask } from './client.ts';

/** How long a shared answer is taken without asking. */
const trustMs = 1000;

interface Known<T> {
  readonly body: T;
  readonly etag: string | null;
}

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');

function readFromDisk<T>(file: string): Known<T> | null {
  try {
    const { digest, text } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    if (text === undefined || digestOf(text) !== digest) return null;
    return { body: JSON.parse(text) as T, etag: null };
  } catch {
    return null;
  }
}

function writeToDisk(file: string, body: unknown): void {
  const text = JSON.stringify(body);
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify({ digest: digestOf(text), text }));
    renameSync(`${file}.new`, file);
  } catch (error) {
    // A full disk must not take the site down.
    console.error(error);
  }
}

/**
 * An answer of the CMS that all visitors share: asked at most once a second, the last good one kept in
 * memory and, checksummed, on disk, so that the site starts and serves without the CMS.
 */
export function kept<T>(
  name: string,
  address: string,
  isAcceptable: (next: T, last: T) => boolean = () => true,
) {
  const file = path.join(settings.cacheDir, `${name}.json`);
  let known: Known<T> | null | undefined;
  let askedAtMs = 0;
  let asking: Promise<void> | undefined;

  async function refresh(): Promise<void> {
    known ??= readFromDisk<T>(file);
    const headers: Record<string, string> = known?.etag ? { 'If-None-Match': known.etag } : {};
    const answer = await ask<T>(address, { headers });
    askedAtMs = Date.now();
    if (answer.kind !== 'ok') return;
    if (known && !isAcceptable(answer.body, known.body)) {
      console.error(`${name}: an answer older than the last good one was not taken`);
      return;
    }
    const isNew = JSON.stringify(answer.body) !== JSON.stringify(known?.body);
    known = { body: answer.body, etag: answer.etag };
    if (isNew) writeToDisk(file, answer.body);
  }

  return {
    async read(): Promise<T | null> {
      if (Date.now() - askedAtMs > trustMs) {
        asking ??= refresh().finally(() => {
          asking = undefined;
        });
        await asking;
      }
      return known?.body ?? null;
    },
    /** Asks again at the next reading. */
    expire(): void {
      askedAtMs = 0;
    },
  };
}
