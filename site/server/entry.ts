// The site's own small Node entry around Astro's handler: pages as files, built files from memory,
// compression, one strict content security policy, body limits, timeouts, /livez and /readyz, and an end
// that drops no request.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { exitQuietly } from '@chung-tay/config';
import { hashedFolder } from './assets.ts';
import { loadAstro } from './astro.ts';
import { builtFile, formerFiles, readFiles, sendFile } from './built-files.ts';
import { daySheet } from './day-sheet.ts';
import { compressOnce, encodingFor } from './encoding.ts';
import { ledgerFileAddress, sendLedgerFile } from './ledger-file.ts';
import { sendOpenData } from './open-data-files.ts';
import { place } from './place.ts';
import { contentPolicy, standingHeaders } from './policy.ts';
import { startPublisher } from './publisher-thread.ts';
import { isRecord } from './record.ts';
import { expireShared, headersOf, isShared, sendShared, type Answer } from './shared-pages.ts';
import { addressAsked, documentOf, sendStored, StoredPages } from './stored-pages.ts';
import { sendUpload } from './uploaded-files.ts';
import { isView, startCounting } from './views.ts';

/** Fifty lines of goods and a long message fit several times. */
const bodyBytesMax = 512 * 1024;
const renderMsMax = 20_000;
const drainMs = 10_000;

const { environment } = place;
const cmsOrigin = new URL(environment.publicCmsUrl).origin;
const handler = await loadAstro();
const files = readFiles(place.client);
const former = formerFiles(place.assets);
const pages = new StoredPages(cmsOrigin);
const publisher = startPublisher({
  onChanged: (addresses) => pages.forget(addresses),
  onRelease: () => pages.forgetRelease(),
});
const { counter, flush } = await startCounting({
  cmsUrl: environment.cmsUrl,
  secret: place.hintSecret,
  file: place.views,
  onCounted: (totals) => publisher.noteViews(totals),
});

const robots = builtFile(
  '/robots.txt',
  Buffer.from(
    `${readFileSync(path.join(place.client, 'robots.txt'), 'utf8').trimEnd()}\n\nSitemap: ${environment.publicSiteUrl}/sitemap.xml\n`,
  ),
);
files.set('/robots.txt', robots);

let stopping = false;

function sendText(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers });
  response.end(text);
}

/** Bodies that were read already, for Astro's request. */
type WithBody = IncomingMessage & { body?: Buffer };

/** Lets Astro render into memory: with streaming off its answer is whole, or an error. */
function render(request: IncomingMessage, response: ServerResponse): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const headers: Record<string, string | number | readonly string[]> = {};
    const original = { writeHead: response.writeHead, write: response.write, end: response.end };
    const restore = () => Object.assign(response, original);
    const timer = setTimeout(() => reject(new Error('rendering took too long')), renderMsMax);
    const take = (chunk: unknown) => {
      if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
    };
    Object.assign(response, {
      writeHead(status: number, given: Record<string, string | number | readonly string[]> = {}) {
        response.statusCode = status;
        for (const [name, value] of Object.entries(given)) headers[name.toLowerCase()] = value;
        return response;
      },
      write(chunk: unknown) {
        take(chunk);
        return true;
      },
      end(chunk: unknown) {
        take(chunk);
        clearTimeout(timer);
        restore();
        for (const [name, value] of Object.entries(response.getHeaders())) {
          if (value !== undefined) headers[name] ??= value;
        }
        resolve({ status: response.statusCode, headers, body: Buffer.concat(chunks) });
        return response;
      },
    });
    const fail = (error?: unknown) => {
      clearTimeout(timer);
      restore();
      reject(error ?? new Error(`no page answers ${request.method} ${request.url}`));
    };
    handler(request, response, (error) => {
      if (error) return fail(error);
      // No page has this address: the one that says so is a page as well.
      request.url = request.url?.startsWith('/en/') ? '/en/404' : '/404';
      return handler(request, response, fail);
    });
  });
}

async function sendPage(request: WithBody, response: ServerResponse): Promise<void> {
  const address = (request.url ?? '').split('?')[0] ?? '';
  const answer = await render(request, response);
  const { status, body } = answer;
  const isHtml = String(answer.headers['content-type'] ?? '').startsWith('text/html');
  const encoding = isHtml ? encodingFor(request) : null;
  const form = compressOnce(body, encoding);
  const sent = form ?? body;
  response.writeHead(status, {
    ...headersOf(answer),
    ...(form === null ? {} : { 'content-encoding': encoding ?? '', vary: 'Accept-Encoding' }),
    ...(status === 204 || status === 304 ? {} : { 'content-length': sent.length }),
  });
  response.end(request.method === 'HEAD' ? undefined : sent);
  if (status === 200 && isHtml && !address.includes('/xem-truoc/') && isView(request)) {
    const document = documentOf(address, body.toString());
    if (document !== null) counter.count(document);
  }
}

const tooLarge = 'Nội dung quá lớn. / The body is too large.\n';

/**
 * Reads the body within its limit and gives it back to the request, so that a body of unknown length is
 * refused with an answer and not with a broken connection. False when it was refused.
 */
async function limitBody(request: WithBody, response: ServerResponse): Promise<boolean> {
  if (request.method === 'GET' || request.method === 'HEAD') return true;
  const refuse = () => {
    sendText(response, 413, tooLarge, { connection: 'close' });
    request.resume();
    return false;
  };
  if (Number(request.headers['content-length'] ?? 0) > bodyBytesMax) return refuse();
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const taken = Buffer.from(chunk);
    bytes += taken.length;
    if (bytes > bodyBytesMax) return refuse();
    chunks.push(taken);
  }
  request.body = Buffer.concat(chunks);
  return true;
}

const isRead = ({ method }: IncomingMessage) => method === 'GET' || method === 'HEAD';

/** Only forms are posted, and only where a form stands; other methods have no meaning here. */
function isAllowed(request: IncomingMessage): boolean {
  if (isRead(request)) return true;
  return (
    request.method === 'POST' &&
    /^\/(?:(?:en\/)?ung-ho(?:\/[\w-]+)?|noi-bo\/hint)$/.test(request.url ?? '')
  );
}

async function isCmsThere(): Promise<'ok' | 'away'> {
  try {
    const answer = await fetch(`${environment.cmsUrl}/livez`, {
      signal: AbortSignal.timeout(1000),
    });
    return answer.ok ? 'ok' : 'away';
  } catch {
    return 'away';
  }
}

/** The site is told that something changed: shared pages at once, the publisher when it is about content. */
function afterHint(body: Buffer | undefined): void {
  expireShared();
  try {
    const hint: unknown = JSON.parse(String(body));
    if (isRecord(hint) && hint.kind === 'content') publisher.wake();
  } catch {
    publisher.wake();
  }
}

async function answer(request: WithBody, response: ServerResponse): Promise<void> {
  const url = request.url ?? '';
  const [address = '', query] = url.split('?');
  for (const [name, value] of Object.entries(standingHeaders)) response.setHeader(name, value);
  response.setHeader('content-security-policy', contentPolicy(address, cmsOrigin));
  if (stopping) response.setHeader('connection', 'close');
  if (url === '/livez') return sendText(response, 200, 'ok\n');
  if (url === '/readyz') {
    // Without the CMS the site still serves its last good answers: it says so and stays ready.
    const state = { ready: !stopping, cms: await isCmsThere(), publisher: publisher.status };
    return sendText(response, stopping ? 503 : 200, JSON.stringify(state), {
      'content-type': 'application/json',
      'cache-control': 'no-store',
    });
  }
  if (isRead(request)) {
    const file = address === '/ngay.css' ? daySheet(Date.now()) : files.get(address);
    if (file !== undefined) return sendFile(file, request, response);
    const old = address.startsWith(`/${hashedFolder}/`) ? former(address) : undefined;
    if (old !== undefined) return sendFile(old, request, response);
    if (address.startsWith('/tep/') && (await sendUpload(request, response, cmsOrigin))) return;
    if (address.startsWith('/du-lieu-mo/tep/') && (await sendOpenData(request, response))) return;
    response.removeHeader('content-disposition');
    if (address === ledgerFileAddress) return sendLedgerFile(request, response);
  }
  if (!isAllowed(request)) {
    return sendText(response, 405, 'Không nhận phương thức này. / Method not allowed.\n', {
      allow: 'GET, HEAD',
    });
  }
  if (/.\/$/.test(address)) {
    // One address per page: without the slash at its end.
    const plain = `/${address.replace(/^\/+|\/+$/g, '')}`;
    response.writeHead(308, { location: query === undefined ? plain : `${plain}?${query}` });
    response.end();
    return;
  }
  if (!(await limitBody(request, response))) return;
  if (isShared(request)) return sendShared(request, response, () => render(request, response));
  await sendPage(request, response);
  if (url === '/noi-bo/hint' && response.statusCode === 204) afterHint(request.body);
}

/** Pages that are files need nothing of the rest; false when the address has none. */
function answerStored(request: IncomingMessage, response: ServerResponse): boolean {
  if (!isRead(request)) return false;
  const address = addressAsked(request.url ?? '');
  const page = address === null ? null : pages.find(address);
  if (page === null) return false;
  const status = sendStored(page, request, response, stopping);
  if (status === 200 && page.document !== null && isView(request)) counter.count(page.document);
  return true;
}

const server = createServer(
  { requestTimeout: 30_000, headersTimeout: 10_000 },
  (request, response) => {
    if (answerStored(request, response)) return;
    answer(request, response).catch((error: unknown) => {
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

function stop(): void {
  if (stopping) return;
  stopping = true;
  const served = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  setTimeout(() => exitQuietly(0), drainMs).unref();
  Promise.all([publisher.stop(), served.then(flush)]).then(
    () => exitQuietly(0),
    () => exitQuietly(1),
  );
}
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, stop);
