import type { Core } from '@strapi/strapi';

/** Localities and units come from the reference data; nobody types them in the content manager. */
export function bootstrap({ strapi }: { strapi: Core.Strapi }): void {
  strapi
    .plugin('journal')
    .service('custody')
    .readOnlyInAdmin(['plugin::provinces.locality', 'plugin::provinces.unit']);
}
