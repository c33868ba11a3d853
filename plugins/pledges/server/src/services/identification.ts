import { searchKey, sumVnd, type Suggestion } from '@chung-tay/domain';
import type {
  DonationService,
  OpenDonation,
} from '@chung-tay/strapi-plugin-donations/strapi-server';
import type {
  JournalService,
  LockService,
  SealedEntry,
} from '@chung-tay/strapi-plugin-journal/strapi-server';
import type { Core } from '@strapi/strapi';
import { moveCursor, selectCursor } from '../store/cursors';
import { insertIdentifications, type NewIdentification } from '../store/identifications';
import type { Db } from '../store/rows';
import { selectSettlementsOf } from '../store/settlements';
import { insertSuggestions } from '../store/suggestions';
import type { IdentificationService } from '../types';
import { releaseReversed } from './releasing';
import { suggestFor, unidentifiedOf } from './suggesting';

/** Entries hold up to a thousand donations each. */
const entriesMax = 4;
const lockMs = 60_000;
/** How long one run may hold the lock; the next one goes on where it stopped. */
const runMs = 5_000;

type Settled = ReadonlyMap<number, number>;

async function settledOf(strapi: Core.Strapi, db: Db, ids: readonly number[]): Promise<Settled> {
  const settlements = await selectSettlementsOf(strapi, db, ids);
  const sums = new Map<number, number>();
  for (const { donationId, amountVnd } of settlements) {
    sums.set(donationId, sumVnd([sums.get(donationId) ?? 0, amountVnd]));
  }
  return sums;
}

function identificationOf(
  donation: OpenDonation,
  settledVnd: number,
  senderAccount: string | null,
  suggestions: readonly Suggestion[],
): NewIdentification {
  const { id, number, campaignCode, receivedOn, amountVnd, memoCodes, memo, counterparty } =
    donation;
  return {
    donationId: id,
    donationNumber: number,
    ...{ campaignCode, receivedOn, amountVnd, settledVnd, senderAccount },
    manualVnd: 0,
    waitingVnd: 0,
    codeCount: new Set(memoCodes).size,
    suggestionCount: suggestions.length,
    isChecked: false,
    isReversed: false,
    searchText: searchKey([memo, counterparty, number, ...memoCodes].join(' ')),
  };
}

/**
 * Brings newly sealed donations to the workbench: each with what is settled of it and, where nothing is, with
 * the pledges that it may answer. What was reversed loses its settlements. Follows behind the automatic pass,
 * so that a person never decides before it.
 */
export default ({ strapi }: { strapi: Core.Strapi }): IdentificationService => {
  const journal = (): JournalService => strapi.plugin('journal').service('journal');
  const donations = (): DonationService => strapi.plugin('donations').service('donation');
  const lock = (): LockService => strapi.plugin('journal').service('lock');

  async function identify(given: readonly OpenDonation[]): Promise<void> {
    const read = given.map((donation) => ({
      ...{ id: donation.id, donation },
      unidentified: unidentifiedOf(donation),
    }));
    const ids = given.map(({ id }) => id);
    const settledBefore = await settledOf(strapi, strapi.db.connection, ids);
    const open = read.filter(({ id }) => !settledBefore.has(id));
    const found = await suggestFor(strapi, open);
    await strapi.db.transaction(async ({ trx }) => {
      const settled = await settledOf(strapi, trx, ids);
      const rows = read.map(({ id, donation, unidentified }) =>
        identificationOf(
          donation,
          settled.get(id) ?? 0,
          unidentified.payer.account,
          found.get(id) ?? [],
        ),
      );
      await insertIdentifications(strapi, trx, rows);
      const suggestions = [...found].flatMap(([donationId, of]) =>
        of.map((suggestion) => ({ ...suggestion, donationId })),
      );
      await insertSuggestions(strapi, trx, suggestions);
    });
  }

  async function identifyEntries(entries: readonly SealedEntry[]): Promise<number> {
    const records = await donations().recordsOf(entries.map(({ entryId }) => entryId));
    const gifts = records.filter((each) => each.reversesId === null && each.amountVnd > 0);
    if (gifts.length > 0) await identify(gifts);
    const reasons = new Map(
      entries.map(({ entryId, entry }) => [entryId, String(entry.facts['reasonCode'] ?? '')]),
    );
    for (const { reversesId, entryId } of records) {
      if (reversesId === null) continue;
      await releaseReversed(strapi, reversesId, reasons.get(entryId) ?? '');
    }
    return records.length;
  }

  /** One step of the journal; null when there is nothing to look at. */
  async function step(): Promise<number | null> {
    const from = await selectCursor(strapi, 'identification');
    const settledTo = await selectCursor(strapi, 'settlement');
    if (from >= settledTo) return null;
    const { posted, reversed } = donations().events;
    const sealed = await journal().sealedOf([posted, reversed], from, entriesMax);
    if (sealed === null) return null;
    const entries = sealed.entries.filter(({ seq }) => seq <= settledTo);
    const count = entries.length === 0 ? 0 : await identifyEntries(entries);
    // The cursor moves last: what is brought twice is left as it is the second time.
    const to = Math.min(sealed.until, settledTo);
    await moveCursor(strapi.db.connection, 'identification', from, to);
    return count;
  }

  async function run(): Promise<number> {
    const untilMs = Date.now() + runMs;
    let count = 0;
    for (let more = await step(); more !== null; more = await step()) {
      count += more;
      if (Date.now() > untilMs) break;
    }
    return count;
  }

  return {
    identifySealed: async () => (await lock().run('pledges.identify', lockMs, run)) ?? 0,
  };
};
