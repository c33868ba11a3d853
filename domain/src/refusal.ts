/** What a refusal is about, for the sentences shown to people and for machines: numbers and short texts. */
export type Facts = Readonly<Record<string, string | number>>;

/** A domain refusal: expected, coded, and carrying its facts. It is a value, never an exception. */
export interface Refused<Code extends string = string> {
  readonly ok: false;
  readonly refusal: Code;
  readonly facts: Facts;
}

export interface Accepted<Value> {
  readonly ok: true;
  readonly value: Value;
}

export type Decision<Value, Code extends string = string> = Accepted<Value> | Refused<Code>;

export function accept<Value>(value: Value): Accepted<Value> {
  return { ok: true, value };
}

export function refuse<Code extends string>(refusal: Code, facts: Facts = {}): Refused<Code> {
  return { ok: false, refusal, facts };
}

/** A mistake of ours, as opposed to a refusal: the request fails loudly. */
export class Mistake extends Error {
  override readonly name = 'Mistake';
}

/** States what must be true here; throws a `Mistake` when it is not. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Mistake(message);
}
