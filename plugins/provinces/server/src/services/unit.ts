import type { Core } from '@strapi/strapi';

export interface Unit {
  readonly code: string;
  readonly nameVi: string;
  readonly nameEn: string;
}

export interface UnitService {
  /** Every unit, by code. */
  list(): Promise<Unit[]>;
  find(code: string): Promise<Unit | null>;
}

const uid = 'plugin::provinces.unit';

export default ({ strapi }: { strapi: Core.Strapi }): UnitService => {
  const select = (where: object): Promise<Unit[]> =>
    strapi.db
      .query(uid)
      .findMany({ where, select: ['code', 'nameVi', 'nameEn'], orderBy: { code: 'asc' } });
  const unitFrom = ({ code, nameVi, nameEn }: Unit): Unit => ({ code, nameVi, nameEn });
  return {
    list: async () => (await select({})).map(unitFrom),
    async find(code) {
      const [unit] = await select({ code });
      return unit === undefined ? null : unitFrom(unit);
    },
  };
};
