import { parseDay, parseDayTyped, type Day } from '@chung-tay/domain';

/** Lower case, NFC, one space for any run of white space: how words of a statement are compared. */
export const plain = (text: string) =>
  text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();

/** The names of a header cell: `Ngày1/\nTNX Date` → `ngày`, `tnx date`. */
export function namesOf(header: string): string[] {
  return header
    .split(/[\n/]/)
    .map((part) =>
      plain(part)
        .replace(/[\d:*]+$/, '')
        .replace(/^\(|\)$/g, '')
        .trim(),
    )
    .flatMap((part) => [part, ...part.split(/ \(| - /)])
    .filter((part) => part !== '');
}

const groupedByDots = /^\d{1,3}(?:\.\d{3})+(?:,0{1,2})?$/;
const groupedByCommas = /^\d{1,3}(?:,\d{3})+(?:\.0{1,2})?$/;
const ungrouped = /^\d{1,15}(?:[.,]0{1,2})?$/;

/**
 * An amount of a statement in đồng, null for an empty cell, undefined for what cannot be one. Dots and
 * commas both occur as thousands; decimals must be zero.
 */
export function amountFrom(text: string): number | null | undefined {
  const bare = text.replace(/\s/g, '').replace(/(?:vn[dđ]|đ)$/iu, '');
  if (bare === '' || bare === '-') return null;
  const sign = bare.startsWith('-') || /^\(.*\)$/.test(bare) ? -1 : 1;
  const digits = bare.replace(/^[+-]|^\(|\)$/g, '');
  const isAmount =
    groupedByDots.test(digits) || groupedByCommas.test(digits) || ungrouped.test(digits);
  if (!isAmount) return undefined;
  const whole = digits.replace(/[.,]0{1,2}$/, '').replace(/[.,]/g, '');
  const amount = sign * Number(whole);
  return Number.isSafeInteger(amount) ? amount : undefined;
}

export interface Moment {
  readonly on: Day;
  /** `HH:mm:ss`, or null. */
  readonly at: string | null;
  /** What stands behind date and time in the same cell. */
  readonly rest: string;
}

const dateForm =
  /^(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{2}-\d{2})(?:[T\s]+((?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)(?:\.0+)?(?!\S))?(?:\s+([\s\S]*))?$/;
const clockForm = /^\d{1,2}:\d/;
const serialForm = /^\d{5}(?:\.\d+)?$/;
// Excel counts days from here, having a 29 February 1900 that never was.
const serialEpochMs = Date.UTC(1899, 11, 30);
const dayMs = 86_400_000;

function momentFromSerial(text: string): Moment | null {
  const serial = Number(text);
  const seconds = Math.round((serial % 1) * 86_400);
  const instant = new Date(serialEpochMs + Math.floor(serial) * dayMs + seconds * 1000);
  const day = parseDay(instant.toISOString().slice(0, 10));
  if (!day.ok) return null;
  return {
    on: day.value,
    at: seconds === 0 ? null : instant.toISOString().slice(11, 19),
    rest: '',
  };
}

/** Reads `10/09/2024`, `1/9/2024 0:55:10`, `2024-09-10`, an Excel serial, each with a text behind it. */
export function momentFrom(text: string): Moment | null {
  const cell = text.trim();
  if (serialForm.test(cell)) return momentFromSerial(cell);
  const parts = dateForm.exec(cell);
  if (parts === null) return null;
  const [, date = '', time, rest = ''] = parts;
  const day = parseDayTyped(date);
  // What looks like a time and is none, 25:61, must not pass for a reference.
  if (!day.ok || clockForm.test(rest)) return null;
  const at = time === undefined ? null : time.padStart(time.length > 5 ? 8 : 5, '0');
  return { on: day.value, at: at?.length === 5 ? `${at}:00` : at, rest: rest.trim() };
}
