import path from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { environmentOf, launch, repository, untilReady, type Place } from './cms.ts';
import { freePort } from './postgres.ts';

export interface Site {
  readonly url: string;
  readonly process: ChildProcess;
  log(): string;
  stop(): Promise<void>;
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
  return {
    url,
    process: child,
    log,
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}
