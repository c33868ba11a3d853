import { refuse } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { answerRefusal } from '../answers';
import type { PublicStatementService } from '../types';

/** The statements on which the public ledger rests, each with its proof. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  async page(ctx: Context) {
    const { before, account } = ctx.query;
    const isPlace =
      before === undefined || (typeof before === 'string' && /^\d{1,9}$/.test(before));
    if (!isPlace) return answerRefusal(ctx, refuse('query-malformed', { name: 'before' }));
    const isAccount =
      account === undefined || (typeof account === 'string' && /^[0-9A-Za-z]{1,19}$/.test(account));
    if (!isAccount) return answerRefusal(ctx, refuse('query-malformed', { name: 'account' }));
    const statements: PublicStatementService = strapi
      .plugin('donations')
      .service('public-statements');
    ctx.body = await statements.page(before === undefined ? null : Number(before), account ?? null);
  },
});
