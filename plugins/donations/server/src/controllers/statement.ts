import { refuse, type Decision } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { answerRefusal } from '../answers';
import type { DonationsConfig } from '../config';
import type { StatementService, StatementView } from '../types';
import { actorOf, bodyOf, idOf, textOf } from './requests';

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const statements = (): StatementService => strapi.plugin('donations').service('statement');

  async function answerAccepted(ctx: Context, decision: Decision<StatementView>) {
    if (!decision.ok) return answerRefusal(ctx, decision);
    ctx.body = decision.value;
    // Posting goes on behind the answer; after a crash the job goes on with it.
    setImmediate(() => {
      statements()
        .postAccepted()
        .catch((error: unknown) => strapi.log.error(error));
    });
  }

  return {
    async list(ctx: Context) {
      ctx.body = { statements: await statements().list() };
    },

    async find(ctx: Context) {
      const view = await statements().preview(idOf(ctx));
      if (view === null) return answerRefusal(ctx, refuse('statement-not-found'));
      ctx.body = view;
    },

    /** The file is the body, as raw bytes: nothing of it is parsed before it is kept. */
    async upload(ctx: Context) {
      const { account, name } = ctx.query;
      if (ctx.get('Content-Type').split(';')[0] !== 'application/octet-stream') {
        return answerRefusal(ctx, refuse('media-type-unsupported'));
      }
      const { statementBytesMax: maxBytes } = strapi.config.get(
        'plugin::donations',
      ) as DonationsConfig;
      if (Number(ctx.get('Content-Length')) > maxBytes) {
        ctx.req.resume();
        return answerRefusal(ctx, refuse('body-too-large', { maxBytes }));
      }
      const decision = await statements().upload({
        // The request must outlive a refusal in its middle, or its sender would see a broken connection.
        stream: ctx.req.iterator({ destroyOnReturn: false }),
        fileName: textOf(name),
        accountNumber: textOf(account),
        actor: actorOf(ctx),
      });
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
      await answerAccepted(ctx, await statements().accept(idOf(ctx), version, actorOf(ctx)));
    },

    /** Accepts a file that could not be proved; the reason is public. */
    async override(ctx: Context) {
      const { version, reason } = bodyOf(ctx);
      const words = textOf(reason);
      const id = idOf(ctx);
      await answerAccepted(
        ctx,
        await statements().override(id, Number(version), words, actorOf(ctx)),
      );
    },

    async reject(ctx: Context) {
      const { version, reason } = bodyOf(ctx);
      const decision = await statements().reject(
        idOf(ctx),
        Number(version),
        textOf(reason),
        actorOf(ctx),
      );
      if (!decision.ok) return answerRefusal(ctx, decision);
      ctx.body = decision.value;
    },
  };
};
