import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { answerRefusal } from '../answers';
import { selectBanks } from '../store/accounts';
import type { AccountCommand, AccountService, CampaignService } from '../types';
import { actorOf, bodyOf, idOf, textOf } from './requests';

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
        campaigns: (await campaigns().list()).map(({ code, nameVi }) => ({ code, name: nameVi })),
      };
    },

    async add(ctx: Context) {
      const { bin, number, name, campaign } = bodyOf(ctx);
      const input = {
        bin: textOf(bin),
        number: textOf(number),
        name: textOf(name),
        campaign: textOf(campaign),
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
