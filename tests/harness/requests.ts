import type { Cms } from './cms.ts';

/** A body of `POST /api/pledges` that is accepted; parts of it may be replaced. */
export function pledgeBody(amount = '500000', other: Record<string, unknown> = {}) {
  return {
    campaign: 'trinh-dien',
    donor: { kind: 'individual', origin: 'domestic', name: 'Trần Thị Bích', phone: '0912 345 678' },
    visibility: 'initials',
    consent: { version: '2026-11' },
    language: 'vi',
    lines: [{ kind: 'cash', currency: 'VND', amount }],
    ...other,
  };
}

export interface PledgeAnswer {
  readonly code: string;
  readonly token: string;
  readonly state: string;
  readonly instructions: { readonly cash?: { readonly vietqr: string; readonly memo: string } };
}

/** Submits a promise through the public API. */
export function submitPledge(cms: Pick<Cms, 'fetch'>, key: string, body: unknown = pledgeBody()) {
  return cms.fetch('/api/pledges', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** Uploads a statement file as the admin page does. */
export function uploadStatement(cms: Cms, account: string, name: string, bytes: Uint8Array) {
  const query = new URLSearchParams({ account, name });
  return cms.adminFetch(`/donations/statements?${query}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/octet-stream' },
    body: bytes as Uint8Array<ArrayBuffer>,
  });
}

/** Posts an action of the admin with a JSON body. */
export function adminPost(cms: Cms, path: string, body: unknown = {}) {
  return cms.adminFetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** Asks again until the answer satisfies, at most `withinMs`; gives the last answer. */
export async function eventually<T>(
  ask: () => T | Promise<T>,
  isSatisfying: (answer: T) => boolean,
  withinMs = 10_000,
): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (isSatisfying(answer) || Date.now() > deadline) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export async function jsonOf<T>(answer: Response): Promise<T> {
  return (await answer.json()) as T;
}
