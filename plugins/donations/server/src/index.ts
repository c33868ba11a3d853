import type { Core } from '@strapi/strapi';
import { bootstrap } from './bootstrap';
import config from './config';
import accountType from './content-types/account/schema.json';
import bankType from './content-types/bank/schema.json';
import campaignType from './content-types/campaign/schema.json';
import donationType from './content-types/donation/schema.json';
import itemType from './content-types/item/schema.json';
import lineType from './content-types/line/schema.json';
import statementType from './content-types/statement/schema.json';
import accountController from './controllers/account';
import ledgerController from './controllers/ledger';
import booksController from './controllers/books';
import mappingController from './controllers/mapping';
import lineRuleController from './controllers/line-rule';
import publicController from './controllers/public';
import publicStatementController from './controllers/public-statement';
import statementController from './controllers/statement';
import { doorControllers, doorServices } from './doors';
import { startPlacing } from './jobs/place';
import { startPosting } from './jobs/post';
import { startPostingWallets } from './jobs/post-wallets';
import { models } from './models';
import adminRoutes from './routes/admin';
import publicRoutes from './routes/public';
import account from './services/account';
import books from './services/books';
import campaign from './services/campaign';
import catalogue from './services/catalogue';
import dayDifference from './services/day-difference';
import donation from './services/donation';
import ledger from './services/ledger';
import ledgerRows from './services/ledger-rows';
import lineRule from './services/line-rule';
import mapping from './services/mapping';
import matching from './services/matching';
import publicStatements from './services/public-statements';
import reference from './services/reference';
import refund from './services/refund';
import statement from './services/statement';
import statementTemplate from './services/statement-template';

const jobs: { stop(): Promise<void> }[] = [];

/** What the plugin adds to Strapi. */
export default {
  config,
  register({ strapi }: { strapi: Core.Strapi }) {
    for (const model of models) strapi.get('models').add(model);
  },
  async bootstrap(context: { strapi: Core.Strapi }) {
    await bootstrap(context);
    if (process.env.JOBS !== 'off')
      jobs.push(
        ...[startPlacing, startPosting, startPostingWallets].map((start) => start(context.strapi)),
      );
  },
  async destroy() {
    for (const job of jobs.splice(0)) await job.stop();
  },
  contentTypes: {
    account: { schema: accountType },
    bank: { schema: bankType },
    campaign: { schema: campaignType },
    donation: { schema: donationType },
    item: { schema: itemType },
    line: { schema: lineType },
    statement: { schema: statementType },
  },
  routes: { 'content-api': publicRoutes, admin: adminRoutes },
  controllers: {
    ...doorControllers,
    account: accountController,
    ledger: ledgerController,
    books: booksController,
    mapping: mappingController,
    'line-rule': lineRuleController,
    public: publicController,
    'public-statement': publicStatementController,
    statement: statementController,
  },
  services: {
    ...doorServices,
    ...{ account, books, campaign, catalogue, donation, ledger, matching, reference, statement },
    mapping,
    'statement-template': statementTemplate,
    'ledger-rows': ledgerRows,
    ...{ 'day-difference': dayDifference, 'line-rule': lineRule, refund },
    'public-statements': publicStatements,
  },
};

export type * from './types';
export type { LedgerRowsService, OpenLedgerRow } from './services/ledger-rows';
export type { CatalogueService } from './services/catalogue';
export type { ReferenceService } from './services/reference';
