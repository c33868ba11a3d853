import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { askDatabase } from './database.ts';
import { freePort, type Postgres } from './postgres.ts';

export type Engine = 'sqlite' | 'postgres';

export const repository = path.resolve(import.meta.dirname, '..', '..');
export const pinnedNode = path.join(repository, 'node_modules', 'node', 'bin', 'node');

/** The administrator whom every CMS of the tests starts with. */
export const admin = { email: 'admin@chungtay.example', password: 'Chung-Tay-1234' } as const;

export interface Place {
  readonly engine: Engine;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  remove(): Promise<void>;
}

export interface Cms {
  readonly url: string;
  readonly place: Place;
  readonly process: ChildProcess;
  /** What the process wrote so far. */
  log(): string;
  fetch(pathAndQuery: string, init?: RequestInit): Promise<Response>;
  /** Calls an admin route as the first administrator. */
  adminFetch(pathAndQuery: string, init?: RequestInit): Promise<Response>;
  /** SIGTERM, and waits for the end. */
  stop(): Promise<void>;
  /** SIGKILL, and waits for the end. */
  kill(): Promise<void>;
}

const temporaryFolder = (name: string) => mkdtempSync(path.join(tmpdir(), `chung-tay-${name}-`));

/** An empty place for a CMS: a data folder, and on PostgreSQL a database. */
export async function emptyPlace(engine: Engine, postgres?: Postgres): Promise<Place> {
  return placeFrom(engine, undefined, postgres);
}

let placesMade = 0;

/** A place for a CMS, as a copy of a prepared one when a template is given. */
export async function placeFrom(
  engine: Engine,
  template: { readonly dataDir: string; readonly database?: string } | undefined,
  postgres?: Postgres,
): Promise<Place> {
  const dataDir = temporaryFolder(engine);
  if (template !== undefined) cpSync(template.dataDir, dataDir, { recursive: true });
  const clear = () => rmSync(dataDir, { recursive: true, force: true });
  if (engine === 'sqlite') {
    return { engine, dataDir, databaseUrl: undefined, remove: async () => clear() };
  }
  if (postgres === undefined) throw new Error('a PostgreSQL server is needed');
  placesMade += 1;
  const database = `t_${process.pid}_${Date.now().toString(36)}_${placesMade}`;
  const databaseUrl = await postgres.create(database, template?.database);
  return {
    engine,
    dataDir,
    databaseUrl,
    async remove() {
      await postgres.drop(database);
      clear();
    },
  };
}

/** The environment of a CMS (or of an operator's command) that works on a place. */
export function environmentOf(place: Place, extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  const inherited = { ...process.env };
  for (const name of ['DATABASE_URL', 'JOBS', 'VITEST', 'VITEST_MODE', 'NODE_OPTIONS']) {
    delete inherited[name];
  }
  return {
    ...inherited,
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    DATA_DIR: place.dataDir,
    ...(place.databaseUrl === undefined ? {} : { DATABASE_URL: place.databaseUrl }),
    FIRST_ADMIN_EMAIL: admin.email,
    FIRST_ADMIN_PASSWORD: admin.password,
    STRAPI_TELEMETRY_DISABLED: 'true',
    STRAPI_DISABLE_UPDATE_NOTIFICATION: 'true',
    LOG_LEVEL: 'warn',
    PATH: `${path.join(repository, 'node_modules', '.bin')}${path.delimiter}${process.env.PATH ?? ''}`,
    ...extra,
  };
}

const gone = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });

/** Waits until an address answers with success; throws with the log when the process ends before. */
export async function untilReady(
  url: string,
  child: ChildProcess,
  log: () => string,
): Promise<void> {
  const deadline = Date.now() + 90_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`the process ended before it was ready\n${log()}`);
    }
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`not ready after 90 seconds\n${log()}`);
}

/** Starts one of our own processes and collects what it writes. */
export function launch(
  file: string,
  env: NodeJS.ProcessEnv,
  cwd: string,
  nodeFlags: readonly string[] = [],
): { child: ChildProcess; log: () => string } {
  const child = spawn(pinnedNode, [...nodeFlags, file], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const collect = (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-200_000);
  };
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  return { child, log: () => text };
}

/** Starts a real CMS process on a place and waits until it is ready. */
export async function startCms(
  place: Place,
  {
    env = {},
    nodeFlags = [],
  }: { env?: Record<string, string>; nodeFlags?: readonly string[] } = {},
): Promise<Cms> {
  const port = Number(env.CMS_PORT ?? (await freePort()));
  const { child, log } = launch(
    path.join(repository, 'cms', 'dist', 'serve.js'),
    environmentOf(place, { CMS_PORT: String(port), ...env }),
    path.join(repository, 'cms'),
    nodeFlags,
  );
  const url = `http://127.0.0.1:${port}`;
  await untilReady(`${url}/readyz`, child, log);
  let token: Promise<string> | undefined;
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await gone(child);
  };
  return {
    url,
    place,
    process: child,
    log,
    fetch: (pathAndQuery, init) => fetch(`${url}${pathAndQuery}`, init),
    async adminFetch(pathAndQuery, init = {}) {
      token ??= login(url);
      const headers = new Headers(init.headers);
      headers.set('Authorization', `Bearer ${await token}`);
      return fetch(`${url}${pathAndQuery}`, { ...init, headers });
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

/** Logs in to the admin API; gives the access token. */
export async function login(
  url: string,
  credentials: { readonly email: string; readonly password: string } = admin,
): Promise<string> {
  const answer = await fetch(`${url}/admin/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(credentials),
  });
  const body = (await answer.json()) as { data?: { token?: string; accessToken?: string } };
  const token = body.data?.token ?? body.data?.accessToken;
  if (token === undefined) throw new Error(`login failed with ${answer.status}`);
  return token;
}

/** Peak resident memory of a process so far, in bytes (Linux only; 0 elsewhere). */
export function peakMemoryOf(child: ChildProcess): number {
  try {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

export interface Templates {
  readonly sqlite: { readonly dataDir: string };
  readonly postgres: { readonly dataDir: string; readonly database: string };
}

/**
 * Boots the CMS once on each database, so that every test starts from a copy with schema, reference data
 * and the first administrator instead of migrating anew.
 */
export async function prepareTemplates(postgres: Postgres): Promise<Templates> {
  const folders = { sqlite: temporaryFolder('template'), postgres: temporaryFolder('template') };
  const database = 'chung_tay_template';
  const databaseUrl = await postgres.create(database);
  const places: readonly Place[] = [
    { engine: 'sqlite', dataDir: folders.sqlite, databaseUrl: undefined, remove: async () => {} },
    { engine: 'postgres', dataDir: folders.postgres, databaseUrl, remove: async () => {} },
  ];
  for (const place of places) {
    const cms = await startCms(place, { env: { JOBS: 'off' } });
    await cms.stop();
    // Tests begin with an empty newsroom; those of the demonstration load it themselves.
    await askDatabase(
      place,
      "update newsroom_own_counters set value = 3 where name = 'demonstration'",
    );
  }
  return {
    sqlite: { dataDir: folders.sqlite },
    postgres: { dataDir: folders.postgres, database },
  };
}

export function removeTemplates(templates: Templates): void {
  rmSync(templates.sqlite.dataDir, { recursive: true, force: true });
  rmSync(templates.postgres.dataDir, { recursive: true, force: true });
}
