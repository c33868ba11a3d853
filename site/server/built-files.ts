import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { hashedFolder } from './assets.ts';
import { ByteCache } from './byte-cache.ts';
import { compress, encodingFor, type Encoding } from './encoding.ts';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.webp': 'image/webp',
  '.png': 'image/png',
};
/** The whole of it is held in memory: a handful of small files. */
const bytesMax = 64 * 1024 * 1024;
const formerBytesMax = 16 * 1024 * 1024;

export interface BuiltFile {
  readonly type: string;
  readonly etag: string;
  readonly cache: string;
  readonly forms: { readonly identity: Buffer } & Readonly<Record<Encoding, Buffer | null>>;
}

/** A file out of its bytes, with its compressed forms. */
export function builtFile(address: string, body: Buffer, cache?: string): BuiltFile {
  const type = types[path.extname(address)] ?? 'application/octet-stream';
  const isText = /charset/.test(type);
  return {
    type,
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    // The build names these by their content: they never change.
    cache:
      cache ??
      (address.startsWith(`/${hashedFolder}/`)
        ? 'public, max-age=31536000, immutable'
        : 'public, max-age=3600'),
    forms: {
      identity: body,
      br: isText ? compress(body, 'br', 11) : null,
      gzip: isText ? compress(body, 'gzip', 9) : null,
    },
  };
}

/** Every file of the build with its compressed forms, read once at start. */
export function readFiles(folder: string): Map<string, BuiltFile> {
  const files = new Map<string, BuiltFile>();
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const address = `/${path.relative(folder, file).split(path.sep).join('/')}`;
    const body = readFileSync(file);
    bytes += body.length;
    if (bytes > bytesMax) throw new Error('the built files are too large to be held in memory');
    files.set(address, builtFile(address, body));
  }
  return files;
}

/** The hashed files of earlier builds, which pages in caches still name; read when they are asked for. */
export function formerFiles(folder: string): (address: string) => BuiltFile | undefined {
  const held = new ByteCache<BuiltFile>(formerBytesMax);
  return (address) => {
    const name = new RegExp(`^/${hashedFolder}/([\\w-][\\w.-]*)$`).exec(address)?.[1];
    if (name === undefined) return undefined;
    let file = held.get(address);
    if (file === undefined && existsSync(path.join(folder, name))) {
      file = builtFile(address, readFileSync(path.join(folder, name)));
      held.set(address, file, file.forms.identity.length * 2);
    }
    return file;
  };
}

/** Answers with a file. */
export function sendFile(
  file: BuiltFile,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const headers = {
    'content-type': file.type,
    etag: file.etag,
    'cache-control': file.cache,
    vary: 'Accept-Encoding',
  };
  if (request.headers['if-none-match'] === file.etag) {
    response.writeHead(304, headers).end();
    return;
  }
  const encoding = encodingFor(request);
  const form = encoding === null ? null : file.forms[encoding];
  const body = form ?? file.forms.identity;
  response.writeHead(200, {
    ...headers,
    ...(form === null ? {} : { 'content-encoding': encoding ?? '' }),
    'content-length': body.length,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
