import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import {
  accept,
  checkText,
  dayOf,
  decideStatement,
  refuse,
  type Decision,
  type Entry,
  type Refused,
} from '@chung-tay/domain';
import type { JournalService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import type { Core } from '@strapi/strapi';
import type { DonationsConfig } from '../config';
import { stageRows, stagingForm, unstage, unstageOrphans } from '../store/staging';
import * as store from '../store/statements';
import type {
  AccountService,
  CampaignService,
  ReceivingAccount,
  StatementService,
  StatementView,
} from '../types';
import { keepFile, type KeptFile } from './statement-file';
import { postStatement } from './statement-posting';
import { readStatement, type Reading } from './statement-reading';
import { summariesOf, summarise, viewOf } from './statement-view';

const listMax = 200;
const orphanMs = 24 * 3_600_000;

export default ({ strapi }: { strapi: Core.Strapi }): StatementService => {
  const accounts = (): AccountService => strapi.plugin('donations').service('account');
  const campaigns = (): CampaignService => strapi.plugin('donations').service('campaign');
  const journal = (): JournalService => strapi.plugin('journal').service('journal');

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
    if (record.refusal !== null) return JSON.parse(record.refusal) as Refused;
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
    const reading = await readStatement(
      {
        path: kept.path,
        account: { ...account, memoNames: campaign?.memoNames ?? 'initials' },
        templates: [],
      },
      {
        upload: { key: uploadKey, atMs: Date.now() },
        form: stagingForm(strapi),
        write: (texts) => stageRows(strapi, texts),
      },
      given.onProgress,
    );
    if (!reading.ok || !reading.value.control.ok) await unstage(strapi, uploadKey);
    if (!reading.ok) {
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

  function decisionEntry(
    record: store.StatementRecord,
    event: string,
    actor: string,
    unit: string,
  ): Entry {
    const nowMs = Date.now();
    return {
      event: `statement.${event}`,
      subject: `statement:${record.number}`,
      actor,
      unit,
      on: dayOf(nowMs),
      at: new Date(nowMs).toISOString(),
      facts: {
        sha256: record.sha256,
        rows: record.rowCount,
        openingVnd: record.openingVnd,
        creditVnd: record.creditVnd,
        debitVnd: record.debitVnd,
        closingVnd: record.closingVnd,
      },
      postings: [],
    };
  }

  /** The one door of a decision on a statement. */
  async function decide(
    id: number,
    version: number,
    change: { event: 'accepted' | 'rejected'; actor: string; reason?: string },
  ): Promise<Decision<StatementView>> {
    const record = await store.selectStatement(strapi.db.connection, id);
    if (record === null) return refuse('statement-not-found');
    if (record.version !== version) return refuse('version-stale');
    const decision = decideStatement(record.state, change.event, change.reason);
    if (!decision.ok) return decision;
    const account = await accounts().findByNumber(record.accountNumber);
    const summary = JSON.stringify(await summarise(strapi, record));
    const saved: boolean = await strapi.db.transaction(async ({ trx }) => {
      const { reason } = change;
      const isSaved = await store.updateStatement(trx, record, {
        ...{ state: decision.value, decidedBy: change.actor, summary },
        ...(reason === undefined ? {} : { reason }),
      });
      if (!isSaved) return false;
      // After this point the change must succeed.
      const entry = decisionEntry(record, change.event, change.actor, account?.unitCode ?? '');
      await journal().append(trx, [entry]);
      return true;
    });
    if (!saved) return refuse('version-stale');
    if (change.event === 'rejected') await unstage(strapi, record.uploadKey);
    const next = await store.selectStatement(strapi.db.connection, id);
    return next === null ? refuse('statement-not-found') : accept(await view(next));
  }

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
