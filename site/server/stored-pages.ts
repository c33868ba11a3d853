import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { isFixed } from './addresses.ts';
import { ByteCache } from './byte-cache.ts';
import type { Locale } from './content.ts';
import { encodingFor, type Encoding } from './encoding.ts';
import { fileOfAddress } from './page-files.ts';
import { currentRelease, pagesOf } from './place.ts';
import { contentPolicy, standingHeaders } from './policy.ts';
import { markOf } from './render-page.ts';

const bytesMax = 96 * 1024 * 1024;
/** A page is compared with the disk at most so often: other processes write there as well. */
const trustMs = 500;

/** For caches in front: fresh for seconds, so that what is withdrawn is gone in seconds; kept when we are away. */
const pageCache = 'public, max-age=0, s-maxage=2, stale-while-revalidate=3, stale-if-error=86400';
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
};

/** A document in a language, as views are counted. */
export interface Document {
  readonly documentKey: string;
  readonly locale: Locale;
}

interface Form {
  readonly body: Buffer;
  readonly etag: string;
  /** Headers as Node writes them fastest: names and values in turn. */
  readonly found: string[];
  readonly unchanged: string[];
}

export interface StoredPage {
  readonly document: Document | null;
  readonly forms: { readonly identity: Form } & Readonly<Record<Encoding, Form | null>>;
  readonly stamp: string;
  checkedAtMs: number;
}

/** The document that a page shows, and the language in which its views are counted. */
export function documentOf(address: string, html: string): Document | null {
  const mark = markOf(html);
  if (mark === null) return null;
  const isEnglish = address.startsWith('/en/') && !address.startsWith('/en/van-ban/');
  return { documentKey: mark.key, locale: isEnglish ? 'en' : 'vi' };
}

/**
 * The address whose file answers a request; null when only Astro can. A query means something to lists and
 * nothing to documents; what others append to count their clicks means nothing to anybody.
 */
export function addressAsked(url: string): string | null {
  const at = url.indexOf('?');
  if (at === -1) return url;
  const address = url.slice(0, at);
  if (!isFixed(address)) return address;
  const names = [...new URLSearchParams(url.slice(at + 1)).keys()];
  return names.every((name) => /^(?:utm_\w+|fbclid|gclid|zarsrc)$/.test(name)) ? address : null;
}

function readForm(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}

/** The pages that were written, out of memory; those of the release that is served now. */
export class StoredPages {
  readonly #held = new ByteCache<StoredPage>(bytesMax);
  readonly #cmsOrigin: string;
  #folder: string | null = null;
  #release: string | null = null;
  #releaseCheckedAtMs = 0;

  constructor(cmsOrigin: string) {
    this.#cmsOrigin = cmsOrigin;
  }

  /** The page of an address as the disk has it, at most half a second ago. */
  find(address: string): StoredPage | null {
    const nowMs = Date.now();
    const folder = this.#currentFolder(nowMs);
    if (folder === null) return null;
    const held = this.#held.get(address);
    if (held !== undefined && nowMs - held.checkedAtMs < trustMs) return held;
    const name = fileOfAddress(address);
    if (name === null) return null;
    const file = path.join(folder, name);
    const found = statSync(file, { throwIfNoEntry: false });
    if (found === undefined || !found.isFile()) {
      this.#held.delete(address);
      return null;
    }
    const stamp = `${found.ino}-${found.mtimeMs}-${found.size}`;
    if (held?.stamp === stamp) {
      held.checkedAtMs = nowMs;
      return held;
    }
    return this.#load(address, file, stamp, nowMs);
  }

  /** These were written or removed a moment ago. */
  forget(addresses: readonly string[]): void {
    for (const address of addresses) this.#held.delete(address);
  }

  /** Another release may be served from now on. */
  forgetRelease(): void {
    this.#releaseCheckedAtMs = 0;
  }

  #currentFolder(nowMs: number): string | null {
    if (nowMs - this.#releaseCheckedAtMs >= trustMs) {
      this.#releaseCheckedAtMs = nowMs;
      const release = currentRelease();
      if (release !== this.#release) {
        this.#release = release;
        this.#folder = release === null ? null : pagesOf(release);
        this.#held.clear();
      }
    }
    return this.#folder;
  }

  #load(address: string, file: string, stamp: string, nowMs: number): StoredPage | null {
    const body = readForm(file);
    if (body === null) return null;
    const br = readForm(`${file}.br`);
    const gzip = readForm(`${file}.gz`);
    const form = (bytes: Buffer, encoding: Encoding | null) =>
      this.#form(address, path.extname(file), bytes, encoding);
    const page: StoredPage = {
      document: file.endsWith('.html') ? documentOf(address, body.toString()) : null,
      forms: {
        identity: form(body, null),
        br: br === null ? null : form(br, 'br'),
        gzip: gzip === null ? null : form(gzip, 'gzip'),
      },
      stamp,
      checkedAtMs: nowMs,
    };
    const bytes = body.length + (br?.length ?? 0) + (gzip?.length ?? 0);
    this.#held.set(address, page, bytes + 4096);
    return page;
  }

  #form(address: string, extension: string, body: Buffer, encoding: Encoding | null): Form {
    // Of the bytes themselves: each form of each version has its own.
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    const type = address.endsWith('rss.xml')
      ? 'application/rss+xml; charset=utf-8'
      : (types[extension] ?? 'application/octet-stream');
    const unchanged = [
      ...['Content-Security-Policy', contentPolicy(address, this.#cmsOrigin)],
      ...Object.entries(standingHeaders).flat(),
      ...['Cache-Control', pageCache, 'ETag', etag, 'Vary', 'Accept-Encoding'],
    ];
    const found = [
      ...unchanged,
      ...['Content-Type', type, 'Content-Length', String(body.length)],
      ...(encoding === null ? [] : ['Content-Encoding', encoding]),
    ];
    return { body, etag, found, unchanged };
  }
}

/** Answers with a stored page; the status that was sent. */
export function sendStored(
  page: StoredPage,
  request: IncomingMessage,
  response: ServerResponse,
  isLast: boolean,
): 200 | 304 {
  const encoding = encodingFor(request);
  const form = (encoding === null ? null : page.forms[encoding]) ?? page.forms.identity;
  const known = request.headers['if-none-match'];
  const status = known !== undefined && known.includes(form.etag) ? 304 : 200;
  const headers = status === 200 ? form.found : form.unchanged;
  response.writeHead(status, isLast ? [...headers, 'Connection', 'close'] : headers);
  response.end(status === 304 || request.method === 'HEAD' ? undefined : form.body);
  return status;
}
