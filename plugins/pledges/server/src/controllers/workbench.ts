import {
  accept,
  identificationStates,
  parseReferenceCode,
  parseVnd,
  refuse,
  type Decision,
  type Share,
} from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { answerRefusal } from '../answers';
import type { IdentificationCommand, WorkbenchService } from '../types';

type Body = Readonly<Record<string, unknown>>;

const questionMax = 100;
const sharesMax = 50;

const bodyOf = (ctx: Context) => ((ctx.request as { body?: unknown }).body ?? {}) as Body;
const numberOf = (value: unknown) => Number(/^\d{1,9}$/.exec(String(value))?.[0] ?? 0);
const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

function shareOf(given: unknown): Decision<Share> {
  const { code, amountVnd } = (given ?? {}) as Body;
  const known = parseReferenceCode(textOf(code));
  if (known === null) return refuse('reference-code-invalid');
  const amount = parseVnd(textOf(amountVnd));
  return amount.ok ? accept({ code: known, amountVnd: amount.value }) : amount;
}

function sharesOf(given: unknown): Decision<IdentificationCommand> {
  const list = Array.isArray(given) ? given.slice(0, sharesMax) : [];
  const shares: Share[] = [];
  for (const each of list) {
    const share = shareOf(each);
    if (!share.ok) return share;
    shares.push(share.value);
  }
  return accept({ kind: 'settle', shares });
}

const readers: Readonly<
  Record<IdentificationCommand['kind'], (body: Body) => Decision<IdentificationCommand>>
> = {
  settle: ({ shares }) => sharesOf(shares),
  confirm: () => accept({ kind: 'confirm' }),
  withdraw: () => accept({ kind: 'withdraw' }),
  undo: ({ settlement, reason }) =>
    accept({ kind: 'undo', settlementId: numberOf(settlement), reason: textOf(reason) }),
  dismiss({ code }) {
    const known = parseReferenceCode(textOf(code));
    return known === null
      ? refuse('reference-code-invalid')
      : accept({ kind: 'dismiss', code: known });
  },
  check: ({ checked }) => accept({ kind: 'check', isChecked: checked !== false }),
};

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const workbench = (): WorkbenchService => strapi.plugin('pledges').service('workbench');

  const decide = (kind: IdentificationCommand['kind']) => async (ctx: Context) => {
    const body = bodyOf(ctx);
    const command = readers[kind](body);
    if (!command.ok) return answerRefusal(ctx, command);
    const decision = await workbench().change(
      numberOf(ctx.params.donation),
      command.value,
      numberOf(body.version),
      `admin:${String(ctx.state.user.id)}`,
    );
    if (!decision.ok) return answerRefusal(ctx, decision);
    ctx.body = decision.value;
  };

  return {
    async list(ctx: Context) {
      const { state, q, after } = ctx.query;
      const known = identificationStates.find((each) => each === state);
      if (known === undefined) return answerRefusal(ctx, refuse('choice-unknown'));
      const from = numberOf(after);
      const typed = textOf(q).slice(0, questionMax);
      ctx.body = await workbench().page(known, typed, from === 0 ? null : from);
    },

    async counts(ctx: Context) {
      ctx.body = await workbench().counts();
    },

    async pledges(ctx: Context) {
      ctx.body = {
        pledges: await workbench().pledges(textOf(ctx.query.q).slice(0, questionMax)),
      };
    },

    async find(ctx: Context) {
      const detail = await workbench().find(numberOf(ctx.params.donation));
      if (detail === null) return answerRefusal(ctx, refuse('donation-not-found'));
      ctx.body = detail;
    },

    settle: decide('settle'),
    confirm: decide('confirm'),
    withdraw: decide('withdraw'),
    undo: decide('undo'),
    dismiss: decide('dismiss'),
    check: decide('check'),
  };
};
