import path from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { environmentOf, launch, repository, untilReady, type Place } from './cms.ts';
import { freePort } from './postgres.ts';

export interface Site {
  readonly url: string;
  readonly process: ChildProcess;
  log(): string;
  /** Asks for an address as it is, without following where it leads. */
  fetch(path: string, headers?: Record<string, string>): Promise<Response>;
  /** SIGTERM, and waits for the end. */
  stop(): Promise<void>;
  /** SIGKILL, and waits for the end. */
  kill(): Promise<void>;
}

/** Starts the real site in front of a CMS. `port` may be fixed beforehand, so that the CMS can hint it. */
export async function startSite(
  place: Place,
  cmsUrl: string,
  { port, env = {} }: { port?: number; env?: Record<string, string> } = {},
): Promise<Site> {
  const sitePort = port ?? (await freePort());
  const url = `http://127.0.0.1:${sitePort}`;
  const { child, log } = launch(
    path.join(repository, 'site', 'server', 'entry.ts'),
    environmentOf(place, {
      CMS_URL: cmsUrl,
      SITE_PORT: String(sitePort),
      PUBLIC_SITE_URL: url,
      ...env,
    }),
    path.join(repository, 'site'),
  );
  await untilReady(`${url}/livez`, child, log);
  const end = (signal: NodeJS.Signals) =>
    new Promise<void>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve();
      child.once('exit', () => resolve());
      child.kill(signal);
    });
  return {
    url,
    process: child,
    log,
    fetch: (path, headers = {}) => fetch(`${url}${path}`, { headers, redirect: 'manual' }),
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}
