import { expect, it } from 'vitest';
import { isView, ViewCounter } from './views.ts';

const person = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36';

it.each([
  ['a person', 'GET', { 'user-agent': person }, true],
  ['a search engine', 'GET', { 'user-agent': 'Mozilla/5.0 (compatible; bingbot/2.0)' }, false],
  ['a program', 'GET', { 'user-agent': 'python-requests/2.32' }, false],
  ['nobody who says who they are', 'GET', {}, false],
  ['a look at the headers', 'HEAD', { 'user-agent': person }, false],
  ['a prefetch', 'GET', { 'user-agent': person, 'sec-purpose': 'prefetch' }, false],
  ['a prerender', 'GET', { 'user-agent': person, purpose: 'prerender' }, false],
  ['a preview of a tab', 'GET', { 'user-agent': person, 'x-moz': 'prefetch' }, false],
])('%s', (_name, method, headers, expected) => {
  expect(isView({ method, headers })).toBe(expected);
});

it('sends a batch under its name until it is acknowledged, and counts on meanwhile', () => {
  const counter = new ViewCounter();
  expect(counter.batch()).toBeNull();
  const document = { documentKey: 'a1', locale: 'vi' } as const;
  counter.count(document);
  counter.count(document);
  const first = counter.batch();
  expect(first?.counts).toEqual([{ ...document, views: 2 }]);
  counter.count(document);
  expect(counter.batch()).toBe(first);
  counter.acknowledge('another');
  expect(counter.batch()).toBe(first);
  counter.acknowledge(first?.batch ?? '');
  expect(counter.batch()?.counts).toEqual([{ ...document, views: 1 }]);
});

it('keeps what was not acknowledged over a restart, under the same name', () => {
  const counter = new ViewCounter();
  counter.count({ documentKey: 'a1', locale: 'vi' });
  const sent = counter.batch();
  counter.count({ documentKey: 'b2', locale: 'en' });
  const next = new ViewCounter();
  next.restore(counter.save());
  expect(next.batch()).toEqual(sent);
  next.acknowledge(sent?.batch ?? '');
  expect(next.batch()?.counts).toEqual([{ documentKey: 'b2', locale: 'en', views: 1 }]);
});
