import type { Core, UID } from '@strapi/strapi';

type Row = Readonly<Record<string, string | null>>;

export interface ReferenceService {
  /** Adds what is missing and corrects what differs; removes nothing. */
  load(reference: { localities: readonly Row[]; units: readonly Row[] }): Promise<void>;
}

const differs = (stored: Row, wanted: Row) =>
  Object.entries(wanted).some(([name, value]) => (stored[name] ?? null) !== value);

async function upsert(strapi: Core.Strapi, uid: UID.ContentType, by: string, rows: readonly Row[]) {
  const stored: (Row & { id: number })[] = await strapi.db.query(uid).findMany({});
  const byKey = new Map(stored.map((row) => [row[by], row]));
  for (const row of rows) {
    const known = byKey.get(row[by] ?? null);
    if (known === undefined) await strapi.db.query(uid).create({ data: row });
    else if (differs(known, row)) {
      await strapi.db.query(uid).update({ where: { id: known.id }, data: row });
    }
  }
}

export default ({ strapi }: { strapi: Core.Strapi }): ReferenceService => ({
  async load({ localities, units }) {
    await strapi.db.transaction(async () => {
      await upsert(strapi, 'plugin::provinces.locality' as UID.ContentType, 'key', localities);
      await upsert(strapi, 'plugin::provinces.unit' as UID.ContentType, 'code', units);
    });
  },
});
