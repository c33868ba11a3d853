import type { Core } from '@strapi/strapi';
import { readEnvironment, readSecrets, readSeed } from '@chung-tay/config';
import { createFirstAdmin } from './first-admin';
import { loadReferenceData } from './reference-data';

export default {
  async bootstrap({ strapi }: { strapi: Core.Strapi }) {
    const environment = readEnvironment();
    await loadReferenceData(strapi, readSeed(), environment.seedDemonstration);
    await createFirstAdmin(strapi, {
      email: environment.firstAdminEmail,
      password:
        environment.firstAdminPassword ?? readSecrets(environment.dataDir).firstAdminPassword,
    });
  },
};
