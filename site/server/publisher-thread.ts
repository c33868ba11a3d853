import { Worker } from 'node:worker_threads';
import type { PublisherStatus, ViewTotal } from './publisher.ts';

export type ToPublisher =
  | { readonly kind: 'wake' }
  | { readonly kind: 'views'; readonly totals: readonly ViewTotal[] }
  | { readonly kind: 'stop' };

export type FromPublisher =
  | { readonly kind: 'changed'; readonly addresses: readonly string[] }
  | { readonly kind: 'release'; readonly release: string }
  | { readonly kind: 'status'; readonly status: PublisherStatus };

export interface PublisherThread {
  readonly status: PublisherStatus | null;
  wake(): void;
  noteViews(totals: readonly ViewTotal[]): void;
  /** Ends when the pages under way are written and the state is saved. */
  stop(): Promise<void>;
}

const restartMs = 2_000;
const heapMbMax = 384;

/** Runs the publisher in a thread; when it dies, another one takes up its work. */
export function startPublisher(listener: {
  readonly onChanged: (addresses: readonly string[]) => void;
  readonly onRelease: () => void;
}): PublisherThread {
  let status: PublisherStatus | null = null;
  let isStopping = false;
  let worker: Worker;
  let hasEnded: () => void = () => {};
  const ended = new Promise<void>((resolve) => {
    hasEnded = resolve;
  });

  const start = () => {
    worker = new Worker(new URL('./worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: heapMbMax },
    });
    worker.on('message', (message: FromPublisher) => {
      if (message.kind === 'changed') listener.onChanged(message.addresses);
      else if (message.kind === 'release') listener.onRelease();
      else status = message.status;
    });
    worker.on('error', (error) => console.error('The publisher failed.', error));
    worker.once('exit', () => {
      if (isStopping) hasEnded();
      else setTimeout(start, restartMs).unref();
    });
  };
  start();
  const tell = (message: ToPublisher) => worker.postMessage(message);
  return {
    get status() {
      return status;
    },
    wake: () => tell({ kind: 'wake' }),
    noteViews: (totals) => tell({ kind: 'views', totals }),
    stop() {
      isStopping = true;
      tell({ kind: 'stop' });
      return ended;
    },
  };
}
