import { dayOf, parseDay, type Day } from './day.ts';
import { parseVndTyped, type Vnd } from './money.ts';
import type { FieldProblem } from './problem.ts';
import { parseReferenceCode } from './reference-code.ts';
import { accept, refuse, type Decision, type Refused } from './refusal.ts';
import { visibilities, type Visibility } from './submission.ts';
import { checkText } from './text.ts';

/** A receipt for cash at a counter (*phiếu thu*): numbered without gaps, never changed, voided with a reason. */
export const slipStates = ['waiting', 'posted', 'voided'] as const;
export type SlipState = (typeof slipStates)[number];

export const slipEvents = ['confirmed', 'voided'] as const;
export type SlipEvent = (typeof slipEvents)[number];

/** from · event · to. A slip below the threshold begins as posted. */
export const slipEdges: readonly (readonly [SlipState, SlipEvent, SlipState])[] = [
  ['waiting', 'confirmed', 'posted'],
  ['waiting', 'voided', 'voided'],
  ['posted', 'voided', 'voided'],
];

export const payerKinds = ['individual', 'organisation'] as const;
export type PayerKind = (typeof payerKinds)[number];

export const firstSlipState = (amountVnd: number, secondPersonFromVnd: number): SlipState =>
  amountVnd >= secondPersonFromVnd ? 'waiting' : 'posted';

/**
 * Decides on a step of a slip. Both steps need another person than the one who took the money: the one makes
 * it count, the other takes it out of the books although the payer holds a receipt.
 */
export function decideSlip(
  slip: { readonly state: SlipState; readonly issuedBy: string },
  event: SlipEvent,
  actor: string,
  reason = '',
): Decision<SlipState, 'slip-event-not-possible' | 'second-person-needed' | 'reason-missing'> {
  const edge = slipEdges.find(([from, on]) => from === slip.state && on === event);
  if (edge === undefined) return refuse('slip-event-not-possible', { state: slip.state, event });
  if (actor === slip.issuedBy) return refuse('second-person-needed');
  if (event === 'voided' && reason.trim() === '') return refuse('reason-missing');
  // After this point the change must succeed.
  return accept(edge[2]);
}

/** `PT/trung-uong/2026/000001`: unit, year of the slip's day, place in that series from 1. */
export const slipNumberOf = (unit: string, on: Day, sequence: number) =>
  `PT/${unit}/${on.slice(0, 4)}/${String(sequence).padStart(6, '0')}`;

/** What an officer typed at the counter, checked. */
export interface SlipInput {
  readonly payerName: string;
  readonly payerKind: PayerKind;
  readonly visibility: Visibility;
  readonly amountVnd: Vnd;
  readonly referenceCode: string | null;
  readonly receivedOn: Day;
  readonly campaign: string;
  readonly unit: string;
  readonly note: string | null;
}

export type SlipInvalid = Refused<'slip-invalid'> & { readonly problems: readonly FieldProblem[] };

type Typed = Readonly<Partial<Record<keyof SlipInput | 'amount', string>>>;

const oneOf =
  <Choice extends string>(choices: readonly Choice[]) =>
  (text: string): Decision<Choice> => {
    const choice = choices.find((each) => each === text);
    return choice === undefined ? refuse('choice-unknown') : accept(choice);
  };

const codeFrom = (text: string): Decision<string> => {
  const code = parseReferenceCode(text);
  return code === null ? refuse('reference-code-invalid') : accept(code);
};

const dayUntil =
  (today: Day) =>
  (text: string): Decision<Day> => {
    const day = parseDay(text);
    return day.ok && day.value > today ? refuse('day-in-future') : day;
  };

/**
 * Checks a typed slip and names every wrong field at once. `amount` is as a person types it; the visibility has
 * no default, because silence is not consent.
 */
export function checkSlip(
  typed: Typed,
  nowMs: number,
): { readonly ok: true; readonly value: SlipInput } | SlipInvalid {
  const problems: FieldProblem[] = [];
  function read<Value>(field: keyof Typed, decide: (text: string) => Decision<Value>) {
    const decision = decide(typed[field] ?? '');
    if (decision.ok) return decision.value;
    problems.push({ field, refusal: decision.refusal, facts: decision.facts });
    return undefined;
  }
  const text = (max: number) => (given: string) => checkText(given, { max });
  const isGiven = (field: keyof Typed) => (typed[field] ?? '').trim() !== '';
  const value = {
    payerName: read('payerName', text(200)),
    payerKind: read('payerKind', oneOf(payerKinds)),
    visibility: read('visibility', oneOf(visibilities)),
    amountVnd: read('amount', parseVndTyped),
    referenceCode: isGiven('referenceCode') ? read('referenceCode', codeFrom) : null,
    receivedOn: read('receivedOn', dayUntil(dayOf(nowMs))),
    campaign: read('campaign', text(50)),
    unit: read('unit', text(40)),
    note: isGiven('note') ? read('note', text(300)) : null,
  };
  if (problems.length > 0) return { ...refuse('slip-invalid'), problems };
  return accept(value as SlipInput);
}
