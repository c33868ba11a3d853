import type { Core } from '@strapi/strapi';

export type Epoch = 'vn63' | 'vn34';

export interface Locality {
  readonly key: string;
  readonly epoch: Epoch;
  readonly code: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly fullNameVi: string;
  /** The province of the later epoch into which this one was merged. */
  readonly successorKey: string | null;
}

export interface LocalityService {
  list(epoch: Epoch): Promise<Locality[]>;
  find(key: string): Promise<Locality | null>;
}

export const isEpoch = (value: unknown): value is Epoch => value === 'vn63' || value === 'vn34';

const uid = 'plugin::provinces.locality';
const fields = ['key', 'epoch', 'code', 'nameVi', 'nameEn', 'fullNameVi', 'successorKey'] as const;
const alphabetical = new Intl.Collator('vi');

const localityFromRow = (row: Locality): Locality => ({
  key: row.key,
  epoch: row.epoch,
  code: row.code,
  nameVi: row.nameVi,
  nameEn: row.nameEn,
  fullNameVi: row.fullNameVi,
  successorKey: row.successorKey,
});

export default ({ strapi }: { strapi: Core.Strapi }): LocalityService => ({
  async list(epoch) {
    const rows: Locality[] = await strapi.db
      .query(uid)
      .findMany({ where: { epoch }, select: [...fields] });
    return rows
      .map(localityFromRow)
      .sort((one, other) => alphabetical.compare(one.nameVi, other.nameVi));
  },
  async find(key) {
    const row: Locality | null = await strapi.db
      .query(uid)
      .findOne({ where: { key }, select: [...fields] });
    return row === null ? null : localityFromRow(row);
  },
});
