import { problemOf, refuse } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { isEpoch } from '../services/locality';

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** The provinces of one epoch in the order of the Vietnamese alphabet. */
  async list(ctx: Context) {
    const epoch = ctx.query.epoch ?? 'vn34';
    if (!isEpoch(epoch)) {
      ctx.status = 422;
      ctx.body = JSON.stringify(problemOf(refuse('epoch-unknown'), 422));
      ctx.type = 'application/problem+json';
      return;
    }
    ctx.set('Cache-Control', 'public, max-age=3600');
    ctx.body = { localities: await strapi.plugin('provinces').service('locality').list(epoch) };
  },
});
