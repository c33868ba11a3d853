import { parseReferenceCode, refuse, type PledgeEvent } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { answerRefusal } from '../answers';
import type { PledgeService } from '../types';

/** Far above any honest promise of fifty lines. */
const bodyBytesMax = 65_536;
const tokenForm = /^[A-Za-z0-9_-]{20,100}$/;

const bodyOf = (ctx: Context) => (ctx.request as { body?: unknown }).body;
const tokenOf = (ctx: Context) => ctx.get('Pledge-Token');

/** The answer holds the tracking token: nobody between us and the donor may keep it. */
function keepPrivate(ctx: Context): void {
  ctx.set('Cache-Control', 'private, no-store');
}

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const pledges = (): PledgeService => strapi.plugin('pledges').service('pledge');

  const decide = (event: PledgeEvent) => async (ctx: Context) => {
    const id = Number(/^\d{1,9}$/.exec(String(ctx.params.id))?.[0] ?? 0);
    const { reason } = (bodyOf(ctx) ?? {}) as { reason?: unknown };
    const command = {
      ...{ event, by: 'staff' as const },
      ...(typeof reason === 'string' ? { reason: reason.slice(0, 200) } : {}),
    };
    const decision = await pledges().change(id, command, `admin:${String(ctx.state.user.id)}`);
    if (!decision.ok) return answerRefusal(ctx, decision);
    ctx.body = decision.value;
  };

  return {
    /** Takes a promise once per idempotency key. */
    async submit(ctx: Context) {
      const key = ctx.get('Idempotency-Key');
      if (key === '') return answerRefusal(ctx, refuse('key-missing'));
      if (!/^[\x21-\x7e]{8,200}$/.test(key)) return answerRefusal(ctx, refuse('key-malformed'));
      if (!ctx.is('json')) return answerRefusal(ctx, refuse('media-type-unsupported'));
      if (Number(ctx.get('Content-Length')) > bodyBytesMax) {
        return answerRefusal(ctx, refuse('body-too-large', { maxBytes: bodyBytesMax }));
      }
      const decision = await pledges().submit(key, bodyOf(ctx));
      if (!decision.ok) return answerRefusal(ctx, decision);
      const { answer, replayed } = decision.value;
      keepPrivate(ctx);
      if (replayed) ctx.set('Idempotent-Replayed', 'true');
      ctx.status = replayed ? 200 : 201;
      ctx.type = 'application/json';
      ctx.body = JSON.stringify(answer);
    },

    /** The state of a code, and nothing personal. */
    async status(ctx: Context) {
      const code = parseReferenceCode(String(ctx.params.code));
      if (code === null) return answerRefusal(ctx, refuse('reference-code-invalid'));
      const status = await pledges().statusOf(code);
      if (status === null) return answerRefusal(ctx, refuse('pledge-not-found'));
      ctx.set('Cache-Control', 'no-cache');
      ctx.body = status;
    },

    /** The donor's own view, opened by the tracking token. */
    async mine(ctx: Context) {
      keepPrivate(ctx);
      const token = tokenOf(ctx);
      const view = tokenForm.test(token) ? await pledges().byToken(token) : null;
      if (view === null) return answerRefusal(ctx, refuse('pledge-not-found'));
      ctx.body = view;
    },

    async withdraw(ctx: Context) {
      keepPrivate(ctx);
      const token = tokenOf(ctx);
      const decision = tokenForm.test(token)
        ? await pledges().withdraw(token)
        : refuse('pledge-not-found');
      if (!decision.ok) return answerRefusal(ctx, decision);
      ctx.body = decision.value;
    },

    approve: decide('approved'),
    reject: decide('rejected'),
    withdrawByStaff: decide('withdrawn'),
    writeOff: decide('written-off'),
  };
};
