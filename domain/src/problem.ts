import type { Facts, Refused } from './refusal.ts';
import { wordsOf } from './refusal-words.ts';

export interface FieldProblem {
  /** Path of the field in the body, as `lines.0.amount`. */
  readonly field: string;
  readonly refusal: string;
  readonly facts: Facts;
}

/**
 * The body of a refusal on the wire (RFC 9457, `application/problem+json`): a stable code with its facts for
 * machines, the sentence in both languages for people.
 */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly facts: Facts;
  readonly messages: { readonly vi: string; readonly en: string };
  readonly problems?: readonly {
    readonly field: string;
    readonly code: string;
    readonly facts: Facts;
    readonly messages: { readonly vi: string; readonly en: string };
  }[];
}

export function problemOf(
  refused: Refused & { readonly problems?: readonly FieldProblem[] },
  status: number,
): Problem {
  const messages = wordsOf(refused);
  return {
    type: `urn:chung-tay:problem:${refused.refusal}`,
    title: messages.en,
    status,
    code: refused.refusal,
    facts: refused.facts,
    messages,
    ...(refused.problems === undefined
      ? {}
      : {
          problems: refused.problems.map(({ field, refusal, facts }) => ({
            ...{ field, code: refusal, facts },
            messages: wordsOf({ ok: false, refusal, facts }),
          })),
        }),
  };
}
