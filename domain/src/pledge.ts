import { accept, refuse, type Decision } from './refusal.ts';

/** What people decided about a promise. How much of it has come is its fulfilment, derived from settlements. */
export const pledgeStates = [
  'needs-review',
  'open',
  'rejected',
  'withdrawn',
  'expired',
  'closed',
] as const;
export type PledgeState = (typeof pledgeStates)[number];

export const pledgeEvents = [
  'approved',
  'rejected',
  'withdrawn',
  'expired',
  'settled-full',
  'settled-partly',
  'written-off',
  'settlement-undone',
] as const;
export type PledgeEvent = (typeof pledgeEvents)[number];

export type PledgeActorKind = 'donor' | 'staff' | 'clock' | 'settlement';

export const rejectionReasons = ['spam', 'duplicate', 'unacceptable-goods', 'test'] as const;

export const fulfilments = ['none', 'partial', 'full', 'over'] as const;
export type Fulfilment = (typeof fulfilments)[number];

export interface PledgeEdge {
  readonly from: PledgeState;
  readonly event: PledgeEvent;
  readonly to: PledgeState;
  readonly who: readonly PledgeActorKind[];
}

/** The whole machine. Events of settlement that change no state are not edges: see `decidePledge`. */
export const pledgeEdges: readonly PledgeEdge[] = [
  { from: 'needs-review', event: 'approved', to: 'open', who: ['staff'] },
  { from: 'needs-review', event: 'rejected', to: 'rejected', who: ['staff'] },
  { from: 'open', event: 'rejected', to: 'rejected', who: ['staff'] },
  { from: 'needs-review', event: 'withdrawn', to: 'withdrawn', who: ['donor', 'staff'] },
  { from: 'open', event: 'withdrawn', to: 'withdrawn', who: ['donor', 'staff'] },
  { from: 'open', event: 'expired', to: 'expired', who: ['clock'] },
  { from: 'open', event: 'settled-full', to: 'closed', who: ['settlement'] },
  { from: 'expired', event: 'settled-full', to: 'closed', who: ['settlement'] },
  { from: 'expired', event: 'settled-partly', to: 'open', who: ['settlement'] },
  { from: 'open', event: 'written-off', to: 'closed', who: ['staff'] },
  { from: 'closed', event: 'settlement-undone', to: 'open', who: ['staff', 'settlement'] },
];

export interface PledgeCommand {
  readonly event: PledgeEvent;
  readonly by: PledgeActorKind;
  readonly reason?: string;
}

export type PledgeRefusal =
  'pledge-event-not-possible' | 'actor-not-allowed' | 'reason-missing' | 'choice-unknown';

export interface Pledge {
  readonly state: PledgeState;
  readonly expiresAt: number;
}

/**
 * Decides the next state of a pledge. Money that arrives is a fact: a settlement of a pledge in a state
 * without an edge for it (withdrawn, rejected, in review, or open and partly paid) is recorded and leaves
 * the state as it is. So is the undoing of one, except where a promise was closed by it.
 */
export function decidePledge(
  pledge: Pledge,
  command: PledgeCommand,
  nowMs: number,
): Decision<PledgeState, PledgeRefusal> {
  const { event, by, reason } = command;
  const edge = pledgeEdges.find((each) => each.from === pledge.state && each.event === event);
  if (edge === undefined) {
    const isSettlement = event === 'settled-full' || event === 'settled-partly';
    if (isSettlement && by === 'settlement') return accept(pledge.state);
    const isUndoing = event === 'settlement-undone' && (by === 'staff' || by === 'settlement');
    if (isUndoing) return accept(pledge.state);
    return refuse('pledge-event-not-possible', { state: pledge.state, event });
  }
  if (!edge.who.includes(by)) return refuse('actor-not-allowed', { event, by });
  if (event === 'expired' && nowMs < pledge.expiresAt) {
    return refuse('pledge-event-not-possible', { state: pledge.state, event });
  }
  if ((event === 'written-off' || event === 'rejected') && !reason) return refuse('reason-missing');
  if (event === 'rejected' && !rejectionReasons.some((each) => each === reason)) {
    return refuse('choice-unknown', { field: 'reason' });
  }
  // After this point the change must succeed.
  return accept(edge.to);
}

/**
 * How much of the promised cash has come. A promise of goods only is `none` until its reception is recorded;
 * cash that answers such a promise counts as partial.
 */
export function fulfilmentOf(
  promisedVnd: number,
  settledVnd: number,
  hasGoods: boolean,
): Fulfilment {
  if (settledVnd <= 0) return 'none';
  if (settledVnd < promisedVnd) return 'partial';
  if (hasGoods) return 'partial';
  return settledVnd === promisedVnd ? 'full' : 'over';
}

export const publicStates = [
  'verifying',
  'waiting',
  'partly-received',
  'received',
  'withdrawn',
  'expired',
  'not-accepted',
] as const;
export type PublicState = (typeof publicStates)[number];

/** The one word that the public and the donor see for state and fulfilment together. */
export function publicStateOf(state: PledgeState, fulfilment: Fulfilment): PublicState {
  if (fulfilment === 'full' || fulfilment === 'over') return 'received';
  if (state === 'needs-review') return 'verifying';
  if (state === 'withdrawn') return 'withdrawn';
  if (state === 'rejected') return 'not-accepted';
  if (fulfilment === 'partial') return 'partly-received';
  // A promise that was written off before anything came reads like one that expired.
  return state === 'open' ? 'waiting' : 'expired';
}

/** Đang xác minh · Chờ chuyển/gửi · Đã nhận một phần · Đã nhận đủ · Đã rút · Hết hạn · Không được nhận */
export const publicStateWords: Readonly<
  Record<PublicState, { readonly vi: string; readonly en: string }>
> = {
  verifying: { vi: 'Đang xác minh', en: 'Being verified' },
  waiting: { vi: 'Chờ chuyển/gửi', en: 'Waiting for the gift' },
  'partly-received': { vi: 'Đã nhận một phần', en: 'Partly received' },
  received: { vi: 'Đã nhận đủ', en: 'Received in full' },
  withdrawn: { vi: 'Đã rút', en: 'Withdrawn' },
  expired: { vi: 'Hết hạn', en: 'Expired' },
  'not-accepted': { vi: 'Không được nhận', en: 'Not accepted' },
};
