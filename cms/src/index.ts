import type { Core } from '@strapi/strapi';
import { readEnvironment, readNewsroomSeed, readSecrets, readSeed } from '@chung-tay/config';
import { watchTheDesk } from './api/newsroom/desk';
import { ensureForms } from './api/newsroom/forms';
import { ensureLanguages } from './api/newsroom/languages';
import { models } from './api/newsroom/models';
import { openDesk } from './api/newsroom/overview';
import { dropStrapiRoles, ensureRoles } from './api/newsroom/roles';
import { startSchedule } from './api/newsroom/schedule';
import { ensureCounter } from './api/newsroom/store/entries';
import { ensureSearchIndex } from './api/newsroom/store/search';
import { ensureUploadSettings } from './api/newsroom/uploads';
import { decideDemonstration, loadWhenDue } from './demonstration';
import { createFirstAdmin } from './first-admin';
import { loadReferenceData } from './reference-data';
import { carryHints } from './site-hints';

const jobs: { stop(): Promise<void> }[] = [];

export default {
  register({ strapi }: { strapi: Core.Strapi }) {
    for (const model of models) strapi.get('models').add(model);
    // Keys of localities and campaigns: text to the database, a choice to editors.
    for (const name of ['locality', 'campaign'])
      strapi.customFields.register({ name, type: 'string' });
    strapi.customFields.register({ name: 'choice', type: 'enumeration' });
    openDesk(strapi);
    watchTheDesk(strapi);
  },
  async bootstrap({ strapi }: { strapi: Core.Strapi }) {
    const environment = readEnvironment();
    const secrets = readSecrets(environment.dataDir);
    await ensureLanguages(strapi);
    await ensureCounter(strapi);
    await ensureSearchIndex(strapi);
    await loadReferenceData(strapi, readSeed(), environment.seedDemonstration);
    await dropStrapiRoles(strapi);
    await createFirstAdmin(strapi, {
      email: environment.firstAdminEmail,
      password: environment.firstAdminPassword ?? secrets.firstAdminPassword,
    });
    await ensureRoles(strapi);
    await ensureForms(strapi);
    await ensureUploadSettings(strapi);
    carryHints(strapi, environment.siteUrl, secrets.hintSecret);
    await decideDemonstration(strapi, environment.seedDemonstration);
    if (process.env.JOBS === 'off') return;
    jobs.push(startSchedule(strapi));
    jobs.push(loadWhenDue(strapi, readNewsroomSeed));
  },
  async destroy() {
    for (const job of jobs.splice(0)) await job.stop();
  },
};
