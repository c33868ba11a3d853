import type { Found } from '../cms/newsroom.ts';

/** How long browsers and caches may show a page that was rendered on demand. */
export const sharedCache =
  'public, max-age=0, s-maxage=1, stale-while-revalidate=10, stale-if-error=86400';

const statuses = { live: 200, moved: 301, gone: 410, absent: 404, away: 503 } as const;

/** Puts on an answer what follows from what was found: its status, and how long it may be kept. */
export function tell(
  response: { status?: number; readonly headers: Headers },
  state: Found<unknown>['state'],
): void {
  response.status = statuses[state];
  if (state === 'live') response.headers.set('Cache-Control', sharedCache);
  else response.headers.set('Cache-Control', 'no-cache');
  if (state === 'away') response.headers.set('Retry-After', '30');
}

/** The number of a page of a list out of the address; 1 when it says nothing sensible. */
export function pageAsked(text: string | null): number {
  return text !== null && /^[1-9]\d{0,2}$/.test(text) ? Number(text) : 1;
}

export const lastPage = (list: { readonly total: number; readonly size: number }): number =>
  Math.max(1, Math.ceil(list.total / list.size));
