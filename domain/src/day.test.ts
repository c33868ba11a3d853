import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import {
  addDays,
  dayOf,
  formatDay,
  formatDayLong,
  formatInstant,
  parseDay,
  parseDayTyped,
  reportingDayOf,
  startOfDay,
} from './index.ts';

test.each([
  ['2024-07-19T16:59:59.999Z', '2024-07-19', '2024-07-20'],
  ['2024-07-19T17:00:00.000Z', '2024-07-20', '2024-07-20'],
  ['2024-07-20T09:59:59.999Z', '2024-07-20', '2024-07-20'],
  ['2024-07-20T10:00:00.000Z', '2024-07-20', '2024-07-21'],
])('%s lies on %s and is reported on %s', (instant, day, reportingDay) => {
  expect(dayOf(Date.parse(instant))).toBe(day);
  expect(reportingDayOf(Date.parse(instant))).toBe(reportingDay);
});

test.each([
  ['20/7/2024', '2024-07-20'],
  ['20-07-2024', '2024-07-20'],
  ['20.07.2024', '2024-07-20'],
  ['2024-07-20', '2024-07-20'],
  ['29/02/2024', '2024-02-29'],
])('%s is read as %s', (typed, day) => {
  expect(parseDayTyped(typed)).toEqual({ ok: true, value: day });
});

test.each([
  ['29/02/2023', 'day-impossible'],
  ['2023-13-01', 'day-impossible'],
  ['31/04/2024', 'day-impossible'],
  ['0001-01-01', 'day-impossible'],
  ['20/7-2024', 'day-malformed'],
  ['hôm nay', 'day-malformed'],
  ['', 'day-malformed'],
])('%j is refused as %s', (typed, refusal) => {
  expect(parseDayTyped(typed)).toMatchObject({ ok: false, refusal });
});

it('writes days as people read them', () => {
  const day = dayOf(Date.parse('2024-07-20T00:00:00Z'));
  expect(formatDay(day)).toBe('20/07/2024');
  expect(formatDayLong(day)).toBe('Thứ Bảy, 20/07/2024');
  expect(formatDayLong(day, 'en')).toBe('Saturday, 20/07/2024');
  expect(formatInstant(Date.parse('2024-07-20T10:05:00Z'))).toBe('17:05, 20/07/2024');
});

it('keeps every day through its own form, and days follow each other', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1946-01-01'), max: new Date('2900-01-01'), noInvalidDate: true }),
      (date) => {
        const day = dayOf(date.getTime());
        expect(parseDay(day)).toEqual({ ok: true, value: day });
        expect(parseDayTyped(formatDay(day))).toEqual({ ok: true, value: day });
        expect(addDays(addDays(day, 40), -40)).toBe(day);
        expect(dayOf(startOfDay(day))).toBe(day);
        expect(dayOf(startOfDay(day) - 1)).toBe(addDays(day, -1));
      },
    ),
  );
});
