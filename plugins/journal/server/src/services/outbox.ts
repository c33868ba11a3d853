import type { Core } from '@strapi/strapi';
import * as store from '../store';
import type { OutboxService } from '../types';

/** A carrier that does not answer within this time is taken for dead, and another process may try. */
const claimMs = 60_000;
const attemptsMax = 12;
const delayMsOf = (attempts: number) => Math.min(2 ** attempts * 500, 10 * 60_000);

interface Carrier {
  readonly carry: (payload: unknown, id: number) => Promise<void>;
  readonly newestOnly: boolean;
}

export default ({ strapi }: { strapi: Core.Strapi }): OutboxService => {
  const carriers = new Map<string, Carrier>();

  async function attempt(row: store.OutboxRow, carrier: Carrier): Promise<boolean> {
    const nowMs = Date.now();
    if (!(await store.claimOutbox(strapi, row.id, nowMs, nowMs + claimMs))) return false;
    try {
      await carrier.carry(JSON.parse(row.payload), row.id);
    } catch (error) {
      await fail(row, carrier, error);
      return false;
    }
    await store.deleteOutbox(strapi, [row.id]);
    return true;
  }

  async function fail(row: store.OutboxRow, carrier: Carrier, error: unknown): Promise<void> {
    const attempts = row.attempts + 1;
    const isLast = attempts >= attemptsMax;
    if (isLast && carrier.newestOnly) {
      await store.deleteOutbox(strapi, [row.id]);
      return;
    }
    if (isLast)
      strapi.log.error(`outbox ${row.id} (${row.topic}) is a dead letter: ${String(error)}`);
    await store.postponeOutbox(strapi, row.id, {
      attempts,
      dueAtMs: Date.now() + delayMsOf(attempts),
      state: isLast ? 'dead' : 'waiting',
      lastError: String(error).slice(0, 1000),
    });
  }

  /** Of a topic whose newest payload makes the others void, only the newest is kept. */
  async function withoutVoid(rows: readonly store.OutboxRow[]): Promise<store.OutboxRow[]> {
    const newest = new Map(rows.map((row) => [row.topic, row.id]));
    const isVoid = (row: store.OutboxRow) =>
      carriers.get(row.topic)?.newestOnly === true && newest.get(row.topic) !== row.id;
    const voided = rows.filter(isVoid);
    if (voided.length > 0) {
      await store.deleteOutbox(
        strapi,
        voided.map(({ id }) => id),
      );
    }
    return rows.filter((row) => !isVoid(row));
  }

  return {
    put: (trx, topic, payload) => store.insertOutbox(trx, topic, payload),
    deliver(topic, carry, { newestOnly = false } = {}) {
      carriers.set(topic, { carry, newestOnly });
    },
    async drain() {
      if (carriers.size === 0) return 0;
      const due = await store.selectDue(strapi, [...carriers.keys()], Date.now());
      let delivered = 0;
      for (const row of await withoutVoid(due)) {
        const carrier = carriers.get(row.topic);
        if (carrier !== undefined && (await attempt(row, carrier))) delivered += 1;
      }
      return delivered;
    },
  };
};
