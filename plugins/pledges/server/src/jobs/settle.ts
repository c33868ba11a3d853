import type { JournalService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import type { Core } from '@strapi/strapi';
import type { IdentificationService, PledgeService, SettlementService } from '../types';

const pauseMs = 1000;
const expireEveryMs = 60_000;

/** Settles and identifies at once after this process sealed, and each second; lets promises expire each minute. */
export function startSettling(strapi: Core.Strapi) {
  const journal: JournalService = strapi.plugin('journal').service('journal');
  const settlement: SettlementService = strapi.plugin('pledges').service('settlement');
  const identification: IdentificationService = strapi.plugin('pledges').service('identification');
  const pledges: PledgeService = strapi.plugin('pledges').service('pledge');
  let running: Promise<unknown> | undefined;
  let stopped = false;
  let expiredAtMs = 0;

  async function run(): Promise<void> {
    await settlement.settleSealed();
    if (stopped) return;
    await identification.identifySealed();
    if (Date.now() < expiredAtMs + expireEveryMs) return;
    expiredAtMs = Date.now();
    await pledges.expireDue();
  }

  const start = async () => {
    if (stopped) return;
    running ??= run().finally(() => {
      running = undefined;
    });
    await running;
  };

  journal.onSealed(start);
  const timer = setInterval(() => {
    start().catch((error: unknown) => strapi.log.error(error));
  }, pauseMs);
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
