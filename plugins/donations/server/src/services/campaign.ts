import type { Core } from '@strapi/strapi';
import * as store from '../store/accounts';
import { fresh } from '../fresh';
import type { CampaignService } from '../types';

export default ({ strapi }: { strapi: Core.Strapi }): CampaignService => {
  const campaigns = fresh(() => store.selectCampaigns(strapi));
  return {
    list: campaigns,
    async find(code) {
      return (await campaigns()).find((campaign) => campaign.code === code) ?? null;
    },
  };
};
