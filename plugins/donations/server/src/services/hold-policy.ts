import type { HoldPolicy } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import type { DonationsConfig } from '../config';
import type { CampaignService } from '../types';

/** Which credits of a campaign wait for a second person at this moment. */
export async function holdPolicyOf(strapi: Core.Strapi, campaignCode: string): Promise<HoldPolicy> {
  const { secondPersonFromVnd } = strapi.config.get('plugin::donations') as DonationsConfig;
  const campaigns: CampaignService = strapi.plugin('donations').service('campaign');
  const campaign = await campaigns.find(campaignCode);
  const isClosed = campaign?.state === 'closed';
  return { fromVnd: secondPersonFromVnd, lateAfter: isClosed ? (campaign.endsOn ?? '') : null };
}
