import type { IncomingMessage, ServerResponse } from 'node:http';
import { compress, encodingFor, type Encoding } from './encoding.ts';

/**
 * Pages that are the same for everybody and change without a publication, rendered at most once a second
 * and kept with their compressed forms: in a disaster's traffic nearly all requests are for these.
 */
const shared = new Set(['/', '/en', '/thu-tuc-ung-ho', '/en/thu-tuc-ung-ho']);
const trustMs = 1000;

/** An answer of Astro, whole. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number | readonly string[]>>;
  readonly body: Buffer;
}

interface Page extends Answer {
  readonly forms: Map<Encoding, Buffer>;
  renderedAtMs: number;
}

const pages = new Map<string, Page>();

export const isShared = (request: IncomingMessage) =>
  request.method === 'GET' && shared.has(request.url ?? '');

/** Makes every shared page anew when it is asked for next. */
export function expireShared(): void {
  for (const page of pages.values()) page.renderedAtMs = 0;
}

function keep(address: string, answer: Answer): Page {
  const page = { ...answer, forms: new Map(), renderedAtMs: Date.now() };
  if (answer.status === 200) pages.set(address, page);
  return page;
}

function formOf(page: Page, encoding: Encoding | null): Buffer {
  if (encoding === null) return page.body;
  let form = page.forms.get(encoding);
  if (form === undefined) {
    form = compress(page.body, encoding, 5);
    page.forms.set(encoding, form);
  }
  return form;
}

const rendering = new Map<string, Promise<Page>>();

/** Answers with a shared page; `render` makes it anew when the kept one is too old. */
export async function sendShared(
  request: IncomingMessage,
  response: ServerResponse,
  render: () => Promise<Answer>,
): Promise<void> {
  const address = request.url ?? '';
  let page = pages.get(address);
  if (page === undefined || Date.now() - page.renderedAtMs > trustMs) {
    let under = rendering.get(address);
    if (under === undefined) {
      under = render().then((answer) => keep(address, answer));
      rendering.set(address, under);
      under.finally(() => rendering.delete(address)).catch(() => {});
    }
    page = await under;
  }
  const encoding = encodingFor(request);
  const body = formOf(page, encoding);
  response.writeHead(page.status, {
    ...headersOf(page),
    vary: 'Accept-Encoding',
    ...(encoding === null ? {} : { 'content-encoding': encoding }),
    'content-length': body.length,
  });
  response.end(body);
}

/** Headers as Node takes them. */
export const headersOf = ({ headers }: Answer): Record<string, string | number | string[]> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      typeof value === 'object' ? [...value] : value,
    ]),
  );
