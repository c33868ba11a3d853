import type { JournalService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import type { Core } from '@strapi/strapi';
import type { FoldService } from '../services/fold';
import type { TotalsService } from '../services/totals';

const pauseMs = 1000;

/** Folds at once after this process sealed, and each second for what another process sealed. */
export function startFolding(strapi: Core.Strapi) {
  const journal: JournalService = strapi.plugin('journal').service('journal');
  const fold: FoldService = strapi.plugin('statistics').service('fold');
  const totals: TotalsService = strapi.plugin('statistics').service('totals');
  let stopped = false;

  async function foldNow(): Promise<void> {
    if (stopped) return;
    if ((await fold.foldSealed()) > 0) totals.expire();
  }

  journal.onSealed(foldNow);
  const timer = setInterval(() => {
    foldNow().catch((error: unknown) => strapi.log.error(error));
  }, pauseMs);
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await fold.foldSealed();
    },
  };
}
