import { refuse, type Decision } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { answerRefusal } from '../answers';
import type { BooksService, DayDifferenceService, DonationService, RefundService } from '../types';
import { actorOf, bodyOf, idOf, textOf } from './requests';

const numberMax = 40;

function answer<Value>(ctx: Context, decision: Decision<Value>): void {
  if (!decision.ok) return answerRefusal(ctx, decision);
  ctx.body = decision.value;
}

/** What officers do with booked lines: confirm, reclassify, reverse, and look at them. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const donations = (): DonationService => strapi.plugin('donations').service('donation');
  const books = (): BooksService => strapi.plugin('donations').service('books');

  const refunds = (): RefundService => strapi.plugin('donations').service('refund');
  const differences = (): DayDifferenceService =>
    strapi.plugin('donations').service('day-difference');

  return {
    async holds(ctx: Context) {
      ctx.body = await books().holds(textOf(ctx.query.after), actorOf(ctx));
    },

    async confirm(ctx: Context) {
      const version = Number(bodyOf(ctx).version);
      answer(ctx, await donations().confirm(idOf(ctx), version, actorOf(ctx)));
    },

    async lines(ctx: Context) {
      answer(ctx, await books().lines(ctx.query));
    },

    async line(ctx: Context) {
      const line = await books().line(idOf(ctx));
      answer(ctx, line === null ? refuse('line-not-found') : { ok: true, value: line });
    },

    async reclassify(ctx: Context) {
      const { class: toClass, reason } = bodyOf(ctx);
      const words = textOf(reason);
      answer(ctx, await donations().reclassify(idOf(ctx), textOf(toClass), words, actorOf(ctx)));
    },

    /** The donations that a debit may give back. */
    async refunds(ctx: Context) {
      ctx.body = { candidates: await refunds().suggest(idOf(ctx)) };
    },

    async refund(ctx: Context) {
      const { number, reason } = bodyOf(ctx);
      const wanted = textOf(number).slice(0, numberMax);
      answer(ctx, await donations().refund(idOf(ctx), wanted, textOf(reason), actorOf(ctx)));
    },

    async differences(ctx: Context) {
      ctx.body = { differences: await differences().list() };
    },

    async closeDifference(ctx: Context) {
      const { version, note } = bodyOf(ctx);
      const words = textOf(note);
      answer(ctx, await differences().close(idOf(ctx), Number(version), words, actorOf(ctx)));
    },

    async reverse(ctx: Context) {
      const { number, reasonCode, reason, toCampaign } = bodyOf(ctx);
      const given = {
        ...{ reasonCode: textOf(reasonCode), reason: textOf(reason) },
        ...(textOf(toCampaign) === '' ? {} : { toCampaign: textOf(toCampaign) }),
      };
      const wanted = textOf(number).slice(0, numberMax);
      answer(ctx, await donations().reverse(wanted, given, actorOf(ctx)));
    },
  };
};
