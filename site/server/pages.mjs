import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/**
 * Pages that are the same for everybody, rendered at most once a second and kept with their compressed
 * forms: in a disaster's traffic nearly all requests are for these.
 */
const shared = new Set(['/', '/en', '/thu-tuc-ung-ho', '/en/thu-tuc-ung-ho']);
const trustMs = 1000;
const compressFrom = 800;

const pages = new Map();

export const isShared = (request) => request.method === 'GET' && shared.has(request.url);

export function forget() {
  for (const page of pages.values()) page.renderedAtMs = 0;
}

const compressed = {
  br: (body, quality) =>
    brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }),
  gzip: (body, quality) => gzipSync(body, { level: Math.min(quality, 9) }),
};

/** The best form of a body that a browser takes. */
export function encodingFor(request) {
  const accepted = String(request.headers['accept-encoding'] ?? '');
  if (/\bbr\b/.test(accepted)) return 'br';
  return /\bgzip\b/.test(accepted) ? 'gzip' : null;
}

/** Compresses a body that is sent once; small ones are left alone. */
export function compressOnce(body, encoding) {
  return encoding === null || body.length < compressFrom ? null : compressed[encoding](body, 4);
}

function keep(path, { status, headers, body }) {
  const page = { status, headers, body, forms: new Map(), renderedAtMs: Date.now() };
  if (status === 200) pages.set(path, page);
  return page;
}

function formOf(page, encoding) {
  if (encoding === null) return page.body;
  let form = page.forms.get(encoding);
  if (form === undefined) {
    form = compressed[encoding](page.body, 5);
    page.forms.set(encoding, form);
  }
  return form;
}

const rendering = new Map();

/** Answers with a shared page; `render` makes it anew when the kept one is too old. */
export async function sendShared(request, response, render) {
  const path = request.url;
  let page = pages.get(path);
  if (page === undefined || Date.now() - page.renderedAtMs > trustMs) {
    let under = rendering.get(path);
    if (under === undefined) {
      under = render().then((result) => keep(path, result));
      rendering.set(path, under);
      under.finally(() => rendering.delete(path)).catch(() => {});
    }
    page = await under;
  }
  const encoding = encodingFor(request);
  const body = formOf(page, encoding);
  response.writeHead(page.status, {
    ...page.headers,
    vary: 'Accept-Encoding',
    ...(encoding === null ? {} : { 'content-encoding': encoding }),
    'content-length': body.length,
  });
  response.end(body);
}
