import { refuse, type Decision } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { answerRefusal } from '../answers';
import type { SlipService, SlipView } from '../slip-types';
import { actorOf, bodyOf, idOf, textOf } from './requests';

/** The texts of a body; what is none counts as left out. */
const textsOf = (body: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(body).map(([name, value]) => [name, textOf(value)]));

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const slips = (): SlipService => strapi.plugin('donations').service('slip');

  function answer(ctx: Context, decision: Decision<SlipView>, status = 200) {
    if (!decision.ok) return answerRefusal(ctx, decision);
    ctx.status = status;
    ctx.body = decision.value;
  }

  return {
    async list(ctx: Context) {
      const before = /^\d{1,9}$/.exec(textOf(ctx.query.before))?.[0];
      const q = textOf(ctx.query.q).slice(0, 100).replaceAll('\0', '').trim();
      ctx.body = {
        ...(await slips().list(q, before === undefined ? null : Number(before))),
        choices: await slips().choices(),
      };
    },

    async find(ctx: Context) {
      const view = await slips().find(idOf(ctx));
      if (view === null) return answerRefusal(ctx, refuse('slip-not-found'));
      ctx.body = view;
    },

    async issue(ctx: Context) {
      const { key, ...typed } = textsOf(bodyOf(ctx));
      answer(ctx, await slips().issue(typed, key ?? '', actorOf(ctx)), 201);
    },

    async confirm(ctx: Context) {
      answer(ctx, await slips().confirm(idOf(ctx), actorOf(ctx)));
    },

    async void(ctx: Context) {
      const reason = textOf(bodyOf(ctx).reason);
      answer(ctx, await slips().void(idOf(ctx), reason, actorOf(ctx)));
    },
  };
};
