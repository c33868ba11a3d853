import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import send from 'send';
import { place } from './place.ts';

const yearMs = 365 * 24 * 3_600_000;
const minuteMs = 60_000;
const summaries = new Set(['datapackage.json', 'checkpoints.jsonl', 'SHA256SUMS', 'days.json']);
const dated = /^(?:ledger|totals|journal|manifest)-(\d{4}-\d{2}-\d{2})\.[a-z]+(?:\.gz)?$/;

const types: Readonly<Record<string, string>> = {
  csv: 'text/csv; charset=utf-8; header=present',
  jsonl: 'application/jsonl; charset=utf-8',
  json: 'application/json',
  gz: 'application/gzip',
};

/** Only published files have an address: a day is published with its manifest. */
function lifeOf(name: string): { readonly maxAge: number; readonly immutable: boolean } | null {
  if (summaries.has(name)) return { maxAge: minuteMs, immutable: false };
  const day = dated.exec(name)?.[1];
  const isPublished =
    day !== undefined && existsSync(path.join(place.openData, `manifest-${day}.json`));
  return isPublished ? { maxAge: yearMs, immutable: true } : null;
}

/** Answers `/du-lieu-mo/tep/<file name>` with a file of open data, in ranges where asked; false when there is none. */
export async function sendOpenData(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const name = /^\/du-lieu-mo\/tep\/([\w.-]+)(?:\?|$)/.exec(request.url ?? '')?.[1] ?? '';
  const life = lifeOf(name);
  if (life === null || !existsSync(path.join(place.openData, name))) return false;
  response.setHeader(
    'content-type',
    types[name.split('.').at(-1) ?? ''] ?? 'text/plain; charset=utf-8',
  );
  response.setHeader('content-disposition', `attachment; filename="${name}"`);
  response.setHeader('access-control-allow-origin', '*');
  return new Promise((resolve) => {
    send(request, name, { root: place.openData, index: false, dotfiles: 'deny', ...life })
      .on('error', () => {
        if (response.headersSent) response.destroy();
        resolve(false);
      })
      .on('end', () => resolve(true))
      .pipe(response);
    response.once('close', () => resolve(true));
  });
}
