import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { threadId } from 'node:worker_threads';
import { settings } from '../settings.ts';
import { ask } from './client.ts';

/** How long a shared answer is taken without asking. */
const trustMs = 1000;

interface Known<T> {
  readonly body: T;
  readonly etag: string | null;
}

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');

function readFromDisk(file: string): unknown {
  try {
    const { digest, text } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    if (text === undefined || digestOf(text) !== digest) return null;
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function writeToDisk(file: string, body: unknown): void {
  const text = JSON.stringify(body);
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    // The thread that writes files keeps the same answers: each has a draft of its own.
    const draft = `${file}.${process.pid}-${threadId}.new`;
    writeFileSync(draft, JSON.stringify({ digest: digestOf(text), text }));
    renameSync(draft, file);
  } catch (error) {
    // A full disk must not take the site down.
    console.error(error);
  }
}

interface Rules<T> {
  /** False for an answer that must not replace the last good one. */
  readonly isAcceptable?: (next: T, last: T) => boolean;
  /** The answer in its shape, null when it has another: then it counts as none. */
  readonly read?: (body: unknown) => T | null;
}

/**
 * An answer of the CMS that all visitors share: asked at most once a second, the last good one kept in
 * memory and, checksummed, on disk, so that the site starts and serves without the CMS.
 */
export function kept<T>(
  name: string,
  address: string,
  { isAcceptable = () => true, read = (body) => body as T }: Rules<T> = {},
) {
  const file = path.join(settings.cacheDir, `${name}.json`);
  let known: Known<T> | null | undefined;
  let askedAtMs = 0;
  let asking: Promise<void> | undefined;
  let expiries = 0;

  async function refresh(): Promise<void> {
    if (known === undefined) {
      const saved = readFromDisk(file);
      const body = saved === null ? null : read(saved);
      known = body === null ? null : { body, etag: null };
    }
    const headers: Record<string, string> = known?.etag ? { 'If-None-Match': known.etag } : {};
    const askedIn = expiries;
    const answer = await ask<unknown>(address, { headers });
    // An answer that was under way when the hint came may be from before the change.
    askedAtMs = askedIn === expiries ? Date.now() : 0;
    if (answer.kind !== 'ok') return;
    const body = read(answer.body);
    if (body === null) return;
    if (known && !isAcceptable(body, known.body)) {
      console.error(`${name}: an answer older than the last good one was not taken`);
      return;
    }
    const isNew = JSON.stringify(body) !== JSON.stringify(known?.body);
    known = { body, etag: answer.etag };
    if (isNew) writeToDisk(file, body);
  }

  return {
    async read(): Promise<T | null> {
      while (Date.now() - askedAtMs > trustMs) {
        asking ??= refresh().finally(() => {
          asking = undefined;
        });
        await asking;
      }
      return known?.body ?? null;
    },
    /** Asks again at the next reading. */
    expire(): void {
      expiries += 1;
      askedAtMs = 0;
    },
  };
}
