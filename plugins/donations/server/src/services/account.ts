import {
  accept,
  checkText,
  dayOf,
  decideAccount,
  parseAccountNumber,
  refuse,
  type AccountEvent,
  type Decision,
  type Entry,
} from '@chung-tay/domain';
import type { JournalService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import type { Core } from '@strapi/strapi';
import { fresh } from '../fresh';
import * as store from '../store/accounts';
import type { AccountCommand, AccountService, ReceivingAccount } from '../types';

const events: Readonly<Record<AccountCommand, AccountEvent>> = {
  publish: 'published',
  suspend: 'suspended',
  close: 'closed',
};

function entryOf(event: string, account: store.NewAccount, actor: string, now: Date): Entry {
  return {
    event: `account.${event}`,
    subject: `account:${account.number}`,
    actor,
    unit: account.unitCode,
    on: dayOf(now.getTime()),
    at: now.toISOString(),
    facts: { bin: account.bin, campaign: account.campaignCode, state: account.state },
    postings: [],
  };
}

export default ({ strapi }: { strapi: Core.Strapi }): AccountService => {
  const journal = (): JournalService => strapi.plugin('journal').service('journal');
  const published = fresh(() => store.selectAccounts(strapi, { state: 'published' }));

  async function check(input: Parameters<AccountService['add']>[0]) {
    const number = parseAccountNumber(input.number);
    if (!number.ok) return number;
    const name = checkText(input.name, { max: 100 });
    if (!name.ok) return name;
    if (!/^\d{6}$/.test(input.bin)) return refuse('bin-malformed');
    const bank = await store.selectBank(strapi, input.bin);
    if (bank === undefined) return refuse('bank-unknown', { bin: input.bin });
    const campaign = await strapi.plugin('donations').service('campaign').find(input.campaign);
    if (campaign === null) return refuse('campaign-not-found');
    return accept({
      number: number.value,
      name: name.value,
      bin: input.bin,
      campaignCode: campaign.code as string,
      unitCode: campaign.unitCode as string,
    });
  }

  const service: AccountService = {
    list: () => store.selectAccounts(strapi),
    async findByNumber(number) {
      return (await store.selectAccounts(strapi, { number }))[0] ?? null;
    },
    async publishedOf(campaignCode) {
      return (await published()).filter((account) => account.campaignCode === campaignCode);
    },

    async add(input, actor) {
      const checked = await check(input);
      if (!checked.ok) return checked;
      const now = new Date();
      const account: store.NewAccount = {
        ...checked.value,
        state: 'pending',
        preparedBy: actor,
        publishedBy: null,
      };
      // After this point the change must succeed, unless the number exists.
      const added: Decision<ReceivingAccount> = await strapi.db.transaction(async ({ trx }) => {
        const id = await store.insertAccount(trx, account, now);
        if (id === null) return refuse('account-exists');
        await journal().append(trx, [entryOf('added', account, actor, now)]);
        const stored = await store.selectAccountById(trx, id);
        return stored === null ? refuse('account-not-found') : accept(stored);
      });
      return added;
    },

    async change(id, command, version, actor) {
      const now = new Date();
      const changed: Decision<ReceivingAccount> = await strapi.db.transaction(async ({ trx }) => {
        const account = await store.selectAccountById(trx, id);
        if (account === null) return refuse('account-not-found');
        const decision = decideAccount(account, events[command], actor);
        if (!decision.ok) return decision;
        const saved = await store.updateAccount(trx, id, version, decision.value, now);
        if (!saved) return refuse('version-stale');
        const next = { ...account, ...decision.value, version: version + 1 };
        await journal().append(trx, [entryOf(events[command], next, actor, now)]);
        return accept(next);
      });
      return changed;
    },
  };
  return service;
};
