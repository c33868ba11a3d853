import {
  accept,
  checkText,
  dayOf,
  decideStatement,
  refuse,
  type Decision,
  type Entry,
  type StatementStep,
} from '@chung-tay/domain';
import type { JournalService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import type { Core } from '@strapi/strapi';
import { unstage } from '../store/staging';
import * as store from '../store/statements';
import type { AccountService, StatementView } from '../types';
import { summarise } from './statement-view';

const reasonMax = 500;

type Change = StatementStep & { readonly event: 'accepted' | 'overridden' | 'rejected' };

function entryOf(
  record: store.StatementRecord,
  { event, actor, reason }: Change,
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
      // Why a file that could not be proved was accepted is public.
      ...(event === 'overridden' ? { reason: reason ?? '' } : {}),
    },
    postings: [],
  };
}

function columnsOf({ event, actor, reason }: Change): Omit<store.StatementChange, 'state'> {
  const decided = { decidedBy: actor };
  if (event === 'rejected' && reason !== undefined) return { ...decided, reason };
  if (event !== 'overridden' || reason === undefined) return decided;
  return { ...decided, overriddenBy: actor, overrideReason: reason };
}

/** The one door of a decision on a statement. */
export function statementDecision(
  strapi: Core.Strapi,
  view: (record: store.StatementRecord) => Promise<StatementView>,
) {
  const accounts = (): AccountService => strapi.plugin('donations').service('account');
  const journal = (): JournalService => strapi.plugin('journal').service('journal');

  async function save(record: store.StatementRecord, change: Change, state: store.StatementChange) {
    const account = await accounts().findByNumber(record.accountNumber);
    const saved: boolean = await strapi.db.transaction(async ({ trx }) => {
      if (!(await store.updateStatement(trx, record, state))) return false;
      // After this point the change must succeed.
      await journal().append(trx, [entryOf(record, change, account?.unitCode ?? '')]);
      return true;
    });
    return saved;
  }

  return async function decide(
    id: number,
    version: number,
    asked: Change,
  ): Promise<Decision<StatementView>> {
    const record = await store.selectStatement(strapi.db.connection, id);
    if (record === null) return refuse('statement-not-found');
    if (record.version !== version) return refuse('version-stale');
    const reason = checkText(asked.reason ?? '', { max: reasonMax });
    if (!reason.ok && reason.refusal !== 'text-missing') return reason;
    const change = { ...asked, ...(reason.ok ? { reason: reason.value } : {}) };
    const decision = decideStatement(record, change);
    if (!decision.ok) return decision;
    const summary = JSON.stringify(await summarise(strapi, record));
    const classSums = JSON.stringify(await store.sumStagedClasses(strapi, record.uploadKey));
    const columns = { ...columnsOf(change), state: decision.value, summary, classSums };
    if (!(await save(record, change, columns))) return refuse('version-stale');
    if (change.event === 'rejected') await unstage(strapi, record.uploadKey);
    const next = await store.selectStatement(strapi.db.connection, id);
    return next === null ? refuse('statement-not-found') : accept(await view(next));
  };
}
