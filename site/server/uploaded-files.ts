import type { IncomingMessage, ServerResponse } from 'node:http';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import send from 'send';
import { place } from './place.ts';
import { typeOfUpload, uploadAddress } from './uploads.ts';

const yearMs = 365 * 24 * 3_600_000;
const askMs = 10_000;

/** What a browser shows within itself; everything else is saved. */
const shown = /^(?:image\/|application\/pdf$)/;

function setHeaders(response: ServerResponse, name: string, type: string, cmsOrigin: string): void {
  response.setHeader('content-type', type);
  const manner = shown.test(type) ? 'inline' : 'attachment';
  response.setHeader('content-disposition', `${manner}; filename="${name}"`);
  // A viewer of PDFs is not stopped by the policy; it may stand in our own pages and in previews.
  response.setHeader(
    'content-security-policy',
    type === 'application/pdf'
      ? `frame-ancestors 'self' ${cmsOrigin}`
      : "default-src 'none'; frame-ancestors 'none'",
  );
}

/** Drafts show files that are not published yet; whoever looks at one comes from its preview. */
function isForPreview(request: IncomingMessage): boolean {
  try {
    return /^\/(?:en\/)?xem-truoc\//.test(new URL(request.headers.referer ?? '').pathname);
  } catch {
    return false;
  }
}

async function sendUnpublished(response: ServerResponse, name: string): Promise<boolean> {
  const answer = await fetch(uploadAddress(name), { signal: AbortSignal.timeout(askMs) }).catch(
    () => null,
  );
  if (answer === null || !answer.ok || answer.body === null) return false;
  response.writeHead(200, { 'cache-control': 'private, no-store' });
  await pipeline(Readable.from(answer.body), response);
  return true;
}

/** Answers `/tep/<file name>` with a published file, in ranges where asked; false when there is none. */
export async function sendUpload(
  request: IncomingMessage,
  response: ServerResponse,
  cmsOrigin: string,
): Promise<boolean> {
  const name = /^\/tep\/([^/?]+)/.exec(request.url ?? '')?.[1] ?? '';
  const type = typeOfUpload(name);
  if (type === null) return false;
  if (!existsSync(path.join(place.files, name))) {
    if (!isForPreview(request)) return false;
    setHeaders(response, name, type, cmsOrigin);
    return sendUnpublished(response, name);
  }
  setHeaders(response, name, type, cmsOrigin);
  return new Promise((resolve) => {
    send(request, name, {
      root: place.files,
      index: false,
      dotfiles: 'deny',
      maxAge: yearMs,
      immutable: true,
    })
      .on('error', () => {
        // It was withdrawn between the two looks.
        if (response.headersSent) response.destroy();
        resolve(false);
      })
      .on('end', () => resolve(true))
      .pipe(response);
    response.once('close', () => resolve(true));
  });
}
