import { spawn } from 'node:child_process';
import path from 'node:path';
import { inject } from 'vitest';
import {
  environmentOf,
  pinnedNode,
  placeFrom,
  repository,
  type Cms,
  type Engine,
  type Place,
} from './cms.ts';
import { postgresAt } from './postgres.ts';

export * from './cms.ts';
export { freePort } from './postgres.ts';

/** Every test that touches a database runs on both: `describe.each(engines)('… on %s', …)`. */
export const engines: readonly Engine[] = ['sqlite', 'postgres'];

/** A fresh copy of the prepared installation on the given engine. Remove it after use. */
export function freshPlace(engine: Engine): Promise<Place> {
  const templates = inject('templates');
  return placeFrom(engine, templates[engine], postgresAt(inject('postgresUrl')));
}

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
  ask: () => Promise<T>,
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

/** Runs an operator's command on a place; gives its exit code and output. */
export function operate(
  place: Place,
  args: readonly string[],
  nodeFlags: readonly string[] = [],
): Promise<{ code: number; output: string }> {
  const child = spawn(
    pinnedNode,
    [...nodeFlags, path.join(repository, 'cms', 'dist', 'operate', 'main.js'), ...args],
    {
      cwd: repository,
      env: environmentOf(place, { JOBS: 'off' }),
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve) => {
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

export async function jsonOf<T>(answer: Response): Promise<T> {
  return (await answer.json()) as T;
}
