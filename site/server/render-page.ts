import type { IncomingMessage, ServerResponse } from 'node:http';
import inject from 'light-my-request';
import { signHint } from '@chung-tay/config';
import { loadAstro } from './astro.ts';
import type { Entry } from './content.ts';
import { place } from './place.ts';

const renderMsMax = 20_000;

export interface Rendered {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
}

export interface Renderer {
  /** The page of an address, as a visitor would get it now. */
  render(address: string): Promise<Rendered>;
  /** Makes the pages of this thread ask the CMS anew. */
  expire(revision: number): Promise<void>;
}

/** Renders pages in this thread, without a network between. */
export async function openRenderer(): Promise<Renderer> {
  const handler = await loadAstro();
  const { host } = new URL(place.environment.publicSiteUrl);
  const dispatch = (request: IncomingMessage, response: ServerResponse) => {
    handler(request, response, (error) => {
      if (error) console.error(error);
      response.writeHead(error ? 500 : 404);
      response.end();
    });
  };
  const ask = async (options: inject.InjectOptions): Promise<Rendered> => {
    // A signal that aborts by itself would hold each page until its time is over.
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), renderMsMax);
    const answer = await inject(dispatch, {
      ...options,
      authority: host,
      signal: late.signal,
    }).finally(() => clearTimeout(timer));
    const type = String(answer.headers['content-type'] ?? '');
    return { status: answer.statusCode, type, body: answer.rawPayload };
  };
  return {
    render: (address) => ask({ method: 'GET', url: address }),
    async expire(revision) {
      const body = JSON.stringify({ kind: 'content', revision });
      const { status } = await ask({
        method: 'POST',
        url: '/noi-bo/hint',
        headers: {
          'content-type': 'application/json',
          'hint-signature': signHint(place.hintSecret, body),
        },
        payload: body,
      });
      if (status !== 204) throw new Error(`the hint to ourselves was answered with ${status}`);
    },
  };
}

/** The document and revision that a page says it shows. */
export function markOf(html: string): { readonly key: string; readonly revision: number } | null {
  const mark = /<meta name="chung-tay:document" content="([a-z0-9]+)@(\d+)"/.exec(html);
  return mark === null ? null : { key: String(mark[1]), revision: Number(mark[2]) };
}

export type Fault =
  'cms-away' | 'wrong-status' | 'wrong-type' | 'incomplete' | 'wrong-document' | 'out-of-date';

/** Why a render must not become a file; null when it may. `entry` is given for pages of documents. */
export function faultOf(
  address: string,
  { status, type, body }: Rendered,
  entry: Pick<Entry, 'documentKey' | 'revision'> | undefined,
): Fault | null {
  if (status === 503) return 'cms-away';
  if (status !== 200) return 'wrong-status';
  const text = body.toString();
  if (address.endsWith('.xml')) {
    if (!/^(?:application|text)\/(?:rss\+)?xml/.test(type)) return 'wrong-type';
    return text.trimEnd().endsWith('</rss>') ? null : 'incomplete';
  }
  if (!type.startsWith('text/html')) return 'wrong-type';
  if (!text.trimEnd().endsWith('</html>')) return 'incomplete';
  if (entry === undefined) return null;
  const mark = markOf(text);
  if (mark?.key !== entry.documentKey) return 'wrong-document';
  return mark.revision < entry.revision ? 'out-of-date' : null;
}
