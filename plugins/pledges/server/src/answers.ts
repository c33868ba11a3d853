import { problemOf, type FieldProblem, type Refused } from '@chung-tay/domain';
import type { Context } from 'koa';

/** The status of each refusal that is not simply bad input (422). */
const statuses: Readonly<Record<string, number>> = {
  'key-missing': 400,
  'body-malformed': 400,
  'body-too-large': 413,
  'media-type-unsupported': 415,
  'pledge-not-found': 404,
  'campaign-not-found': 404,
  'campaign-not-open': 409,
  'pledge-event-not-possible': 409,
  'version-stale': 409,
  'donation-not-found': 404,
  'settlement-not-found': 404,
  'suggestion-not-found': 404,
  'donation-reversed-already': 409,
  'nothing-left': 409,
  'nothing-waits': 409,
  'settled-already': 409,
  'undone-already': 409,
  'second-person-needed': 403,
  'actor-not-allowed': 403,
  'too-busy': 503,
  'internal-error': 500,
};

export const statusOf = ({ refusal }: Refused): number => statuses[refusal] ?? 422;

export function answerRefusal(
  ctx: Context,
  refused: Refused & { readonly problems?: readonly FieldProblem[] },
): void {
  const status = statusOf(refused);
  if (status === 503) ctx.set('Retry-After', '2');
  ctx.status = status;
  ctx.body = JSON.stringify(problemOf(refused, status));
  ctx.type = 'application/problem+json';
}
