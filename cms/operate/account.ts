import type { Core } from '@strapi/strapi';
import { operator, print, printRefusal } from './session';

interface Account {
  readonly number: string;
  readonly bin: string;
  readonly name: string;
  readonly campaignCode: string;
  readonly state: string;
}

export async function addAccount(
  strapi: Core.Strapi,
  options: { bank: string; number: string; name: string; campaign: string },
): Promise<void> {
  const added = await strapi
    .plugin('donations')
    .service('account')
    .add(
      { bin: options.bank, number: options.number, name: options.name, campaign: options.campaign },
      operator,
    );
  if (!added.ok) return printRefusal(added);
  print(`Added account ${added.value.number} (${added.value.state}).`);
}

export async function listAccounts(strapi: Core.Strapi): Promise<void> {
  const accounts: Account[] = await strapi.plugin('donations').service('account').list();
  for (const account of accounts) {
    print(
      [account.number, account.bin, account.state, account.campaignCode, account.name].join('\t'),
    );
  }
}
