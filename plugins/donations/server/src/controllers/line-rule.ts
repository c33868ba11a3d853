import { refuse, type LineRuleInput } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { answerRefusal } from '../answers';
import type { LineRuleCommand, LineRuleService } from '../types';
import { actorOf, bodyOf, idOf, textOf } from './requests';

const phrasesMax = 200;

function ruleFrom(body: Readonly<Record<string, unknown>>): LineRuleInput {
  const phrases = Array.isArray(body.phrases) ? body.phrases.slice(0, phrasesMax) : [];
  return {
    class: textOf(body.class),
    direction: textOf(body.direction),
    match: textOf(body.match),
    phrases: phrases.map(textOf),
  };
}

function commandFrom(ctx: Context): LineRuleCommand | null {
  const body = bodyOf(ctx);
  const at = { id: idOf(ctx), version: Number(body.version) };
  switch (textOf(body.event)) {
    case 'changed':
      return { event: 'changed', ...at, rule: ruleFrom(body), note: textOf(body.note) };
    case 'moved':
      return Number.isInteger(body.place)
        ? { event: 'moved', ...at, place: Number(body.place) }
        : null;
    case 'retired':
      return { event: 'retired', ...at };
    case 'restored':
      return { event: 'restored', ...at };
    default:
      return null;
  }
}

/** The rules of classification, as officers read and change them. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const rules = (): LineRuleService => strapi.plugin('donations').service('line-rule');

  async function answerChange(ctx: Context, command: LineRuleCommand) {
    const decision = await rules().change(command, actorOf(ctx));
    if (!decision.ok) return answerRefusal(ctx, decision);
    ctx.body = { id: decision.value };
  }

  return {
    async list(ctx: Context) {
      ctx.body = { rules: await rules().list() };
    },

    async add(ctx: Context) {
      const body = bodyOf(ctx);
      await answerChange(ctx, { event: 'added', rule: ruleFrom(body), note: textOf(body.note) });
    },

    async change(ctx: Context) {
      const command = commandFrom(ctx);
      if (command === null) return answerRefusal(ctx, refuse('choice-unknown'));
      await answerChange(ctx, command);
    },

    /** What a rule would change, before it is saved. */
    async try(ctx: Context) {
      const body = bodyOf(ctx);
      const id = Number.isInteger(body.id) ? Number(body.id) : null;
      const decision = await rules().try(ruleFrom(body), id, Number(body.lines));
      if (!decision.ok) return answerRefusal(ctx, decision);
      ctx.body = decision.value;
    },
  };
};
