import { expect, it } from 'vitest';
import { daySheet, styleOfDay } from './day-sheet.ts';

it('writes the day of Vietnam, and lets caches go at its midnight', () => {
  const beforeMidnight = Date.parse('2026-11-25T16:59:30Z');
  expect(styleOfDay(beforeMidnight)).toContain(':lang(vi)::before{content:"Thứ Tư, 25/11/2026"}');
  expect(daySheet(beforeMidnight).cache).toBe('public, max-age=30');
  expect(styleOfDay(beforeMidnight + 30_000)).toContain('"Thứ Năm, 26/11/2026"');
  expect(daySheet(beforeMidnight + 30_000).cache).toBe('public, max-age=300');
});
