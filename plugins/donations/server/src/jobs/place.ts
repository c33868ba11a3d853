import type { JournalService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import type { Core } from '@strapi/strapi';
import type { LedgerService } from '../types';

const pauseMs = 1000;

/** Shows newly sealed donations in the public ledger: at once, and each second for other processes' seals. */
export function startPlacing(strapi: Core.Strapi) {
  const journal: JournalService = strapi.plugin('journal').service('journal');
  const ledger: LedgerService = strapi.plugin('donations').service('ledger');
  let running: Promise<unknown> | undefined;
  let stopped = false;

  const place = async () => {
    if (stopped) return;
    running ??= ledger.placeSealed().finally(() => {
      running = undefined;
    });
    await running;
  };

  journal.onSealed(place);
  const timer = setInterval(() => {
    place().catch((error: unknown) => strapi.log.error(error));
  }, pauseMs);
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
