// The site's own small Node entry around Astro's handler: built files from memory, compression, one strict
// content security policy, body limits, timeouts, /livez and /readyz, and an end that drops no request.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { readFiles, sendFile } from './files.mjs';
import { compressOnce, encodingFor, forget, isShared, sendShared } from './pages.mjs';

const folder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const { exitQuietly, readEnvironment } = createRequire(import.meta.url)('@chung-tay/config');
const environment = readEnvironment();
const { handler } = await import('../dist/server/entry.mjs');
const files = readFiles(path.join(folder, 'dist', 'client'));

/** Fifty lines of goods and a long message fit several times. */
const bodyBytesMax = 512 * 1024;
const renderMsMax = 20_000;
const drainMs = 10_000;

const policy = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  // The private address of a donor must not travel to any other site.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), interest-cohort=()',
};

let stopping = false;

function sendText(response, status, text, headers = {}) {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers });
  response.end(text);
}

/** Lets Astro render into memory: with streaming off its answer is whole, or an error. */
function render(request, response) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    const headers = {};
    const original = {
      writeHead: response.writeHead,
      write: response.write,
      end: response.end,
    };
    const restore = () => Object.assign(response, original);
    const timer = setTimeout(() => reject(new Error('rendering took too long')), renderMsMax);
    const take = (chunk) => {
      if (chunk) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk));
    };
    response.writeHead = (status, given = {}) => {
      response.statusCode = status;
      for (const [name, value] of Object.entries(given)) headers[name.toLowerCase()] = value;
      return response;
    };
    response.write = (chunk) => {
      take(chunk);
      return true;
    };
    response.end = (chunk) => {
      take(typeof chunk === 'function' ? undefined : chunk);
      clearTimeout(timer);
      restore();
      for (const [name, value] of Object.entries(response.getHeaders())) headers[name] ??= value;
      resolve({ status: response.statusCode, headers, body: Buffer.concat(chunks) });
      return response;
    };
    const fail = (error) => {
      clearTimeout(timer);
      restore();
      reject(error ?? new Error(`no page answers ${request.method} ${request.url}`));
    };
    handler(request, response, (error) => {
      if (error) return fail(error);
      // No page has this address: the one that says so is a page as well.
      request.url = request.url.startsWith('/en/') ? '/en/404' : '/404';
      return handler(request, response, fail);
    });
  });
}

async function sendPage(request, response) {
  const { status, headers, body } = await render(request, response);
  const encoding = /^text\/html/.test(String(headers['content-type']))
    ? encodingFor(request)
    : null;
  const form = compressOnce(body, encoding);
  const sent = form ?? body;
  response.writeHead(status, {
    ...headers,
    ...(form === null ? {} : { 'content-encoding': encoding, vary: 'Accept-Encoding' }),
    ...(status === 204 || status === 304 ? {} : { 'content-length': sent.length }),
  });
  response.end(request.method === 'HEAD' ? undefined : sent);
}

const tooLarge = 'Nội dung quá lớn. / The body is too large.\n';

/**
 * Reads the body within its limit and gives it back to the request, so that a body of unknown length is
 * refused with an answer and not with a broken connection. False when it was refused.
 */
async function limitBody(request, response) {
  if (request.method === 'GET' || request.method === 'HEAD') return true;
  const refuse = () => {
    sendText(response, 413, tooLarge, { connection: 'close' });
    request.resume();
    return false;
  };
  if (Number(request.headers['content-length'] ?? 0) > bodyBytesMax) return refuse();
  const chunks = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += chunk.length;
    if (bytes > bodyBytesMax) return refuse();
    chunks.push(chunk);
  }
  request.body = Buffer.concat(chunks);
  return true;
}

/** Only forms are posted, and only where a form stands; other methods have no meaning here. */
function isAllowed({ method, url }) {
  if (method === 'GET' || method === 'HEAD') return true;
  return method === 'POST' && /^\/(?:(?:en\/)?ung-ho(?:\/[\w-]+)?|noi-bo\/hint)$/.test(url);
}

async function isReady() {
  try {
    const answer = await fetch(`${environment.cmsUrl}/livez`, {
      signal: AbortSignal.timeout(1000),
    });
    return answer.ok ? 'ok' : 'away';
  } catch {
    return 'away';
  }
}

async function answer(request, response) {
  for (const [name, value] of Object.entries(policy)) response.setHeader(name, value);
  if (stopping) response.setHeader('connection', 'close');
  if (request.url === '/livez') return sendText(response, 200, 'ok\n');
  if (request.url === '/readyz') {
    // Without the CMS the site still serves its last good answers: it says so and stays ready.
    const cms = await isReady();
    return sendText(response, stopping ? 503 : 200, JSON.stringify({ ready: !stopping, cms }), {
      'content-type': 'application/json',
      'cache-control': 'no-store',
    });
  }
  if (sendFile(files, request, response)) return undefined;
  if (!isAllowed(request)) {
    return sendText(response, 405, 'Không nhận phương thức này. / Method not allowed.\n', {
      allow: 'GET, HEAD',
    });
  }
  const [pathname = '', query] = request.url.split('?');
  if (/.\/$/.test(pathname)) {
    // One address per page: without the slash at its end.
    const plain = `/${pathname.replace(/^\/+|\/+$/g, '')}`;
    response.writeHead(308, { location: query === undefined ? plain : `${plain}?${query}` });
    return response.end();
  }
  if (!(await limitBody(request, response))) return undefined;
  if (isShared(request)) return sendShared(request, response, () => render(request, response));
  await sendPage(request, response);
  if (request.url === '/noi-bo/hint' && response.statusCode === 204) forget();
  return undefined;
}

const server = createServer(
  { requestTimeout: 30_000, headersTimeout: 10_000 },
  (request, response) => {
    answer(request, response).catch((error) => {
      console.error(error);
      if (!response.headersSent) sendText(response, 500, 'Có lỗi. / Something went wrong.\n');
      else response.destroy();
    });
  },
);
server.keepAliveTimeout = 65_000;
server.listen(environment.sitePort, environment.host, () => {
  console.log(`Site listens on http://${environment.host}:${environment.sitePort}`);
});

function stop() {
  if (stopping) return;
  stopping = true;
  server.close(() => exitQuietly(0));
  server.closeIdleConnections();
  setTimeout(() => exitQuietly(0), drainMs).unref();
}
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, stop);
