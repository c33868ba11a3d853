import { userInfo } from 'node:os';
import { wordsOf, type Refused } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import { SingleBar } from 'cli-progress';
import { loadCms } from './load';

/** What the shell is told. A refusal changes nothing and is not a fault of the platform. */
export const exitCodes = { done: 0, failed: 1, usage: 2, refused: 3, differs: 4 } as const;

export const operator = `operator:${userInfo().username}`;

export const print = (line = '') => process.stdout.write(`${line}\n`);

/** Boots the CMS without its jobs and its server for the time of one command. */
export async function withCms(work: (strapi: Core.Strapi) => Promise<void>): Promise<void> {
  const strapi = await loadCms();
  try {
    await work(strapi);
  } finally {
    await strapi.destroy();
  }
}

/** Prints a refusal in both languages with its code and sets the exit code. */
export function printRefusal(refused: Refused): void {
  const words = wordsOf(refused);
  console.error(`${refused.refusal}\n  ${words.vi}\n  ${words.en}`);
  process.exitCode = exitCodes.refused;
}

/** A progress bar on standard error; silent where nobody looks at it. */
export async function withProgress<T>(
  label: string,
  work: (onProgress: (done: number, total: number) => void) => Promise<T>,
): Promise<T> {
  const bar = new SingleBar({
    format: `${label} {bar} {percentage}% | {value}/{total} | {eta_formatted}`,
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: false,
    etaBuffer: 50,
  });
  let started = false;
  const onProgress = (done: number, total: number) => {
    if (!process.stderr.isTTY) return;
    if (!started) bar.start(total, 0);
    started = true;
    bar.setTotal(total);
    bar.update(done);
  };
  try {
    return await work(onProgress);
  } finally {
    if (started) bar.stop();
  }
}
