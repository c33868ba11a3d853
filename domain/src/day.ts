import { accept, assert, refuse, type Decision } from './refusal.ts';

declare const dayBrand: unique symbol;

/** A calendar day in Asia/Ho_Chi_Minh, written `YYYY-MM-DD`. */
export type Day = string & { readonly [dayBrand]: true };

export type DayRefusal = 'day-malformed' | 'day-impossible';

const dayMs = 86_400_000;
// Viet Nam has kept UTC+7 without daylight saving time since 13 June 1975.
const offsetMs = 7 * 3_600_000;
const cutOffMs = 17 * 3_600_000;

function dayFromUtc(epochMs: number): Day {
  assert(Number.isFinite(epochMs), `${epochMs} is no instant`);
  return new Date(epochMs).toISOString().slice(0, 10) as Day;
}

function makeDay(year: number, month: number, day: number): Decision<Day, DayRefusal> {
  const instant = Date.UTC(year, month - 1, day);
  const date = new Date(instant);
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!exists || year < 1945 || year > 2999) return refuse('day-impossible');
  return accept(dayFromUtc(instant));
}

/** Reads `YYYY-MM-DD`. */
export function parseDay(text: string): Decision<Day, DayRefusal> {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (parts === null) return refuse('day-malformed');
  return makeDay(Number(parts[1]), Number(parts[2]), Number(parts[3]));
}

/** Reads a day as a person types it: `20/7/2024`, `20-07-2024`, `20.07.2024`, or `2024-07-20`. */
export function parseDayTyped(typed: string): Decision<Day, DayRefusal> {
  const text = typed.trim();
  const parts = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/.exec(text);
  if (parts === null) return parseDay(text);
  return makeDay(Number(parts[4]), Number(parts[3]), Number(parts[1]));
}

/** The day on which an instant falls in Viet Nam. */
export function dayOf(epochMs: number): Day {
  return dayFromUtc(epochMs + offsetMs);
}

/** The official reporting day of an instant: it ends at 17:00, and what comes later belongs to the next. */
export function reportingDayOf(epochMs: number): Day {
  return dayFromUtc(epochMs + offsetMs + (dayMs - cutOffMs));
}

function utcOf(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** The first millisecond of a day in Viet Nam. */
export function startOfDay(day: Day): number {
  return utcOf(day) - offsetMs;
}

export function addDays(day: Day, days: number): Day {
  return dayFromUtc(utcOf(day) + days * dayMs);
}

/** `20/07/2024` */
export function formatDay(day: Day): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

const weekdays = {
  vi: ['Chủ Nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
} as const;

/** `Thứ Bảy, 20/07/2024` */
export function formatDayLong(day: Day, language: 'vi' | 'en' = 'vi'): string {
  const weekday = weekdays[language][new Date(utcOf(day)).getUTCDay()] ?? '';
  return `${weekday}, ${formatDay(day)}`;
}

/** `17:05, 20/07/2024` in Viet Nam's time. */
export function formatInstant(epochMs: number): string {
  const local = new Date(epochMs + offsetMs).toISOString();
  return `${local.slice(11, 16)}, ${formatDay(dayOf(epochMs))}`;
}
