import { problemOf, refuse, type FieldProblem, type Refused } from '@chung-tay/domain';
import { statusOf } from './answers';
import type { PledgeService } from './types';

/** Far above any honest promise of fifty lines. */
export const bodyBytesMax = 65_536;

/** What is sent back, whichever way the request came in. */
export interface SubmissionAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function refusalAnswer(
  refused: Refused & { readonly problems?: readonly FieldProblem[] },
): SubmissionAnswer {
  const status = statusOf(refused);
  return {
    status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      ...(status === 503 ? { 'retry-after': '2' } : {}),
    },
    body: JSON.stringify(problemOf(refused, status)),
  };
}

/** The refusal of a request by its headers alone; null when the body may be read. */
export function refusalOfHead(head: {
  readonly key: string;
  readonly isJson: boolean;
  readonly bytes: number;
}): Refused | null {
  if (head.key === '') return refuse('key-missing');
  if (!/^[\x21-\x7e]{8,200}$/.test(head.key)) return refuse('key-malformed');
  if (!head.isJson) return refuse('media-type-unsupported');
  if (head.bytes > bodyBytesMax) return refuse('body-too-large', { maxBytes: bodyBytesMax });
  return null;
}

/** Takes a promise once per idempotency key. The answer holds the tracking token: nobody may keep it. */
export async function answerSubmission(
  pledges: PledgeService,
  key: string,
  body: unknown,
): Promise<SubmissionAnswer> {
  const decision = await pledges.submit(key, body);
  if (!decision.ok) return refusalAnswer(decision);
  const { answer, replayed } = decision.value;
  return {
    status: replayed ? 200 : 201,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'private, no-store',
      ...(replayed ? { 'idempotent-replayed': 'true' } : {}),
    },
    body: JSON.stringify(answer),
  };
}
