import {
  accept,
  checkText,
  checkTransferDetails,
  dayOf,
  decideAccount,
  isAccountCurrency,
  parseAccountNumber,
  parseForeignNumber,
  refuse,
  type AccountEvent,
  type Decision,
  type Entry,
} from '@chung-tay/domain';
import type { JournalService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import type { Core } from '@strapi/strapi';
import { fresh } from '../fresh';
import * as store from '../store/accounts';
import type { AccountCommand, AccountService, NewAccountInput, ReceivingAccount } from '../types';

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
    facts: {
      ...{ bin: account.bin, campaign: account.campaignCode, state: account.state },
      ...{ currency: account.currency, swift: account.transfer?.swift ?? null },
    },
    postings: [],
  };
}

/** The parts that depend on where the money comes from. */
function checkMoney(input: NewAccountInput) {
  const currency = input.currency ?? 'VND';
  if (!isAccountCurrency(currency)) return refuse('currency-unknown');
  const isVnd = currency === 'VND';
  const number = isVnd ? parseAccountNumber(input.number) : parseForeignNumber(input.number);
  if (!number.ok) return number;
  if ((isVnd || input.bin !== '') && !/^\d{6}$/.test(input.bin)) return refuse('bin-malformed');
  const typed = Object.values(input.transfer ?? {})
    .join('')
    .trim();
  if (isVnd && typed === '') return accept({ currency, number: number.value, transfer: null });
  const transfer = checkTransferDetails(input.transfer ?? {});
  if (!transfer.ok) return transfer;
  return accept({ currency, number: number.value, transfer: transfer.value });
}

/** The days that a step leaves on the account. */
function daysAfter(account: ReceivingAccount, event: AccountEvent, now: Date) {
  const today = dayOf(now.getTime());
  return event === 'published'
    ? { publishedOn: today, endedOn: null }
    : { publishedOn: account.publishedOn, endedOn: today };
}

export default ({ strapi }: { strapi: Core.Strapi }): AccountService => {
  const journal = (): JournalService => strapi.plugin('journal').service('journal');
  const published = fresh(() => store.selectAccounts(strapi, { state: 'published' }));

  async function check(input: NewAccountInput) {
    const name = checkText(input.name, { max: 100 });
    if (!name.ok) return name;
    const money = checkMoney(input);
    if (!money.ok) return money;
    const bank = input.bin === '' ? null : await store.selectBank(strapi, input.bin);
    if (bank === undefined) return refuse('bank-unknown', { bin: input.bin });
    const campaign = await strapi.plugin('donations').service('campaign').find(input.campaign);
    if (campaign === null) return refuse('campaign-not-found');
    return accept({
      ...money.value,
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
      return (await published()).filter(
        ({ campaignCode: code, currency, bin }) =>
          code === campaignCode && currency === 'VND' && bin !== '',
      );
    },
    async abroadOf(campaignCode) {
      return (await published()).filter(
        ({ campaignCode: code, transfer }) => code === campaignCode && transfer !== null,
      );
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
        publishedOn: null,
        endedOn: null,
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
        const next = { ...account, ...decision.value, ...daysAfter(account, events[command], now) };
        if (!(await store.updateAccount(trx, id, version, next, now))) {
          return refuse('version-stale');
        }
        await journal().append(trx, [entryOf(events[command], next, actor, now)]);
        return accept({ ...next, version: version + 1 });
      });
      return changed;
    },
  };
  return service;
};
