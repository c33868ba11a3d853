import { parseReferenceCode, refuse, type PledgeEvent } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { answerRefusal } from '../answers';
import { answerSubmission, refusalAnswer, refusalOfHead } from '../submission-answer';
import type { PledgeService } from '../types';

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
    /** Takes a promise where the front door is not configured; the same rules, behind Strapi's stack. */
    async submit(ctx: Context) {
      const key = ctx.get('Idempotency-Key');
      const bytes = Number(ctx.get('Content-Length'));
      const refused = refusalOfHead({ key, isJson: Boolean(ctx.is('json')), bytes });
      const { status, headers, body } =
        refused === null
          ? await answerSubmission(pledges(), key, bodyOf(ctx))
          : refusalAnswer(refused);
      ctx.status = status;
      ctx.set({ ...headers });
      ctx.body = body;
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
