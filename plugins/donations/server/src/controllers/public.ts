import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import type { CatalogueService } from '../services/catalogue';
import type { AccountService, CampaignService } from '../types';

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const own = <Service>(name: string) =>
    strapi.plugin('donations').service(name) as unknown as Service;

  return {
    /** The campaigns that are not drafts, each with the accounts that may be shown. */
    async campaigns(ctx: Context) {
      const campaigns = own<CampaignService>('campaign');
      const accounts = own<AccountService>('account');
      const visible = (await campaigns.list()).filter(({ state }) => state !== 'draft');
      ctx.body = await Promise.all(
        visible.map(async (campaign) => ({
          code: campaign.code,
          name: campaign.nameVi,
          nameEn: campaign.nameEn,
          cause: campaign.causeVi,
          causeEn: campaign.causeEn,
          state: campaign.state,
          demonstration: campaign.demonstration,
          accounts: (await accounts.publishedOf(campaign.code)).map(
            ({ bin, bank, number, name }) => ({ bin, bank, number, name }),
          ),
        })),
      );
    },

    /** The goods that the form offers, with their units. */
    async catalogue(ctx: Context) {
      ctx.set('Cache-Control', 'public, max-age=60');
      ctx.body = {
        items: (await own<CatalogueService>('catalogue').list()).map(
          ({ code, nameVi, nameEn, category, units }) => {
            return { code, nameVi, nameEn, category, units };
          },
        ),
      };
    },
  };
};
