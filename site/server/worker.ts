import { parentPort } from 'node:worker_threads';
import { Publisher } from './publisher.ts';
import type { FromPublisher, ToPublisher } from './publisher-thread.ts';

// Rendering in bulk must never keep a visitor waiting: it has a thread of its own.
const port = parentPort;
if (port === null) throw new Error('the publisher runs in a thread of the site');
const tell = (message: FromPublisher) => port.postMessage(message);

const publisher = new Publisher({
  onChanged: (addresses) => tell({ kind: 'changed', addresses }),
  onRelease: (release) => tell({ kind: 'release', release }),
  onStatus: (status) => tell({ kind: 'status', status }),
});

port.on('message', (message: ToPublisher) => {
  if (message.kind === 'wake') publisher.wake();
  else if (message.kind === 'views') publisher.noteViews(message.totals);
  else publisher.stop();
});

await publisher.run();
port.close();
