import type { Core } from '@strapi/strapi';
import { selectCoded } from '../store/ledger';
import type { DonationService } from '../types';

export default ({ strapi }: { strapi: Core.Strapi }): DonationService => ({
  withCodes: (entryIds) => selectCoded(strapi, entryIds),
});
