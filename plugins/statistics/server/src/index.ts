import type { Core } from '@strapi/strapi';
import config from './config';
import totalsController from './controllers/totals';
import { startFolding } from './jobs/fold';
import { startPublishing } from './jobs/publish-day';
import { models } from './models';
import publicRoutes from './routes/public';
import fold from './services/fold';
import openData from './services/open-data';
import recompute from './services/recompute';
import totals from './services/totals';
import { ensureCursor } from './store';
import { openDaysTable } from './store/open-days';

const jobs: { stop(): Promise<void> }[] = [];

/** What the plugin adds to Strapi. */
export default {
  config,
  register({ strapi }: { strapi: Core.Strapi }) {
    for (const model of models) strapi.get('models').add(model);
  },
  async bootstrap({ strapi }: { strapi: Core.Strapi }) {
    await ensureCursor(strapi);
    await strapi.plugin('journal').service('custody').appendOnly([openDaysTable]);
    if (process.env.JOBS !== 'off') jobs.push(startFolding(strapi), startPublishing(strapi));
  },
  async destroy() {
    for (const job of jobs.splice(0)) await job.stop();
  },
  routes: { 'content-api': publicRoutes },
  controllers: { totals: totalsController },
  services: { fold, 'open-data': openData, recompute, totals },
};

export type { FoldService } from './services/fold';
export type { OpenDataService } from './services/open-data';
export type { Check, RecomputeService } from './services/recompute';
export type { TotalsService } from './services/totals';
