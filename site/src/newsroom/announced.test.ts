import { expect, it } from 'vitest';
import { announcedAt } from './announced.ts';

const announcement = (
  title: string,
  startsAt: string | null,
  endsAt: string | null,
  level = 'info',
) => ({ title, text: '', level, startsAt, endsAt, link: null, linkText: null });
const nowMs = Date.parse('2026-11-25T10:00:00Z');

it('an announcement stands from its first instant to before its last, warnings first', () => {
  const all = [
    announcement('always', null, null),
    announcement('begins now', '2026-11-25T10:00:00.000Z', null),
    announcement('begins later', '2026-11-25T10:00:00.001Z', null),
    announcement('ends now', null, '2026-11-25T10:00:00.000Z'),
    announcement('ends later', null, '2026-11-25T10:00:00.001Z', 'warning'),
  ];
  expect(announcedAt(all, nowMs).map(({ title }) => title)).toEqual([
    'ends later',
    'always',
    'begins now',
  ]);
});
