import type { MatchingService } from '@chung-tay/strapi-plugin-donations/strapi-server';
import type { CustodyService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import type { Core } from '@strapi/strapi';
import { permissions } from './permissions';
import { ensureCursors } from './store/cursors';
import { ensureSearchIndex } from './store/identifications';
import { namePayers, selectByCodes } from './store/pledges';
import { ensureStepIndex } from './store/settlements';

export async function bootstrap({ strapi }: { strapi: Core.Strapi }): Promise<void> {
  const custody: CustodyService = strapi.plugin('journal').service('custody');
  await custody.appendOnly(['pledges_settlements']);
  custody.readOnlyInAdmin(['plugin::pledges.pledge', 'plugin::pledges.settlement']);
  await ensureCursors(strapi);
  await ensureStepIndex(strapi);
  await ensureSearchIndex(strapi);
  await namePayers(strapi);
  await strapi.service('admin::permission').actionProvider.registerMany(
    permissions.map(({ uid, displayName }) => ({
      section: 'plugins',
      pluginName: 'pledges',
      uid,
      displayName,
    })),
  );
  const matching: MatchingService = strapi.plugin('donations').service('matching');
  matching.register(async (codes) => {
    const pledges = await selectByCodes(strapi, strapi.db.connection, codes);
    return new Map(pledges.map(({ code, state, donorName }) => [code, { state, donorName }]));
  });
}
