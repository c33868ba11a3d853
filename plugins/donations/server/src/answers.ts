import { problemOf, type Refused } from '@chung-tay/domain';
import type { Context } from 'koa';

/** The status of each refusal that is not simply bad input (422). */
const statuses: Readonly<Record<string, number>> = {
  'account-not-found': 404,
  'statement-not-found': 404,
  'ledger-row-not-found': 404,
  'campaign-not-found': 404,
  'account-exists': 409,
  'version-stale': 409,
  'account-event-not-possible': 409,
  'statement-event-not-possible': 409,
  'difference-not-found': 404,
  'rule-not-found': 404,
  'difference-closed-already': 409,
  'line-tied-already': 409,
  'hold-not-found': 404,
  'line-not-found': 404,
  'donation-not-found': 404,
  'hold-decided-already': 409,
  'donation-reversed-already': 409,
  'donation-is-reversal': 409,
  'line-class-unchanged': 409,
  'second-person-needed': 403,
  'same-person': 403,
  'body-too-large': 413,
  'ledger-busy': 503,
};

export function answerRefusal(ctx: Context, refused: Refused): void {
  const status = statuses[refused.refusal] ?? 422;
  ctx.status = status;
  ctx.body = JSON.stringify(problemOf(refused, status));
  ctx.type = 'application/problem+json';
}
