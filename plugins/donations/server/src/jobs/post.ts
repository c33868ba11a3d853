import type { Core } from '@strapi/strapi';
import type { StatementService } from '../types';

const pauseMs = 2000;
const sweepEveryMs = 3_600_000;

/** Goes on with statements whose posting a crash cut short, and sweeps what dead uploads left. */
export function startPosting(strapi: Core.Strapi) {
  const statements: StatementService = strapi.plugin('donations').service('statement');
  let sweptAtMs = 0;
  let running: Promise<unknown> | undefined;

  async function run(): Promise<void> {
    await statements.postAccepted();
    if (Date.now() < sweptAtMs + sweepEveryMs) return;
    sweptAtMs = Date.now();
    await statements.sweep();
  }

  const timer = setInterval(() => {
    running ??= run()
      .catch((error: unknown) => strapi.log.error(error))
      .finally(() => {
        running = undefined;
      });
  }, pauseMs);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
