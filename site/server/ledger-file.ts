import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { place } from './place.ts';
import { isRecord } from './record.ts';

export const ledgerFileAddress = '/sao-ke.csv';

/** The CMS answers its first bytes at once; a file of millions of rows may take as long as its reader wants. */
const answerMs = 10_000;
const passed = ['content-type', 'content-disposition', 'ledger-watermark', 'ledger-as-of'];

const away = 'Sao kê tạm thời không tải được. / The ledger cannot be downloaded at the moment.\n';

/** The words of a refusal, both languages, as plain text. */
async function wordsOf(answer: Response): Promise<string> {
  const problem: unknown = await answer.json().catch(() => null);
  const messages = isRecord(problem) && isRecord(problem.messages) ? problem.messages : {};
  return `${String(messages.vi ?? '')}\n${String(messages.en ?? '')}\n`;
}

function refuse(
  response: ServerResponse,
  status: number,
  text: string,
  retry?: string | null,
): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    ...(retry ? { 'retry-after': retry } : {}),
  });
  response.end(text);
}

/**
 * Hands on the ledger as CSV, with the filters of the API in the query. The bytes go through as fast as the
 * reader takes them: nothing is gathered here, and a reader who leaves ends the reading in the CMS.
 */
export async function sendLedgerFile(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const query = (request.url ?? '').split('?')[1];
  const address = new URL('/api/donations/ledger.csv', place.environment.cmsUrl);
  if (query !== undefined) address.search = query;
  const ending = new AbortController();
  response.once('close', () => ending.abort());
  const timer = setTimeout(() => ending.abort(), answerMs);
  const answer = await fetch(address, { signal: ending.signal }).catch(() => null);
  clearTimeout(timer);
  if (response.destroyed) return;
  if (answer === null || answer.status >= 500 || answer.body === null) {
    const retry = answer?.headers.get('retry-after') ?? '5';
    const text = answer?.status === 503 ? await wordsOf(answer) : away;
    return refuse(response, 503, text, retry);
  }
  if (!answer.ok) return refuse(response, answer.status, await wordsOf(answer));
  response.writeHead(200, {
    'cache-control': 'no-store',
    ...Object.fromEntries(passed.map((name) => [name, answer.headers.get(name) ?? ''])),
  });
  if (request.method === 'HEAD') {
    response.end();
    ending.abort();
    return;
  }
  // A reader who closes the connection is no error of ours.
  await pipeline(Readable.fromWeb(answer.body as WebStream), response).catch(() =>
    response.destroy(),
  );
}
