import type { Decision } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { answerRefusal } from '../answers';
import type { MappingService, StatementTemplateService } from '../services/mapping-types';
import { actorOf, bodyOf, idOf, textOf } from './requests';

function answer<Value>(ctx: Context, decision: Decision<Value>, status = 200): void {
  if (!decision.ok) return answerRefusal(ctx, decision);
  ctx.status = status;
  ctx.body = decision.value;
}

/** A balance as it was typed: digits, in groups or not; nothing else counts. */
function balanceFrom(value: unknown): number | null {
  const digits = /^-?\d{1,3}(?:[.,\s]?\d{3})*$/.exec(textOf(value).trim())?.[0];
  const amount = Number(digits?.replace(/[.,\s]/g, '') ?? Number.NaN);
  return Number.isSafeInteger(amount) ? amount : null;
}

const typedOf = ({ openingVnd, closingVnd }: Readonly<Record<string, unknown>>) => ({
  openingVnd: balanceFrom(openingVnd),
  closingVnd: balanceFrom(closingVnd),
});

/** Files of unknown layouts: look at them, say how they are read, keep that as a template. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const mapping = (): MappingService => strapi.plugin('donations').service('mapping');
  const templates = (): StatementTemplateService =>
    strapi.plugin('donations').service('statement-template');
  const fileOf = (ctx: Context) => textOf(ctx.params.file);

  return {
    async show(ctx: Context) {
      answer(ctx, await mapping().show(fileOf(ctx)));
    },

    async preview(ctx: Context) {
      const body = bodyOf(ctx);
      const given = { accountNumber: textOf(body.account), mapping: body.mapping };
      answer(ctx, await mapping().preview(fileOf(ctx), { ...given, typed: typedOf(body) }));
    },

    async save(ctx: Context) {
      const { file, name, account, mapping: given } = bodyOf(ctx);
      const input = { name: textOf(name), accountNumber: textOf(account), mapping: given };
      answer(ctx, await mapping().save(textOf(file), input, actorOf(ctx)), 201);
    },

    async import(ctx: Context) {
      const body = bodyOf(ctx);
      const given = { fileName: textOf(body.name), accountNumber: textOf(body.account) };
      const typed = typedOf(body);
      answer(ctx, await mapping().import(fileOf(ctx), { ...given, typed }, actorOf(ctx)), 201);
    },

    async templates(ctx: Context) {
      ctx.body = { templates: await templates().list() };
    },

    async retire(ctx: Context) {
      const version = Number(bodyOf(ctx).version);
      answer(ctx, await templates().retire(idOf(ctx), version, actorOf(ctx)));
    },
  };
};
