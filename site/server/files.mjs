import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { encodingFor } from './pages.mjs';

const types = {
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.webp': 'image/webp',
  '.png': 'image/png',
};
/** The whole of it is held in memory: a handful of small files. */
const bytesMax = 64 * 1024 * 1024;

/** Every file of the build with its compressed forms, read once at start. */
export function readFiles(folder) {
  const files = new Map();
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const address = `/${path.relative(folder, file).split(path.sep).join('/')}`;
    const body = readFileSync(file);
    bytes += body.length;
    if (bytes > bytesMax) throw new Error('the built files are too large to be held in memory');
    const type = types[path.extname(file)] ?? 'application/octet-stream';
    const isText = /charset/.test(type);
    files.set(address, {
      type,
      etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
      // The build names these by their content: they never change.
      cache: address.startsWith('/tai-nguyen/')
        ? 'public, max-age=31536000, immutable'
        : 'public, max-age=3600',
      forms: {
        identity: body,
        br: isText ? brotliCompressSync(body) : null,
        gzip: isText ? gzipSync(body) : null,
      },
    });
  }
  return files;
}

/** Answers with a built file; false when there is none of that address. */
export function sendFile(files, request, response) {
  const file = files.get(request.url.split('?')[0]);
  if (file === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
  const headers = {
    'content-type': file.type,
    etag: file.etag,
    'cache-control': file.cache,
    vary: 'Accept-Encoding',
  };
  if (request.headers['if-none-match'] === file.etag) {
    response.writeHead(304, headers).end();
    return true;
  }
  const encoding = encodingFor(request);
  const form = encoding === null ? null : file.forms[encoding];
  const body = form ?? file.forms.identity;
  if (form !== null) headers['content-encoding'] = encoding;
  response.writeHead(200, { ...headers, 'content-length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
  return true;
}
