import { defaultLineRules } from '@chung-tay/domain';
import type { CustodyService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import { errors } from '@strapi/utils';
import type { Core } from '@strapi/strapi';
import { appendOnlyTables } from './models';
import { permissions } from './permissions';
import { ensureNumberIndex } from './store/donations';
import { ensureCursor } from './store/ledger';
import { ensureRules } from './store/line-rules';
import { dropFormerIndexes, fillAccounts } from './store/upgrade';

const moneyTypes = ['account', 'statement', 'line', 'donation'];
const referenceTypes = ['bank', 'item'];

/** A campaign is edited in the content manager, but its code is part of addresses and of the journal. */
function guardCampaigns(strapi: Core.Strapi): void {
  strapi.documents.use(async (context, next) => {
    if (context.uid !== ('plugin::donations.campaign' as typeof context.uid)) return next();
    if (context.action === 'delete') {
      throw new errors.ForbiddenError('A campaign is closed, never deleted.');
    }
    if (context.action === 'update') {
      const { documentId, data } = context.params as {
        documentId: string;
        data?: { code?: unknown };
      };
      const stored = await strapi.db
        .query('plugin::donations.campaign')
        .findOne({ where: { documentId }, select: ['code'] });
      if (data?.code !== undefined && stored !== null && data.code !== stored.code) {
        throw new errors.ValidationError(
          'Mã đợt vận động không đổi được / The code cannot change.',
        );
      }
    }
    return next();
  });
}

export async function bootstrap({ strapi }: { strapi: Core.Strapi }): Promise<void> {
  await dropFormerIndexes(strapi);
  await fillAccounts(strapi);
  const custody: CustodyService = strapi.plugin('journal').service('custody');
  await custody.appendOnly(appendOnlyTables);
  custody.readOnlyInAdmin(
    [...moneyTypes, ...referenceTypes].map((name) => `plugin::donations.${name}`),
  );
  guardCampaigns(strapi);
  await ensureCursor(strapi);
  await ensureNumberIndex(strapi);
  await ensureRules(strapi, defaultLineRules);
  await strapi.service('admin::permission').actionProvider.registerMany(
    permissions.map(({ uid, displayName }) => ({
      section: 'plugins',
      pluginName: 'donations',
      uid,
      displayName,
    })),
  );
}
