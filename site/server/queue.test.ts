import { expect, it } from 'vitest';
import { RenderQueue, waitAfter } from './queue.ts';

it('gives what was just published before what is renewed', () => {
  const queue = new RenderQueue();
  queue.add(['/a', '/b'], false);
  queue.add(['/b', '/c'], true);
  expect([queue.take(0), queue.take(0), queue.take(0), queue.take(0)]).toEqual([
    '/b',
    '/c',
    '/a',
    undefined,
  ]);
});

it('renders an address once at a time, and again when it was asked for meanwhile', () => {
  const queue = new RenderQueue();
  queue.add(['/a'], true);
  expect(queue.take(0)).toBe('/a');
  queue.add(['/a'], true);
  expect(queue.take(0)).toBeUndefined();
  queue.done('/a');
  expect(queue.take(0)).toBe('/a');
});

it('waits longer after each failure, and not at all once it may hope again', () => {
  const queue = new RenderQueue();
  queue.add(['/a'], true);
  queue.take(0);
  queue.failed('/a', 'incomplete', true, 1000);
  expect(queue.take(1249)).toBeUndefined();
  expect(queue.take(1250)).toBe('/a');
  expect(queue.failed('/a', 'incomplete', true, 2000)).toMatchObject({
    attempts: 2,
    sinceMs: 1000,
    nextAtMs: 3000,
  });
  queue.hurry();
  expect(queue.take(2001)).toBe('/a');
  queue.done('/a');
  expect([queue.failures.size, queue.pending]).toEqual([0, 0]);
  expect([1, 2, 3, 4, 9].map(waitAfter)).toEqual([250, 1000, 4000, 16_000, 300_000]);
});

it('forgets what has no page any more', () => {
  const queue = new RenderQueue();
  queue.add(['/a'], true);
  queue.take(0);
  queue.failed('/a', 'wrong-status', true, 0);
  queue.forget('/a');
  expect([queue.take(1_000_000), queue.failures.size, queue.owed]).toEqual([undefined, 0, []]);
});
