import { genesisHash } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import type { JournalService } from '../types';

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** The watermark: place, hash and instant of the newest sealed entry. */
  async head(ctx: Context) {
    const journal: JournalService = strapi.plugin('journal').service('journal');
    ctx.set('Cache-Control', 'no-cache');
    ctx.body = (await journal.head()) ?? { seq: 0, hash: genesisHash, asOf: null };
  },
});
