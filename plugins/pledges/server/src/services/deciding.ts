import {
  accept,
  assert,
  checkText,
  dayOf,
  decideConfirmation,
  decideShares,
  decideUndo,
  refuse,
  sumVnd,
  type Decision,
  type Entry,
  type JsonObject,
  type Share,
  type Suggestion,
} from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import {
  updateIdentification,
  type IdentificationChange,
  type StoredIdentification,
} from '../store/identifications';
import { selectByCodes } from '../store/pledges';
import { decideProposals, insertProposals, type StoredProposal } from '../store/proposals';
import type { Trx } from '../store/rows';
import { insertSettlement, standingOf, type StoredSettlement } from '../store/settlements';
import { dismissSuggestion, selectSuggestions } from '../store/suggestions';
import { settlePledge } from './pledge-settling';
import { undoSettlements } from './releasing';

const reasonMax = 300;

/** A donation under its lock, with everything that decisions on it look at. */
export interface Case {
  readonly strapi: Core.Strapi;
  readonly trx: Trx;
  readonly donation: StoredIdentification;
  readonly settlements: readonly StoredSettlement[];
  readonly waiting: readonly StoredProposal[];
  readonly actor: string;
  readonly now: Date;
  readonly units: ReadonlyMap<string, string>;
  readonly secondPersonFromVnd: number;
}

/** What was decided: the entries of the journal, and the pledges to or from which money moved. */
export interface Decided {
  readonly entries: readonly Entry[];
  readonly pledges: readonly string[];
}

/** The entry of something that was decided on a donation without moving money between measures. */
function entryOn({ donation, actor, now, units }: Case, event: string, facts: JsonObject): Entry {
  return {
    event,
    subject: `donation:${donation.donationNumber}`,
    actor,
    unit: units.get(donation.campaignCode) ?? '',
    on: dayOf(now.getTime()),
    at: now.toISOString(),
    facts,
    postings: [],
  };
}

async function save(the: Case, change: IdentificationChange): Promise<void> {
  const saved = await updateIdentification(the.strapi, the.trx, the.donation, change);
  assert(saved, 'a donation changes under its lock');
}

/** Writes shares as settlements by hand. */
async function settleShares(the: Case, shares: readonly Share[]): Promise<Entry[]> {
  const { strapi, trx, donation, settlements, actor, now, units } = the;
  const { donationId, donationNumber } = donation;
  const codes = shares.map(({ code }) => code);
  const pledges = await selectByCodes(strapi, trx, codes);
  const byCode = new Map(pledges.map((pledge) => [pledge.code, pledge]));
  const entries: Entry[] = [];
  for (const { code, amountVnd } of shares) {
    const pledge = byCode.get(code);
    assert(pledge !== undefined, 'shares name pledges that exist');
    const steps = settlements.filter((each) => each.pledgeCode === code).map(({ step }) => step);
    const isNew = await insertSettlement(trx, {
      ...{ pledgeCode: code, donationId, donationNumber, amountVnd, step: steps.length },
      ...{ pass: 'manual', undoesId: 0, reason: null, settledBy: actor, settledAt: now },
    });
    assert(isNew, 'a pair is settled under the lock of its donation');
    const settled = await settlePledge(trx, pledge, {
      ...{ donationNumber, amountVnd, actor, by: 'staff', now },
      unitCode: units.get(pledge.campaignCode) ?? '',
      facts: { pass: 'manual' },
    });
    entries.push(settled.entry);
  }
  return entries;
}

const sharesOf = (shares: readonly Share[]) => sumVnd(shares.map(({ amountVnd }) => amountVnd));
const wordsOf = (shares: readonly Share[]) =>
  shares.map(({ code, amountVnd }) => ({ pledge: code, amountVnd: String(amountVnd) }));

/** Settles with pledges at once, or proposes it to a second person. */
export async function settle(the: Case, shares: readonly Share[]): Promise<Decision<Decided>> {
  const { strapi, trx, donation, settlements, waiting } = the;
  const standing = new Set([
    ...standingOf(settlements).map(({ pledgeCode }) => pledgeCode),
    ...waiting.map(({ code }) => code),
  ]);
  const decision = decideShares(donation, shares, standing, the.secondPersonFromVnd);
  if (!decision.ok) return decision;
  const codes = shares.map(({ code }) => code);
  const known = new Set((await selectByCodes(strapi, trx, codes)).map(({ code }) => code));
  const unknown = codes.find((code) => !known.has(code));
  if (unknown !== undefined) return refuse('pledge-not-found');
  // After this point the change must succeed.
  const sharedVnd = sharesOf(shares);
  if (decision.value.needsSecondPerson) {
    await insertProposals(trx, donation.donationId, shares, the.actor, the.now.getTime());
    await save(the, { waitingVnd: sumVnd([donation.waitingVnd, sharedVnd]), isChecked: false });
    const facts = { shares: wordsOf(shares) };
    return accept({ entries: [entryOn(the, 'settlement.proposed', facts)], pledges: [] });
  }
  const entries = await settleShares(the, shares);
  await save(the, {
    settledVnd: sumVnd([donation.settledVnd, sharedVnd]),
    manualVnd: sumVnd([donation.manualVnd, sharedVnd]),
    isChecked: false,
  });
  return accept({ entries, pledges: codes });
}

/** The second person's word: what waits becomes settled. */
export async function confirm(the: Case): Promise<Decision<Decided>> {
  const { trx, donation, waiting, actor, now } = the;
  const proposers = waiting.map(({ proposedBy }) => proposedBy);
  const decision = decideConfirmation(proposers, actor);
  if (!decision.ok) return decision;
  // After this point the change must succeed.
  const entries = await settleShares(the, waiting);
  await decideProposals(trx, donation.donationId, 'confirmed', actor, now.getTime());
  const confirmedVnd = sharesOf(waiting);
  await save(the, {
    settledVnd: sumVnd([donation.settledVnd, confirmedVnd]),
    manualVnd: sumVnd([donation.manualVnd, confirmedVnd]),
    waitingVnd: 0,
  });
  return accept({ entries, pledges: waiting.map(({ code }) => code) });
}

/** Takes back what waits, by whoever proposed it or by somebody who does not agree. */
export async function withdraw(the: Case): Promise<Decision<Decided>> {
  const { trx, donation, waiting, actor, now } = the;
  if (waiting.length === 0) return refuse('nothing-waits');
  // After this point the change must succeed.
  await decideProposals(trx, donation.donationId, 'withdrawn', actor, now.getTime());
  await save(the, { waitingVnd: 0 });
  const facts = { shares: wordsOf(waiting) };
  return accept({ entries: [entryOn(the, 'settlement.withdrawn', facts)], pledges: [] });
}

export async function undo(
  the: Case,
  settlementId: number,
  typedReason: string,
): Promise<Decision<Decided>> {
  const { strapi, trx, donation, settlements, actor, now, units } = the;
  const reason = checkText(typedReason, { max: reasonMax });
  if (!reason.ok && reason.refusal !== 'text-missing') return reason;
  const stands = new Set(standingOf(settlements).map(({ id }) => id));
  const found = settlements.find(({ id, pass }) => id === settlementId && pass !== 'undo') ?? null;
  const asked = found && { amountVnd: found.amountVnd, isStanding: stands.has(found.id) };
  const decision = decideUndo(donation, asked, reason.ok ? reason.value : '');
  if (!decision.ok) return decision;
  assert(found !== null && reason.ok, 'an undoing has its settlement and its reason');
  // After this point the change must succeed.
  const undoing = { reason: reason.value, actor, by: 'staff', now, units } as const;
  const entries = await undoSettlements(strapi, trx, donation, [found], undoing);
  const byHandVnd = found.pass === 'manual' ? found.amountVnd : 0;
  await save(the, {
    settledVnd: decision.value.settledVnd,
    manualVnd: sumVnd([donation.manualVnd, -byHandVnd]),
  });
  return accept({ entries, pledges: [found.pledgeCode] });
}

/** Says that a suggestion is wrong; it is not made again. `found` holds what the passes say at present. */
export async function dismiss(
  the: Case,
  code: string,
  found: readonly Suggestion[],
): Promise<Decision<Decided>> {
  const { strapi, trx, donation } = the;
  const stored = await selectSuggestions(strapi, trx, [donation.donationId]);
  const known =
    stored.find((each) => each.code === code) ?? found.find((each) => each.code === code);
  if (known === undefined) return refuse('suggestion-not-found');
  // After this point the change must succeed.
  await dismissSuggestion(trx, donation.donationId, known);
  const left = stored.filter((each) => each.state === 'open' && each.code !== code).length;
  await save(the, { suggestionCount: left });
  const facts = { pledge: code, pass: known.pass };
  return accept({ entries: [entryOn(the, 'suggestion.dismissed', facts)], pledges: [] });
}

/** Says that a person looked and found no pledge, or takes that back. */
export async function check(the: Case, isChecked: boolean): Promise<Decision<Decided>> {
  const { donation } = the;
  if (donation.isReversed) return refuse('donation-reversed-already');
  // After this point the change must succeed.
  await save(the, { isChecked });
  const event = isChecked ? 'donation.checked-unidentified' : 'donation.unchecked';
  return accept({ entries: [entryOn(the, event, {})], pledges: [] });
}
