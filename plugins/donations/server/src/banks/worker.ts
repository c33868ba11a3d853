import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { accept, assert, type Decision, type StatementRow } from '@chung-tay/domain';
import { stagedText } from '../store/staged-rows';
import { firstRowsOf } from './first-rows';
import { readStatementFile, type Reading } from './read-statement';
import { Stager } from './stager';
import {
  aliveEveryMs,
  batchesAhead,
  type Endings,
  type ReadPreview,
  type Task,
  type WorkerMessage,
} from './worker-messages';

assert(parentPort !== null, 'This file runs as a worker only.');
const port = parentPort;
const say = (message: WorkerMessage, give: ArrayBuffer[] = []) => port.postMessage(message, give);

/** Each message from outside says that one batch was taken. */
let onTheirWay = 0;
port.on('message', () => {
  onTheirWay -= 1;
});

async function hand(text: string, sofar: number): Promise<void> {
  while (onTheirWay >= batchesAhead) await once(port, 'message');
  onTheirWay += 1;
  // A buffer of its own: those of the pool cannot be given away.
  const bytes = new TextEncoder().encode(text);
  say({ kind: 'rows', text: bytes, sofar }, [bytes.buffer]);
}

function stage(task: Extract<Task, { kind: 'stage' }>): Promise<Decision<Reading>> {
  const stager = new Stager(task.account);
  return readStatementFile(task.path, task.as, task.typed, (rows, sofar) =>
    hand(
      stagedText(
        task.form,
        task.upload,
        rows.map((row) => stager.stage(row)),
      ),
      sofar,
    ),
  );
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

const pulse = setInterval(() => say({ kind: 'alive' }), aliveEveryMs);
run(workerData as Task)
  .then((ending) => say({ kind: 'end', ending }))
  .finally(() => {
    clearInterval(pulse);
    port.close();
  });
