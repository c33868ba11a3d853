import { createRequire } from 'node:module';
import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import { assert, refuse, type Decision } from '@chung-tay/domain';
import type { Endings, Task, WorkerMessage } from '../banks/worker-messages';

// Found by its name among the package's exports, from the built plugin and from its sources alike.
const workerFile = () =>
  createRequire(__filename).resolve('@chung-tay/strapi-plugin-donations/statement-reader');

/** What one file may cost. Beyond the memory, the thread is stopped and the CMS goes on. */
const resourceLimits = {
  maxOldGenerationSizeMb: 160,
  maxYoungGenerationSizeMb: 24,
  stackSizeMb: 4,
};
const silentSecondsMax = 5;

/** A thread that reads one file, watched from outside. */
class WatchedWorker {
  private readonly worker: Worker;
  private readonly watch: NodeJS.Timeout;
  private silentSeconds = 0;
  private wasStuck = false;

  constructor(task: Task) {
    this.worker = new Worker(workerFile(), {
      workerData: task,
      resourceLimits,
      // Neither flags nor environment of the CMS are any business of a file.
      execArgv: [],
      env: {},
    });
    // Ticks, not clock time: where the CMS itself was held up, the thread may have spoken unheard.
    this.watch = setInterval(() => this.tick(), 1000);
  }

  private tick(): void {
    this.silentSeconds += 1;
    if (this.silentSeconds < silentSecondsMax) return;
    this.wasStuck = true;
    void this.worker.terminate();
  }

  taken(): void {
    this.worker.postMessage('taken');
  }

  async *messages(): AsyncGenerator<WorkerMessage> {
    const events = on(this.worker, 'message', { close: ['exit'] });
    for await (const [message] of events as AsyncIterable<[WorkerMessage]>) {
      this.silentSeconds = 0;
      yield message;
    }
  }

  /** What a thread that ended without its last word is refused with. */
  unfinished(error: unknown): Decision<never> {
    if (this.wasStuck) return refuse('statement-too-slow', { seconds: silentSecondsMax });
    const isFull =
      error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    if (isFull) return refuse('statement-too-heavy');
    throw error ?? new Error('The reader of a file ended without an answer.');
  }

  async stop(): Promise<void> {
    clearInterval(this.watch);
    await this.worker.terminate();
  }
}

/** Staged rows as the database takes them, and how many rows were read so far. */
export interface Batch {
  readonly text: Buffer;
  readonly sofar: number;
}

/**
 * Reads a file in a thread of its own, so that no file holds up or takes down the CMS: the thread is
 * stopped when it needs too much memory, shows no life for seconds, or its batches are no longer wanted.
 * Few batches are read ahead of whoever takes them. `onEnd` hears the answer before the last step.
 */
export async function* runReader<Kind extends Task['kind']>(
  task: Extract<Task, { kind: Kind }>,
  onEnd: (ending: Decision<Endings[Kind]>) => void,
): AsyncGenerator<Batch> {
  const reader = new WatchedWorker(task);
  try {
    for await (const message of reader.messages()) {
      if (message.kind === 'end') return onEnd(message.ending as Decision<Endings[Kind]>);
      if (message.kind !== 'rows') continue;
      const { buffer, byteOffset, byteLength } = message.text;
      yield { text: Buffer.from(buffer, byteOffset, byteLength), sofar: message.sofar };
      reader.taken();
    }
    onEnd(reader.unfinished(null));
  } catch (error) {
    onEnd(reader.unfinished(error));
  } finally {
    await reader.stop();
  }
}

/** The answer of a task that hands no rows over. */
export async function askReader<Kind extends 'preview' | 'first-rows'>(
  task: Extract<Task, { kind: Kind }>,
): Promise<Decision<Endings[Kind]>> {
  let answer: Decision<Endings[Kind]> | undefined;
  for await (const _ of runReader<Kind>(task, (ending) => (answer = ending)));
  assert(answer !== undefined, 'A reader gives an answer or throws.');
  return answer;
}
