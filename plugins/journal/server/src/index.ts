import type { Core } from '@strapi/strapi';
import config from './config';
import journalController from './controllers/journal';
import { startDelivering } from './jobs/deliver';
import { startSealing } from './jobs/seal';
import { appendOnlyTables, models } from './models';
import publicRoutes from './routes/public';
import custody from './services/custody';
import journal from './services/journal';
import lock from './services/lock';
import outbox from './services/outbox';
import verify from './services/verify';

const jobs: { stop(): Promise<void> }[] = [];

/** What the plugin adds to Strapi. */
export default {
  config,
  register({ strapi }: { strapi: Core.Strapi }) {
    for (const model of models) strapi.get('models').add(model);
  },
  async bootstrap({ strapi }: { strapi: Core.Strapi }) {
    await strapi.plugin('journal').service('custody').appendOnly(appendOnlyTables);
    if (process.env.JOBS !== 'off') jobs.push(startSealing(strapi), startDelivering(strapi));
  },
  async destroy() {
    for (const job of jobs.splice(0)) await job.stop();
  },
  routes: { 'content-api': publicRoutes },
  controllers: { journal: journalController },
  services: { custody, journal, lock, outbox, verify },
};

export type * from './types';
