import type { Core } from '@strapi/strapi';
import type { Seed } from '@chung-tay/config';

/**
 * Hands the reference data to the plugins that own it. They add what is missing and correct what differs;
 * the demonstration campaign is only loaded where an operator did not switch it off.
 */
export async function loadReferenceData(
  strapi: Core.Strapi,
  seed: Seed,
  withDemonstration: boolean,
): Promise<void> {
  await strapi
    .plugin('provinces')
    .service('reference')
    .load({ localities: seed.localities, units: seed.units });
  await strapi
    .plugin('donations')
    .service('reference')
    .load({
      banks: seed.banks,
      catalogue: seed.catalogue,
      demonstration: withDemonstration ? seed.demonstration : null,
    });
}
