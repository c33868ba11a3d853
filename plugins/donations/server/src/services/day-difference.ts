import {
  accept,
  checkText,
  dayOf,
  decideDifference,
  isDayDifferent,
  refuse,
  type Decision,
  type Entry,
} from '@chung-tay/domain';
import type { JournalService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import type { Core } from '@strapi/strapi';
import * as store from '../store/differences';
import type { Trx } from '../store/rows';
import type { StatementRecord } from '../store/statements';
import type { DayDifferenceService } from '../types';
import { nameActors } from './actor-names';

const listMax = 500;
const noteMax = 500;

/**
 * Queues the days of which a file tells something else than earlier files of its account. Runs in the
 * transaction that books the last rows of the file. What counts stays the maximum of each row in any file.
 */
export async function queueDifferences(trx: Trx, statement: StatementRecord): Promise<void> {
  const others = await store.selectOverlapping(trx, statement);
  if (others.length === 0) return;
  const ids = others.map(({ id }) => id);
  const lastDays = others.map(({ lastDay }) => lastDay);
  const days = await store.countDays(trx, statement, ids);
  const different = days.filter((counts) => isDayDifferent(counts, lastDays));
  if (different.length > 0) await store.insertDifferences(trx, statement, different);
}

function entryOf(difference: store.StoredDifference, note: string, actor: string): Entry {
  const nowMs = Date.now();
  return {
    event: 'day-difference.closed',
    subject: `day-difference:${difference.id}`,
    actor,
    unit: '',
    on: dayOf(nowMs),
    at: new Date(nowMs).toISOString(),
    facts: {
      ...{ statement: difference.statementNumber, day: difference.day, note },
      ...{ booked: difference.bookedCount, inFile: difference.fileCount },
    },
    postings: [],
  };
}

export default ({ strapi }: { strapi: Core.Strapi }): DayDifferenceService => {
  const journal = (): JournalService => strapi.plugin('journal').service('journal');
  return {
    async list() {
      const found = await store.selectDifferences(strapi, listMax);
      const nameOf = await nameActors(
        strapi,
        found.map(({ closedBy }) => closedBy),
      );
      return found.map((difference) => ({
        ...difference,
        closedBy: difference.closedBy === null ? null : nameOf(difference.closedBy),
      }));
    },

    async close(id, version, note, actor) {
      const words = checkText(note, { max: noteMax });
      if (!words.ok) return words.refusal === 'text-missing' ? refuse('reason-missing') : words;
      const done: Decision<{ id: number }> = await strapi.db.transaction(async ({ trx }) => {
        const difference = await store.selectDifference(trx, id);
        if (difference === null) return refuse('difference-not-found');
        const decision = decideDifference(difference.state, words.value);
        if (!decision.ok) return decision;
        const change = { note: words.value, closedBy: actor };
        if (!(await store.closeDifference(trx, { id, version }, change))) {
          return refuse('version-stale');
        }
        // After this point the change must succeed.
        await journal().append(trx, [entryOf(difference, words.value, actor)]);
        return accept({ id });
      });
      return done;
    },
  };
};
