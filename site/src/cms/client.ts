import { settings } from '../settings.ts';

const timeoutMs = 5000;

export interface Problem {
  readonly code: string;
  readonly status: number;
  readonly messages: { readonly vi: string; readonly en: string };
  readonly problems?: readonly {
    readonly field: string;
    readonly code: string;
    readonly messages: { readonly vi: string; readonly en: string };
  }[];
}

/** What the CMS answered; `away` when it did not, or not sensibly. */
export type Answer<T> =
  | { readonly kind: 'ok'; readonly body: T; readonly etag: string | null }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'away' };

/** Asks the CMS. It never throws: a page must be shown even when the CMS is down. */
export async function ask<T>(path: string, init: RequestInit = {}): Promise<Answer<T>> {
  let answer: Response;
  try {
    answer = await fetch(`${settings.cmsUrl}/api${path}`, {
      ...init,
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (answer.status === 304) return { kind: 'unchanged' };
    if (answer.ok) {
      return { kind: 'ok', body: (await answer.json()) as T, etag: answer.headers.get('etag') };
    }
    const isProblem = answer.headers.get('content-type')?.startsWith('application/problem+json');
    if (answer.status >= 500 || !isProblem) return { kind: 'away' };
    return { kind: 'refused', problem: (await answer.json()) as Problem };
  } catch {
    return { kind: 'away' };
  }
}
