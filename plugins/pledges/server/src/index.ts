import type { Core } from '@strapi/strapi';
import { bootstrap } from './bootstrap';
import config from './config';
import pledgeType from './content-types/pledge/schema.json';
import settlementType from './content-types/settlement/schema.json';
import pledgeController from './controllers/pledge';
import workbenchController from './controllers/workbench';
import frontDoor from './middlewares/front-door';
import { startSettling } from './jobs/settle';
import { models } from './models';
import adminRoutes from './routes/admin';
import publicRoutes from './routes/public';
import identification from './services/identification';
import instructions from './services/instructions';
import pledge from './services/pledge';
import settlement from './services/settlement';
import workbench from './services/workbench';

const jobs: { stop(): Promise<void> }[] = [];

/** What the plugin adds to Strapi. */
export default {
  config,
  register({ strapi }: { strapi: Core.Strapi }) {
    for (const model of models) strapi.get('models').add(model);
  },
  async bootstrap(context: { strapi: Core.Strapi }) {
    await bootstrap(context);
    if (process.env.JOBS !== 'off') jobs.push(startSettling(context.strapi));
  },
  async destroy() {
    for (const job of jobs.splice(0)) await job.stop();
  },
  contentTypes: { pledge: { schema: pledgeType }, settlement: { schema: settlementType } },
  middlewares: { 'front-door': frontDoor },
  routes: { 'content-api': publicRoutes, admin: adminRoutes },
  controllers: { pledge: pledgeController, workbench: workbenchController },
  services: { identification, instructions, pledge, settlement, workbench },
};

export type * from './types';
