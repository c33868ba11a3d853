import { expect, it } from 'vitest';
import { ByteCache } from './byte-cache.ts';

it('lets go of what was not asked for longest, and never holds more than its bytes', () => {
  const cache = new ByteCache<string>(100);
  cache.set('a', 'A', 40);
  cache.set('b', 'B', 40);
  expect(cache.get('a')).toBe('A');
  cache.set('c', 'C', 40);
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual(['A', undefined, 'C']);
  expect(cache.bytes).toBe(80);
});

it('counts a value that is replaced once, and holds none that is too large', () => {
  const cache = new ByteCache<string>(100);
  cache.set('a', 'A', 60);
  cache.set('a', 'B', 90);
  expect([cache.get('a'), cache.bytes]).toEqual(['B', 90]);
  cache.set('a', 'C', 101);
  expect([cache.get('a'), cache.bytes]).toEqual([undefined, 0]);
});
