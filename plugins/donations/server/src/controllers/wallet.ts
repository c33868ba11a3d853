import { parseVndTyped, refuse, walletChannels, type Decision } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { answerRefusal } from '../answers';
import type { DonationsConfig } from '../config';
import type { CampaignService } from '../types';
import type { WalletFileView, WalletService, WalletUpload } from '../wallet-types';
import { actorOf, bodyOf, idOf, textOf } from './requests';

/** A number as officers type it, in groups or not; what is none is refused further on. */
function numberOf(value: unknown): number {
  const parsed = parseVndTyped(textOf(value));
  return parsed.ok ? parsed.value : NaN;
}

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const wallets = (): WalletService => strapi.plugin('donations').service('wallet');
  const campaigns = (): CampaignService => strapi.plugin('donations').service('campaign');

  /** Refuses by the headers alone what need not be read. */
  function refusalOfHead(ctx: Context) {
    if (ctx.get('Content-Type').split(';')[0] !== 'application/octet-stream') {
      return refuse('media-type-unsupported');
    }
    const { statementBytesMax: maxBytes } = strapi.config.get(
      'plugin::donations',
    ) as DonationsConfig;
    const isTooLarge = Number(ctx.get('Content-Length')) > maxBytes;
    return isTooLarge ? refuse('body-too-large', { maxBytes }) : null;
  }

  const uploadOf = (ctx: Context): WalletUpload => ({
    // The request must outlive a refusal in its middle, or its sender would see a broken connection.
    source: { stream: ctx.req.iterator({ destroyOnReturn: false }) },
    fileName: textOf(ctx.query.name),
    channel: textOf(ctx.query.channel),
    campaign: textOf(ctx.query.campaign),
    declared: { count: numberOf(ctx.query.count), amountVnd: numberOf(ctx.query.sum) },
  });

  function answer(ctx: Context, decision: Decision<WalletFileView>) {
    if (!decision.ok) return answerRefusal(ctx, decision);
    ctx.body = decision.value;
  }

  return {
    async list(ctx: Context) {
      const known = await campaigns().list();
      ctx.body = {
        files: await wallets().list(),
        channels: walletChannels,
        campaigns: known.map(({ code, nameVi }) => ({ code, name: nameVi })),
      };
    },

    async find(ctx: Context) {
      const view = await wallets().find(idOf(ctx));
      if (view === null) return answerRefusal(ctx, refuse('wallet-file-not-found'));
      ctx.body = view;
    },

    /** The file is the body, as raw bytes. */
    async upload(ctx: Context) {
      const refused = refusalOfHead(ctx);
      const decision = refused ?? (await wallets().upload(uploadOf(ctx), actorOf(ctx)));
      if (!decision.ok) {
        // The rest of a refused body is read away, so that the answer reaches the browser.
        ctx.req.resume();
        return answerRefusal(ctx, decision);
      }
      ctx.status = decision.value.alreadyKnown ? 200 : 201;
      ctx.body = decision.value;
    },

    async accept(ctx: Context) {
      const version = Number(bodyOf(ctx).version);
      const decision = await wallets().accept(idOf(ctx), version, actorOf(ctx));
      answer(ctx, decision);
      if (!decision.ok) return;
      // Booking goes on behind the answer; after a crash the job goes on with it.
      setImmediate(() => {
        wallets()
          .postAccepted()
          .catch((error: unknown) => strapi.log.error(error));
      });
    },

    async reject(ctx: Context) {
      const { version, reason } = bodyOf(ctx);
      const words = textOf(reason);
      answer(ctx, await wallets().reject(idOf(ctx), Number(version), words, actorOf(ctx)));
    },
  };
};
