import type { Core } from '@strapi/strapi';

/**
 * Runs `work` again and again with a pause between the end of one run and the start of the next. An error
 * is logged and the next run tries again. `stop` waits for the run under way.
 */
export function every(strapi: Core.Strapi, pauseMs: number, work: () => Promise<unknown>) {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let running: Promise<void> = Promise.resolve();

  async function once(): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!stopped) strapi.log.error(error);
    }
    if (!stopped) timer = setTimeout(start, pauseMs);
  }

  function start(): void {
    running = once();
  }

  start();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
