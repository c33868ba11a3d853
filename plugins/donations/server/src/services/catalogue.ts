import type { Core } from '@strapi/strapi';
import { fresh } from '../fresh';
import { selectCatalogue, type CatalogueItem } from '../store/accounts';

export interface CatalogueService {
  list(): Promise<CatalogueItem[]>;
  has(code: string): Promise<boolean>;
}

export default ({ strapi }: { strapi: Core.Strapi }): CatalogueService => {
  const list = fresh(() => selectCatalogue(strapi));
  return {
    list,
    async has(code) {
      return (await list()).some((item) => item.code === code);
    },
  };
};
