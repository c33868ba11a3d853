import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import type { AccountListService } from '../types';

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** The signed list of every account that is or was published. */
  async find(ctx: Context) {
    const accounts: AccountListService = strapi.plugin('donations').service('account-list');
    ctx.body = await accounts.signed();
  },
});
