import { fork, type ChildProcess } from 'node:child_process';
import { on, once } from 'node:events';
import { createRequire } from 'node:module';
import { assert, refuse, type Decision, type Refused } from '@chung-tay/domain';
import type { Endings, ReaderMessage, Task } from '../banks/reader-messages';

// Found by its name among the package's exports, from the built plugin and from its sources alike.
const program = () =>
  createRequire(__filename).resolve('@chung-tay/strapi-plugin-donations/statement-reader');

/**
 * What one file may cost and do. A thread would not do: one that runs out of memory at once takes its whole
 * process with it. The reader may read files, and nothing else.
 */
const flags = [
  '--max-old-space-size=96',
  '--max-semi-space-size=8',
  '--permission',
  '--allow-fs-read=*',
];
const silentSecondsMax = 5;

/** A process that reads one file, watched from outside. */
class WatchedReader {
  private readonly child: ChildProcess;
  private readonly watch: NodeJS.Timeout;
  private readonly ended: Promise<unknown>;
  private silentSeconds = 0;
  private wasStuck = false;

  constructor(task: Task) {
    this.child = fork(program(), [], {
      execArgv: flags,
      // The environment of the CMS holds its secrets, which are no business of a file.
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.ended = once(this.child, 'exit');
    this.child.send(task, () => undefined);
    // Ticks, not clock time: where the CMS itself was held up, the reader may have spoken unheard.
    this.watch = setInterval(() => this.tick(), 1000);
  }

  private tick(): void {
    this.silentSeconds += 1;
    if (this.silentSeconds < silentSecondsMax) return;
    this.wasStuck = true;
    this.child.kill('SIGKILL');
  }

  taken(): void {
    // A reader that has said its last word does not listen any more.
    this.child.send('taken', () => undefined);
  }

  async *messages(): AsyncGenerator<ReaderMessage> {
    const events = on(this.child, 'message', { close: ['disconnect'] });
    for await (const [message] of events as AsyncIterable<[ReaderMessage]>) {
      this.silentSeconds = 0;
      yield message;
    }
  }

  /** What a reader that ended without its last word is refused with. */
  async unfinished(): Promise<Refused> {
    await this.ended;
    if (this.wasStuck) return refuse('statement-too-slow', { seconds: silentSecondsMax });
    const { exitCode, signalCode } = this.child;
    // How V8 ends when its memory is full.
    const isFull = signalCode === 'SIGABRT' || signalCode === 'SIGTRAP' || exitCode === 134;
    if (isFull) return refuse('statement-too-heavy');
    throw new Error(`The reader of a file ended with ${signalCode ?? exitCode}.`);
  }

  async stop(): Promise<void> {
    clearInterval(this.watch);
    this.child.kill('SIGKILL');
    await this.ended;
  }
}

/** Staged rows as the database takes them, and how many rows were read so far. */
export interface Batch {
  readonly text: Buffer;
  readonly sofar: number;
}

/**
 * Reads a file in a process of its own, so that no file holds up or takes down the CMS: the reader is
 * stopped when it needs too much memory, shows no life for seconds, or its batches are no longer wanted.
 * Few batches are read ahead of whoever takes them. `onEnd` hears the answer before the last step.
 */
export async function* runReader<Kind extends Task['kind']>(
  task: Extract<Task, { kind: Kind }>,
  onEnd: (ending: Decision<Endings[Kind]>) => void,
): AsyncGenerator<Batch> {
  const reader = new WatchedReader(task);
  try {
    for await (const message of reader.messages()) {
      if (message.kind === 'end') return onEnd(message.ending as Decision<Endings[Kind]>);
      if (message.kind === 'mistake') throw new Error(message.text);
      if (message.kind !== 'rows') continue;
      const { buffer, byteOffset, byteLength } = message.text;
      yield { text: Buffer.from(buffer, byteOffset, byteLength), sofar: message.sofar };
      reader.taken();
    }
    onEnd(await reader.unfinished());
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
