import type { Core } from '@strapi/strapi';
import type { WalletService } from '../wallet-types';

const pauseMs = 2000;

/** Books accepted files of wallets, and goes on with those whose booking a crash cut short. */
export function startPostingWallets(strapi: Core.Strapi) {
  const wallets: WalletService = strapi.plugin('donations').service('wallet');
  let running: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    running ??= wallets
      .postAccepted()
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
