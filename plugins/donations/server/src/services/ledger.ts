import {
  accept,
  formatLedgerCursor,
  refuse,
  wholeLedger,
  type LedgerCursor,
  type LedgerFilter,
  type LedgerSort,
} from '@chung-tay/domain';
import type { JournalService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import type { Core } from '@strapi/strapi';
import * as store from '../store/ledger';
import { insertPlaces, selectWatermark } from '../store/ledger-places';
import { isPostgres } from '../store/rows';
import type { LedgerRow, LedgerService, LedgerTotal } from '../types';
import { donationEvents } from './donation-entries';
import { atMost } from './at-most';
import { publicAccounts } from './ledger-accounts';
import { ledgerLines } from './ledger-file';
import { isCounted, ledgerState, type LedgerState } from './ledger-state';
import { ledgerTotals } from './ledger-totals';

const pageRows = 25;
/** How many rows of an order are looked through before an index is asked; one entry holds a thousand. */
const windowRows = 500;
/** Found so many among them, it is faster to go on than to gather all from an index. */
const commonFrom = 2;
const everything = 2_000_000_000;
const hitsMax = 20_000;
const filesMax = 4;
/** Searches at a time: the others wait, and connections stay free for those who write. */
const readersMax = 4;
/** So few rows are counted with their page; it waits for that. */
const fewRows = 5000;
const fewMs = 2000;
/** How long a page waits for a total that is only to be carried on to the present watermark. */
const carryMs = 50;
// On SQLite the words of a batch are indexed while everybody else waits.
const batchEntries = (strapi: Core.Strapi) => (isPostgres(strapi) ? 100 : 4);

const none: LedgerTotal = { count: 0, amountVnd: '0' };

interface Found {
  readonly rows: LedgerRow[];
  readonly total: LedgerTotal | null;
}

export default ({ strapi }: { strapi: Core.Strapi }): LedgerService => {
  const journal = (): JournalService => strapi.plugin('journal').service('journal');
  const state = ledgerState(strapi);
  const totals = ledgerTotals(strapi);
  const readers = atMost(readersMax);
  const accountsNow = publicAccounts(strapi);
  let files = 0;

  /**
   * What is common stands among the next rows of the order, what is rare the indexes find. How common it is,
   * the first rows tell; what was guessed wrongly costs time and nothing else.
   */
  async function find(question: store.LedgerQuestion): Promise<Found> {
    const { limit, filter } = question;
    const isDone = ({ rows, hasMore }: store.Window) => rows.length === limit || !hasMore;
    if (filter.code === null) {
      const near = await store.selectFromWindow(strapi, question, windowRows);
      if (isDone(near)) return { rows: near.rows, total: null };
      if (near.rows.length >= commonFrom) {
        const needed = Math.ceil((windowRows * limit * 2) / near.rows.length);
        const further = await store.selectFromWindow(strapi, question, needed);
        if (isDone(further)) return { rows: further.rows, total: null };
      }
    }
    const rare = await store.selectRare(strapi, question, hitsMax);
    if (rare !== null) return rare;
    for (let window = windowRows * 60; ; window *= 10) {
      const wider = await store.selectFromWindow(strapi, question, Math.min(window, everything));
      if (isDone(wider)) return { rows: wider.rows, total: null };
    }
  }

  async function totalOf(
    now: LedgerState,
    filter: LedgerFilter,
    found: Found,
    isWhole: boolean,
  ): Promise<LedgerTotal | null> {
    const { seq } = now.watermark;
    if (isCounted(filter)) return now.sum(filter);
    const total = found.total ?? (isWhole ? sumOf(found.rows) : null);
    if (total !== null) {
      totals.learn(filter, seq, total);
      return total;
    }
    const isFew = now.sum(filter).count <= fewRows;
    if (!isFew && !totals.knows(filter)) return null;
    const counted = await totals.ask(filter, seq, isFew ? fewMs : carryMs);
    return counted.ok ? counted.value.total : null;
  }

  return {
    async page(filter: LedgerFilter, sort: LedgerSort, after: LedgerCursor | null) {
      const now = await state.current();
      const { watermark } = now;
      const all = now.sum(wholeLedger);
      const accounts = await accountsNow();
      const days = accounts.hides(filter) ? null : now.daysOf(filter);
      if (days === null) return { watermark, rows: [], total: none, all, next: null };
      const limit = pageRows + 1;
      // An order by day begins where rows are; elsewhere the days that were asked for are enough.
      const bounded = sort.endsWith('day') ? { ...filter, ...days } : filter;
      const question = { filter: bounded, sort, after, seq: watermark.seq, limit };
      const found = await readers(() => find(question));
      const rows = found.rows.slice(0, pageRows);
      const last = rows.at(-1);
      const hasMore = found.rows.length > pageRows && last !== undefined;
      return {
        ...{ watermark, rows: rows.map(accounts.show), all },
        total: await totalOf(now, filter, found, after === null && !hasMore),
        next: hasMore ? formatLedgerCursor(sort, last) : null,
      };
    },

    async totals(filter, waitMs) {
      const now = await state.current();
      const { watermark } = now;
      const all = now.sum(wholeLedger);
      if ((await accountsNow()).hides(filter)) {
        return accept({ watermark, total: none, all, done: 1 });
      }
      if (isCounted(filter)) return accept({ watermark, total: now.sum(filter), all, done: 1 });
      const counted = await totals.ask(filter, watermark.seq, waitMs);
      return counted.ok ? accept({ watermark, all, ...counted.value }) : counted;
    },

    async file(filter) {
      if (files >= filesMax) return refuse('ledger-busy');
      const { watermark } = await state.current();
      const accounts = await accountsNow();
      const seq = accounts.hides(filter) ? 0 : watermark.seq;
      // Counted from the first line that is read: a file nobody reads is none.
      async function* lines() {
        files += 1;
        try {
          yield* ledgerLines(strapi, filter, seq, accounts.show);
        } finally {
          files -= 1;
        }
      }
      return accept({ watermark, lines: lines() });
    },

    async row(seq, index) {
      const { watermark } = await state.current();
      const row = await store.selectLedgerRow(strapi, seq, index, watermark.seq);
      const seal = row === null ? null : await journal().sealAt(seq);
      if (row === null || seal === null) return null;
      const { prevHash, hash, sealedAt, canonical } = seal;
      const rows = await store.countEntryRows(strapi, seq);
      return {
        ...(await accountsNow()).show(row),
        entry: { prevHash, hash, sealedAt, canonical, rows },
      };
    },

    async placeSealed() {
      let placed = 0;
      for (;;) {
        const from = await selectWatermark(strapi);
        const events = Object.values(donationEvents);
        const sealed = await journal().sealedOf(events, from.seq, batchEntries(strapi));
        if (sealed === null) return placed;
        const { entries, until } = sealed;
        const asOf = (await journal().sealAt(until))?.sealedAt ?? null;
        await insertPlaces(strapi, from.seq, { seq: until, asOf }, entries);
        placed += entries.length;
        state.expire();
      }
    },
  };
};

function sumOf(rows: readonly LedgerRow[]): LedgerTotal {
  const amountVnd = rows.reduce((sum, row) => sum + BigInt(row.amountVnd), 0n);
  return { count: rows.length, amountVnd: String(amountVnd) };
}
