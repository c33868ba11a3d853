import { problemOf, refuse } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import type { TotalsService } from '../services/totals';

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** Every figure at the watermark of the fold, of all campaigns or of one. */
  async current(ctx: Context) {
    const campaign = ctx.query.campaign;
    if (campaign !== undefined) {
      const isKnown =
        typeof campaign === 'string' &&
        (await strapi.plugin('donations').service('campaign').find(campaign)) !== null;
      if (!isKnown) {
        ctx.status = 404;
        ctx.body = JSON.stringify(problemOf(refuse('campaign-not-found'), 404));
        ctx.type = 'application/problem+json';
        return;
      }
    }
    const totals: TotalsService = strapi.plugin('statistics').service('totals');
    const { etag, body } = await totals.current(typeof campaign === 'string' ? campaign : null);
    ctx.set('ETag', etag);
    ctx.set('Cache-Control', 'public, max-age=0, must-revalidate');
    // A compressing proxy marks the tag as weak.
    if (ctx.get('If-None-Match').replace(/^W\//, '') === etag) {
      ctx.status = 304;
      return;
    }
    ctx.type = 'application/json';
    ctx.body = body;
  },
});
