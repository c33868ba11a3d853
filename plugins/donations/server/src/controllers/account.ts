import { accountCurrencies } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { answerRefusal } from '../answers';
import { selectBanks } from '../store/accounts';
import type { AccountCommand, AccountService, CampaignService, NewAccountInput } from '../types';
import { actorOf, bodyOf, idOf, textOf } from './requests';

/** The block of a transfer as it was typed; what is no text counts as left out. */
function transferOf(value: unknown): NewAccountInput['transfer'] {
  if (typeof value !== 'object' || value === null) return null;
  const typed = value as Readonly<Record<string, unknown>>;
  return {
    ...{ swift: textOf(typed.swift), bankName: textOf(typed.bankName) },
    ...{ bankAddress: textOf(typed.bankAddress) },
    beneficiaryAddress: textOf(typed.beneficiaryAddress),
    correspondentBank: textOf(typed.correspondentBank),
    correspondentSwift: textOf(typed.correspondentSwift),
  };
}

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const accounts = (): AccountService => strapi.plugin('donations').service('account');
  const campaigns = (): CampaignService => strapi.plugin('donations').service('campaign');

  const change = (command: AccountCommand) => async (ctx: Context) => {
    const id = idOf(ctx);
    const version = Number(bodyOf(ctx).version);
    const decision = await accounts().change(id, command, version, actorOf(ctx));
    if (!decision.ok) return answerRefusal(ctx, decision);
    ctx.body = decision.value;
  };

  return {
    /** Accounts, with the banks and campaigns that a new one may name. */
    async list(ctx: Context) {
      ctx.body = {
        accounts: await accounts().list(),
        banks: await selectBanks(strapi),
        currencies: accountCurrencies,
        campaigns: (await campaigns().list()).map(({ code, nameVi }) => ({ code, name: nameVi })),
      };
    },

    async add(ctx: Context) {
      const { bin, number, name, campaign, currency, transfer } = bodyOf(ctx);
      const input: NewAccountInput = {
        bin: textOf(bin),
        number: textOf(number),
        name: textOf(name),
        campaign: textOf(campaign),
        ...(currency === undefined ? {} : { currency: textOf(currency) }),
        transfer: transferOf(transfer),
      };
      const decision = await accounts().add(input, actorOf(ctx));
      if (!decision.ok) return answerRefusal(ctx, decision);
      ctx.status = 201;
      ctx.body = decision.value;
    },

    publish: change('publish'),
    suspend: change('suspend'),
    close: change('close'),
  };
};
