import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isbot } from 'isbot';
import { signHint } from '@chung-tay/config';
import { ByteCache } from './byte-cache.ts';
import { readWhole, writeWhole } from './page-files.ts';
import type { ViewTotal } from './publisher.ts';
import { isRecord } from './record.ts';
import type { Document } from './stored-pages.ts';

const flushMs = 10_000;
const askMs = 3_000;
/** Well below what the CMS takes in one request. */
const batchMax = 5_000;

export interface Batch {
  readonly batch: string;
  readonly counts: readonly (Document & { readonly views: number })[];
}

const verdicts = new ByteCache<boolean>(1024 * 1024);

/** Programs read as well; the same few names come again and again. */
function isProgram(agent: string): boolean {
  let verdict = verdicts.get(agent);
  if (verdict === undefined) {
    verdict = isbot(agent);
    verdicts.set(agent, verdict, agent.length * 2 + 64);
  }
  return verdict;
}

/** Whether a request that was answered with a page was a person who looked at it. */
export function isView({ method, headers }: Pick<IncomingMessage, 'method' | 'headers'>): boolean {
  if (method !== 'GET') return false;
  const agent = headers['user-agent'];
  if (agent === undefined || agent.trim() === '' || isProgram(agent)) return false;
  const purpose = `${headers['sec-purpose'] ?? ''} ${headers.purpose ?? ''} ${headers['x-moz'] ?? ''}`;
  return !/prefetch|prerender|preview/i.test(purpose);
}

/** Counts of documents, and nothing about who looked. */
export class ViewCounter {
  #waiting = new Map<string, number>();
  #sending: Batch | null = null;

  count({ documentKey, locale }: Document): void {
    const key = `${locale}/${documentKey}`;
    this.#waiting.set(key, (this.#waiting.get(key) ?? 0) + 1);
  }

  /** The batch to be sent: the one that was not acknowledged yet, or what was counted since. */
  batch(): Batch | null {
    if (this.#sending !== null || this.#waiting.size === 0) return this.#sending;
    const counts: (Document & { views: number })[] = [];
    for (const [key, views] of this.#waiting) {
      if (counts.length === batchMax) break;
      const [locale = '', documentKey = ''] = key.split('/');
      counts.push({ documentKey, locale: locale === 'en' ? 'en' : 'vi', views });
      this.#waiting.delete(key);
    }
    this.#sending = { batch: randomUUID(), counts };
    return this.#sending;
  }

  /** The CMS has counted the batch. */
  acknowledge(batch: string): void {
    if (this.#sending?.batch === batch) this.#sending = null;
  }

  /** Everything that is not acknowledged, to be read by `restore` after a restart. */
  save(): string {
    return JSON.stringify({ sending: this.#sending, waiting: [...this.#waiting] });
  }

  restore(text: string): void {
    const saved: unknown = JSON.parse(text);
    if (!isRecord(saved)) return;
    if (Array.isArray(saved.waiting)) {
      for (const pair of saved.waiting) {
        if (!Array.isArray(pair)) continue;
        const [key, views]: readonly unknown[] = pair;
        if (typeof key !== 'string' || typeof views !== 'number') continue;
        this.#waiting.set(key, (this.#waiting.get(key) ?? 0) + views);
      }
    }
    if (isRecord(saved.sending) && Array.isArray(saved.sending.counts)) {
      const counts = saved.sending.counts.flatMap((each: unknown) => {
        if (!isRecord(each) || typeof each.documentKey !== 'string') return [];
        if (typeof each.views !== 'number') return [];
        const locale: Document['locale'] = each.locale === 'en' ? 'en' : 'vi';
        return [{ documentKey: each.documentKey, locale, views: each.views }];
      });
      this.#sending = { batch: String(saved.sending.batch), counts };
    }
  }
}

/** What the CMS says of each document of a batch; empty when it says nothing sensible. */
function totalsIn(answer: unknown, { counts }: Batch): ViewTotal[] {
  if (!isRecord(answer) || !Array.isArray(answer.counts)) return [];
  const byKey = new Map(counts.map((each) => [`${each.locale}/${each.documentKey}`, each]));
  return answer.counts.flatMap((each: unknown) => {
    if (!isRecord(each) || typeof each.views !== 'number') return [];
    const sent = byKey.get(`${each.locale}/${each.documentKey}`);
    return sent === undefined ? [] : [{ ...sent, views: each.views, added: sent.views }];
  });
}

/**
 * Sends what was counted every few seconds. A batch lies on disk before it is sent and is sent under its
 * name until it is acknowledged, so that no view is lost or counted twice.
 */
export async function startCounting(options: {
  readonly cmsUrl: string;
  readonly secret: string;
  readonly file: string;
  readonly onCounted: (totals: readonly ViewTotal[]) => void;
}): Promise<{ readonly counter: ViewCounter; flush(): Promise<void> }> {
  const counter = new ViewCounter();
  const spooled = readWhole(options.file);
  try {
    if (spooled !== null) counter.restore(spooled.toString());
  } catch (error) {
    console.error('the views that were not sent yet cannot be read', error);
  }
  let saved = '';
  const save = async () => {
    const text = counter.save();
    if (text !== saved) await writeWhole(options.file, text);
    saved = text;
  };
  const send = async () => {
    for (let batch = counter.batch(); batch !== null; batch = counter.batch()) {
      await save();
      const body = JSON.stringify(batch);
      const answer = await fetch(`${options.cmsUrl}/api/newsroom/views`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'hint-signature': signHint(options.secret, body),
        },
        body,
        signal: AbortSignal.timeout(askMs),
      });
      // What is refused for good would be refused for ever.
      if (!answer.ok && answer.status !== 422) throw new Error(`views: ${answer.status}`);
      counter.acknowledge(batch.batch);
      if (answer.ok) options.onCounted(totalsIn(await answer.json(), batch));
    }
  };
  let flushing: Promise<void> | undefined;
  const flush = () => {
    flushing ??= send()
      .catch(() => {})
      .then(save)
      .catch((error: unknown) => console.error(error))
      .finally(() => {
        flushing = undefined;
      });
    return flushing;
  };
  setInterval(flush, flushMs).unref();
  return { counter, flush };
}
