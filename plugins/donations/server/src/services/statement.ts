import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { accept, checkText, refuse, type Decision, type Refused } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import type { DonationsConfig } from '../config';
import { stageRows, unstage, unstageOrphans } from '../store/staging';
import * as store from '../store/statements';
import type {
  AccountService,
  CampaignService,
  LineRuleService,
  ReceivingAccount,
  StatementService,
  StatementView,
} from '../types';
import { statementDecision } from './statement-decision';
import { keepFile, type KeptFile } from './statement-file';
import { postStatement } from './statement-posting';
import { readStatement, type Reading } from './statement-reading';
import { summariesOf, viewOf } from './statement-view';

const listMax = 200;
const orphanMs = 24 * 3_600_000;

export default ({ strapi }: { strapi: Core.Strapi }): StatementService => {
  const accounts = (): AccountService => strapi.plugin('donations').service('account');
  const campaigns = (): CampaignService => strapi.plugin('donations').service('campaign');
  const lineRules = (): LineRuleService => strapi.plugin('donations').service('line-rule');

  async function view(record: store.StatementRecord): Promise<StatementView> {
    return viewOf(strapi, record, await accounts().findByNumber(record.accountNumber));
  }

  /** A file that was uploaded before: the answer of that time. */
  async function known(record: store.StatementRecord, accountNumber: string) {
    if (record.accountNumber !== accountNumber) {
      return refuse('statement-account-differs', {
        printed: record.accountNumber,
        chosen: accountNumber,
      });
    }
    if (record.state === 'control-failed' && record.refusal !== null) {
      return JSON.parse(record.refusal) as Refused;
    }
    return accept({ ...(await view(record)), alreadyKnown: true });
  }

  function recordOf(
    kept: KeptFile,
    reading: Reading,
    given: { fileName: string; accountNumber: string; actor: string; uploadKey: string },
  ): store.NewStatement {
    const text = (amount: number | null) => (amount === null ? null : String(amount));
    return {
      fileName: given.fileName,
      sha256: kept.sha256,
      accountNumber: given.accountNumber,
      layout: reading.layout,
      state: reading.control.ok ? 'proved' : 'control-failed',
      periodFrom: reading.periodFrom,
      periodTo: reading.periodTo,
      openingVnd: text(reading.openingVnd),
      closingVnd: text(reading.closingVnd),
      creditVnd: String(reading.creditVnd),
      debitVnd: String(reading.debitVnd),
      rowCount: reading.rowCount,
      creditCount: reading.creditCount,
      uploadKey: given.uploadKey,
      refusal: reading.control.ok ? null : JSON.stringify(reading.control),
      uploadedBy: given.actor,
      uploadedAt: new Date().toISOString(),
    };
  }

  async function read(
    kept: KeptFile,
    account: ReceivingAccount,
    given: { fileName: string; actor: string; onProgress: (done: number, total: number) => void },
  ): Promise<Decision<StatementView & { alreadyKnown: boolean }>> {
    const uploadKey = randomUUID();
    const campaign = await campaigns().find(account.campaignCode);
    const rules = await lineRules().current();
    const reading = await readStatement(
      kept.path,
      { number: account.number, memoNames: campaign?.memoNames ?? 'initials', rules },
      (batches) => stageRows(strapi, uploadKey, batches),
      given.onProgress,
    );
    if (!reading.ok) {
      await unstage(strapi, uploadKey);
      // Nothing of a file that cannot be read is kept, unless an earlier upload rests on it.
      if (!(await store.isDigestKnown(strapi, kept.sha256))) await rm(kept.path, { force: true });
      return reading;
    }
    const record = recordOf(kept, reading.value, {
      ...{ fileName: given.fileName, accountNumber: account.number, actor: given.actor, uploadKey },
    });
    const inserted = await strapi.db.transaction(({ trx }) => store.insertStatement(trx, record));
    if (inserted === null) {
      // The same file came twice at the same time; the other upload was first.
      await unstage(strapi, uploadKey);
      const first = await store.selectStatementByDigest(strapi, kept.sha256);
      return first === null ? refuse('version-stale') : known(first, account.number);
    }
    if (!reading.value.control.ok) return reading.value.control;
    return accept({ ...(await view(inserted)), alreadyKnown: false });
  }

  const decide = statementDecision(strapi, view);

  const service: StatementService = {
    async upload({ fileName, accountNumber, actor, onProgress = () => undefined, ...source }) {
      const account = await accounts().findByNumber(accountNumber);
      if (account === null) return refuse('account-unknown', { account: accountNumber });
      const name = checkText(fileName, { max: 200 });
      if (!name.ok) return name;
      const { dataDir, statementBytesMax } = strapi.config.get(
        'plugin::donations',
      ) as DonationsConfig;
      const kept = await keepFile(dataDir, source, statementBytesMax);
      if (!kept.ok) return kept;
      const record = await store.selectStatementByDigest(strapi, kept.value.sha256);
      if (record !== null) return known(record, account.number);
      return read(kept.value, account, { fileName: name.value, actor, onProgress });
    },

    async list() {
      return summariesOf(strapi, await store.selectStatements(strapi, listMax));
    },

    async preview(id) {
      const record = await store.selectStatement(strapi.db.connection, id);
      return record === null ? null : view(record);
    },

    accept: (id, version, actor) => decide(id, version, { event: 'accepted', actor }),
    override: (id, version, reason, actor) =>
      decide(id, version, { event: 'overridden', actor, reason }),
    reject: (id, version, reason, actor) =>
      decide(id, version, { event: 'rejected', actor, reason }),

    async post(id, { onProgress = () => undefined } = {}) {
      const record = await store.selectStatement(strapi.db.connection, id);
      const account = record && (await accounts().findByNumber(record.accountNumber));
      if (!account) return;
      await postStatement(strapi, id, account, onProgress);
    },

    async postAccepted() {
      // No lock: progress moves by compare-and-set, and a lock that a killed process left would delay what
      // people wait for.
      for (const id of await store.selectUnposted(strapi)) {
        try {
          await service.post(id);
        } catch (error) {
          // One that cannot be posted must not hold up the others; it is tried again.
          strapi.log.error(error);
        }
      }
    },

    async sweep() {
      await unstageOrphans(strapi, Date.now() - orphanMs);
    },
  };
  return service;
};
