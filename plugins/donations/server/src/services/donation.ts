import type { Core } from '@strapi/strapi';
import { selectCoded } from '../store/ledger';
import type { DonationService } from '../types';
import correction from './correction';
import { donationEvents } from './donation-entries';
import refund from './refund';

export default ({ strapi }: { strapi: Core.Strapi }): DonationService => ({
  events: donationEvents,
  withCodes: (entryIds) => selectCoded(strapi, entryIds),
  ...correction({ strapi }),
  refund: refund({ strapi }).refund,
});
