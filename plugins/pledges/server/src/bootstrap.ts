import type { MatchingService } from '@chung-tay/strapi-plugin-donations/strapi-server';
import type { CustodyService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import type { Core } from '@strapi/strapi';
import * as store from './store';

export async function bootstrap({ strapi }: { strapi: Core.Strapi }): Promise<void> {
  const custody: CustodyService = strapi.plugin('journal').service('custody');
  await custody.appendOnly(['pledges_settlements']);
  custody.readOnlyInAdmin(['plugin::pledges.pledge', 'plugin::pledges.settlement']);
  await store.ensureCursor(strapi);
  await strapi.service('admin::permission').actionProvider.registerMany([
    {
      section: 'plugins',
      pluginName: 'pledges',
      uid: 'pledge.decide',
      displayName: 'Duyệt, từ chối, rút, xóa nợ đăng ký',
    },
  ]);
  const matching: MatchingService = strapi.plugin('donations').service('matching');
  matching.register(async (codes) => {
    const pledges = await store.selectByCodes(strapi, strapi.db.connection, codes);
    return new Map(pledges.map(({ code, state, donorName }) => [code, { state, donorName }]));
  });
}
