import type { Core } from '@strapi/strapi';
import { selectRecords, selectRecordsOf } from '../store/open-donations';
import type { DonationService } from '../types';

/** What settlement asks of the donations: their raw memos, for officers only. */
export default ({
  strapi,
}: {
  strapi: Core.Strapi;
}): Pick<DonationService, 'recordsOf' | 'describe'> => ({
  recordsOf: (entryIds) => selectRecordsOf(strapi, entryIds),
  describe: (ids) => selectRecords(strapi, ids),
});
