import {
  dayOf,
  type Entry,
  type JsonObject,
  type PledgeState,
  type Posting,
} from '@chung-tay/domain';
import type { PledgeSubmission } from './types';

/** What an entry needs to know of a promise. Nothing personal: the journal is published. */
export interface Promised {
  readonly code: string;
  readonly campaignCode: string;
  readonly unitCode: string;
  readonly donorKind: string;
  readonly origin: 'domestic' | 'foreign';
  readonly lines: PledgeSubmission['lines'];
}

/** Promises that stand are part of the measure `pledged`; others were taken out of it again. */
export function isStanding(state: PledgeState, event?: string): boolean {
  return event !== 'written-off' && (state === 'open' || state === 'closed');
}

function postingsOf(promised: Promised, on: Posting['on'], sign: 1 | -1): Posting[] {
  return promised.lines.map((line) => ({
    measure: 'pledged',
    kind: line.kind,
    channel: '',
    campaign: promised.campaignCode,
    unit: promised.unitCode,
    locality: '',
    donorKind: promised.donorKind,
    origin: promised.origin,
    on,
    amountVnd: sign * (line.kind === 'cash' ? line.amount : (line.declaredValueVnd ?? 0)),
    rows: sign,
    ...(line.kind === 'cash' ? {} : { quantity: `${sign < 0 ? '-' : ''}${line.quantity}` }),
    ...(line.kind === 'goods' && line.item !== null ? { item: line.item } : {}),
  }));
}

/** The entry of one event of a promise; it posts when the promise begins or ceases to stand. */
export function entryOf(
  event: string,
  promised: Promised,
  standing: { readonly before: boolean; readonly after: boolean },
  actor: string,
  now: Date,
  facts: JsonObject = {},
): Entry {
  const on = dayOf(now.getTime());
  const postings =
    standing.before === standing.after ? [] : postingsOf(promised, on, standing.after ? 1 : -1);
  return {
    event: `pledge.${event}`,
    subject: `pledge:${promised.code}`,
    actor,
    unit: promised.unitCode,
    on,
    at: now.toISOString(),
    facts,
    postings,
  };
}
