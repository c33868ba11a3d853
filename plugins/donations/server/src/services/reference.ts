import { dayOf } from '@chung-tay/domain';
import type { Core, UID } from '@strapi/strapi';
import { insertAccount } from '../store/accounts';

type Row = Readonly<Record<string, unknown>>;

interface Demonstration {
  readonly bank: Row;
  readonly campaign: Row & { readonly code: string; readonly unitCode: string };
  readonly account: { readonly bin: string; readonly number: string; readonly name: string };
}

export interface ReferenceService {
  /**
   * Adds banks and catalogue items that are missing and corrects what differs. The demonstration campaign
   * is added once; what was changed of it afterwards stays.
   */
  load(reference: {
    readonly banks: readonly Row[];
    readonly catalogue: readonly Row[];
    readonly demonstration: Demonstration | null;
  }): Promise<void>;
}

const isSame = (stored: unknown, wanted: unknown) =>
  JSON.stringify(stored ?? null) === JSON.stringify(wanted ?? null);

async function upsert(strapi: Core.Strapi, uid: UID.ContentType, by: string, rows: readonly Row[]) {
  const stored: (Row & { id: number })[] = await strapi.db.query(uid).findMany({});
  const byKey = new Map(stored.map((row) => [row[by], row]));
  for (const row of rows) {
    const known = byKey.get(row[by]);
    if (known === undefined) {
      await strapi.db.query(uid).create({ data: { ...row, publishedAt: new Date() } });
    } else if (Object.entries(row).some(([name, value]) => !isSame(known[name], value))) {
      await strapi.db.query(uid).update({ where: { id: known.id }, data: row });
    }
  }
}

export default ({ strapi }: { strapi: Core.Strapi }): ReferenceService => {
  async function loadDemonstration({ bank, campaign, account }: Demonstration): Promise<void> {
    const query = strapi.db.query('plugin::donations.campaign' as UID.ContentType);
    if ((await query.findOne({ where: { code: campaign.code } })) !== null) return;
    await upsert(strapi, 'plugin::donations.bank' as UID.ContentType, 'bin', [bank]);
    await query.create({ data: { ...campaign, publishedAt: new Date() } });
    await strapi.db.transaction(async ({ trx }) => {
      const demonstrated = {
        ...account,
        campaignCode: campaign.code,
        unitCode: campaign.unitCode,
        state: 'published' as const,
        preparedBy: 'reference:1',
        publishedBy: 'reference:2',
        currency: 'VND',
        transfer: null,
        publishedOn: dayOf(Date.now()),
        endedOn: null,
      };
      await insertAccount(trx, demonstrated, new Date());
    });
  }

  return {
    async load({ banks, catalogue, demonstration }) {
      await upsert(strapi, 'plugin::donations.bank' as UID.ContentType, 'bin', banks);
      await upsert(strapi, 'plugin::donations.item' as UID.ContentType, 'code', catalogue);
      if (demonstration !== null) await loadDemonstration(demonstration);
    },
  };
};
