import { once } from 'node:events';
import { accept, assert, type Decision, type StatementRow } from '@chung-tay/domain';
import { stagedText } from '../store/staged-rows';
import { firstRowsOf } from './first-rows';
import { readStatementFile, type Reading } from './read-statement';
import {
  aliveEveryMs,
  batchesAhead,
  type Endings,
  type ReaderMessage,
  type ReadPreview,
  type Task,
} from './reader-messages';
import { Stager } from './stager';

/** Sends a message; what is sent before the channel is closed must have left first. */
function say(message: ReaderMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    assert(process.send !== undefined, 'This file is started by the CMS only.');
    process.send(message, undefined, {}, (error) => (error === null ? resolve() : reject(error)));
  });
}

// The parser of CSV builds an error for each row of another length: whole stacks would make it slow.
Error.stackTraceLimit = 2;

let onTheirWay = 0;

async function hand(text: string, sofar: number): Promise<void> {
  while (onTheirWay >= batchesAhead) await once(process, 'message');
  onTheirWay += 1;
  await say({ kind: 'rows', text: Buffer.from(text), sofar });
}

function stage(task: Extract<Task, { kind: 'stage' }>): Promise<Decision<Reading>> {
  const stager = new Stager(task.account);
  return readStatementFile(task.path, task.as, task.typed, (rows, sofar) => {
    const staged = rows.map((row) => stager.stage(row));
    return hand(stagedText(task.form, task.upload, staged), sofar);
  });
}

async function preview(task: Extract<Task, { kind: 'preview' }>): Promise<Decision<ReadPreview>> {
  const first: StatementRow[] = [];
  const reading = await readStatementFile(task.path, task.as, task.typed, (rows) => {
    if (first.length < task.rows) first.push(...rows.slice(0, task.rows - first.length));
    return Promise.resolve();
  });
  return reading.ok ? accept({ reading: reading.value, rows: first }) : reading;
}

function run(task: Task): Promise<Decision<Endings[keyof Endings]>> {
  if (task.kind === 'stage') return stage(task);
  return task.kind === 'preview' ? preview(task) : firstRowsOf(task.path, task.rows);
}

/** Does the one task that is sent, and ends. */
async function main(): Promise<void> {
  const pulse = setInterval(() => void say({ kind: 'alive' }), aliveEveryMs);
  try {
    const [task] = (await once(process, 'message')) as [Task];
    // Each further message says that one batch was taken.
    process.on('message', () => {
      onTheirWay -= 1;
    });
    await say({ kind: 'end', ending: await run(task) });
  } catch (error) {
    await say({
      kind: 'mistake',
      text: error instanceof Error ? (error.stack ?? '') : String(error),
    });
  } finally {
    clearInterval(pulse);
    process.disconnect();
  }
}

void main();
