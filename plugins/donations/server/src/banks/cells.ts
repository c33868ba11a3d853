import { parseDay, parseDayTyped, type Day } from '@chung-tay/domain';
import type { Habits } from './types';

/** Lower case, NFC, one space for any run of white space: how words of a statement are compared. */
export const plain = (text: string) =>
  text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();

/** The control characters of a hostile file must not reach the database or a page. */
export const clean = (text: string) =>
  /^[ -~]*$/.test(text)
    ? text
    : text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ' ').replace(/\p{Surrogate}/gu, '\ufffd');

/** How many lines of a header cell one name may be wrapped over. */
const wrapMax = 4;

/** Each run of neighbouring lines: a bank wraps `Ngày giao\ndịch\nTransaction Date` anywhere. */
function wrapped(part: string): string[] {
  const lines = part.split(/\n|\\n/).slice(0, 8);
  return lines.flatMap((_, from) =>
    Array.from({ length: Math.min(wrapMax, lines.length - from) }, (_, more) =>
      lines.slice(from, from + more + 1).join(' '),
    ),
  );
}

/** The names of a header cell: `Ngày1/\nTNX Date` → `ngày`, `tnx date`; `Ghi nợ (Debit)` → both. */
export function namesOf(header: string): string[] {
  const names = header
    .split('/')
    .flatMap(wrapped)
    .map((name) => plain(name).replace(/[\d:*]+$/, ''))
    .flatMap((name) => [name, ...name.split(/[()]| - /)])
    .map((name) => name.trim());
  return [...new Set(names)].filter((name) => name !== '');
}

const groupedByDots = /^\d{1,3}(?:\.\d{3})+(?:,0{1,2})?$/;
const groupedByCommas = /^\d{1,3}(?:,\d{3})+(?:\.0{1,2})?$/;
const ungrouped = /^\d{1,15}(?:[.,]0{1,2})?$/;
const bySign: Readonly<Record<string, RegExp>> = {
  '.': groupedByDots,
  ',': groupedByCommas,
  ' ': /^\d{1,3}(?: \d{3})+(?:[.,]0{1,2})?$/,
  "'": /^\d{1,3}(?:'\d{3})+(?:[.,]0{1,2})?$/,
};

const isGrouped = (digits: string, sign: Habits['thousands']) =>
  sign === undefined
    ? groupedByDots.test(digits) || groupedByCommas.test(digits)
    : (bySign[sign]?.test(digits) ?? false);

/**
 * An amount of a statement in đồng, null for an empty cell, undefined for what cannot be one. Dots and
 * commas both occur as thousands, unless a template says which; decimals must be zero.
 */
export function amountFrom(
  text: string,
  thousands?: Habits['thousands'],
): number | null | undefined {
  const spaced =
    thousands === undefined ? text.replace(/\s/g, '') : text.replace(/\s/g, ' ').trim();
  const bare = spaced.replace(/ ?(?:vn[dđ]|đ)$/iu, '');
  if (bare === '' || bare === '-') return null;
  const sign = bare.startsWith('-') || /^\(.*\)$/.test(bare) ? -1 : 1;
  const digits = bare.replace(/^[+-]\s?|^\(|\)$/g, '');
  if (!ungrouped.test(digits) && !isGrouped(digits, thousands)) return undefined;
  const whole = digits.replace(/[.,]0{1,2}$/, '').replace(/[.,' ]/g, '');
  const amount = sign * Number(whole);
  return Number.isSafeInteger(amount) ? amount : undefined;
}

const gluedForm = /^([0-9A-Za-z]*(?:\*{2,}|[xX]{3,}))\s*([+-]?\d[\d.,]*)$/;

/** Parts a masked account from the amount that printing glued to it. */
export function unglued(text: string): { account: string; amount: string } | null {
  const parts = gluedForm.exec(text.replace(/\s+/g, ''));
  return parts === null ? null : { account: parts[1] ?? '', amount: parts[2] ?? '' };
}

export interface Moment {
  readonly on: Day;
  /** `HH:mm:ss`, or null. */
  readonly at: string | null;
  /** What stands behind date and time in the same cell. */
  readonly rest: string;
}

const dateForm =
  /^(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}[-/]\d{1,2}[-/]\d{1,2})(?:[T\s]+((?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)(?:\.0+)?(?!\S))?(?:\s+([\s\S]*))?$/;
const clockForm = /^\d{1,2}:\d/;
const timeForm = /^((?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)(?:\.0+)?$/;
const serialForm = /^\d{5}(?:\.\d+)?$/;
// Excel counts days from here, having a 29 February 1900 that never was.
const serialEpochMs = Date.UTC(1899, 11, 30);
const dayMs = 86_400_000;

function momentFromSerial(text: string): Moment | null {
  const serial = Number(text);
  // Time is rounded to seconds first: 23:59:59.9 belongs to the next day.
  const seconds = Math.round(serial * 86_400);
  const instant = new Date(serialEpochMs + seconds * 1000);
  const day = parseDay(instant.toISOString().slice(0, 10));
  if (!day.ok) return null;
  const at = instant.getTime() % dayMs === 0 ? null : instant.toISOString().slice(11, 19);
  return { on: day.value, at, rest: '' };
}

let lastDate = { text: '', day: parseDayTyped('') };

/** Reads the date of a row, which is mostly that of the row before. */
function dayFrom(text: string): ReturnType<typeof parseDayTyped> {
  if (text !== lastDate.text) lastDate = { text, day: parseDayTyped(text) };
  return lastDate.day;
}

/** `9/13/2024` of a template with months first → `13/9/2024`; `2024/9/1` → `2024-09-01`. */
function reordered(date: string, form: Habits['dateForm']): string {
  if (form === undefined && !/^\d{4}/.test(date)) return date;
  const [first = '', second = '', third = ''] = date.split(/[/.-]/);
  if (first.length === 4) {
    return `${first}-${second.padStart(2, '0')}-${third.padStart(2, '0')}`;
  }
  return form === 'mdy' ? `${second}/${first}/${third}` : date;
}

const clock = (time: string) => {
  const at = time.padStart(time.length > 5 ? 8 : 5, '0');
  return at.length === 5 ? `${at}:00` : at;
};

/** Reads a time that stands in a cell of its own: `8:05`, `08:05:00`, or a part of an Excel day. */
export function timeFrom(text: string): string | null {
  const cell = text.trim();
  const time = timeForm.exec(cell)?.[1];
  if (time !== undefined) return clock(time);
  if (!/^0\.\d+$/.test(cell)) return null;
  return new Date(Math.round(Number(cell) * 86_400) * 1000).toISOString().slice(11, 19);
}

/**
 * Reads `10/09/2024`, `1/9/2024 0:55:10`, `2024-09-10`, an Excel serial, each with a text behind it. Null
 * for what is no day, or no day of the form that a template says.
 */
export function momentFrom(text: string, form?: Habits['dateForm']): Moment | null {
  const cell = text.trim();
  if (serialForm.test(cell)) return momentFromSerial(cell);
  const parts = dateForm.exec(cell);
  if (parts === null) return null;
  const [, date = '', time, rest = ''] = parts;
  const day = dayFrom(reordered(date, form));
  // What looks like a time and is none, 25:61, must not pass for a reference.
  if (!day.ok || clockForm.test(rest)) return null;
  return { on: day.value, at: time === undefined ? null : clock(time), rest: rest.trim() };
}
