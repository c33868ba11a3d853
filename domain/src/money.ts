import { accept, assert, refuse, type Decision } from './refusal.ts';

declare const vndBrand: unique symbol;

/** A whole number of đồng, inside the safe range of a JavaScript number. May be negative in a reversal. */
export type Vnd = number & { readonly [vndBrand]: true };

/** The most that one entry may hold: ten thousand milliard đồng. */
export const amountVndMax = 10_000_000_000_000;

export type AmountRefusal =
  | 'amount-missing'
  | 'amount-not-digits'
  | 'amount-not-whole'
  | 'amount-not-positive'
  | 'amount-too-large';

/** Brands a number that is already known to be whole đồng; a fraction or an unsafe number is a `Mistake`. */
export function vnd(amount: number): Vnd {
  assert(Number.isSafeInteger(amount), `${amount} is not a whole and safe number of đồng`);
  return (amount === 0 ? 0 : amount) as Vnd;
}

/** Adds amounts; leaving the safe range is a `Mistake`, since a rounded sum of money is a lie. */
export function sumVnd(amounts: Iterable<number>): Vnd {
  let sum = 0;
  for (const amount of amounts) sum = vnd(sum + amount);
  return vnd(sum);
}

/** Reads a đồng amount of the wire or the database: decimal digits with an optional minus; else a `Mistake`. */
export function vndFromText(text: string | number | bigint): Vnd {
  const digits = String(text);
  assert(/^-?\d{1,16}$/.test(digits), `"${digits}" is no amount in đồng`);
  return vnd(Number(digits));
}

/**
 * Reads the amount of a promise or a gift as a program writes it: ASCII digits without a leading zero, from
 * 1 đ to 10¹³ đ.
 */
export function parseVnd(text: string): Decision<Vnd, AmountRefusal> {
  if (text.trim() === '') return refuse('amount-missing');
  if (/^-\d+$/.test(text) || /^0+$/.test(text)) return refuse('amount-not-positive');
  if (/^-?\d+[.,]\d+$/.test(text)) return refuse('amount-not-whole');
  if (!/^[1-9]\d*$/.test(text)) return refuse('amount-not-digits');
  if (text.length > 14 || Number(text) > amountVndMax) {
    return refuse('amount-too-large', { maxVnd: amountVndMax });
  }
  return accept(vnd(Number(text)));
}

const groupedByDots = /^\d{1,3}(?:\.\d{3})+$/;
const groupedByCommas = /^\d{1,3}(?:,\d{3})+$/;
const groupedBySpaces = /^\d{1,3}(?: \d{3})+$/;

/**
 * Reads an amount as a person types it: digits, in groups of three by dots, commas or spaces if wanted, and
 * `đ` or `VND` behind. `1.5` stays refused: nobody knows whether it means one and a half.
 */
export function parseVndTyped(typed: string): Decision<Vnd, AmountRefusal> {
  const text = typed
    .normalize('NFC')
    .replace(/[\u00a0\u202f\u2009]/g, ' ')
    .trim()
    .replace(/\s*(?:đồng|đ|₫|vnđ|vnd)\.?$/iu, '')
    .trim();
  const grouped =
    groupedByDots.test(text) || groupedByCommas.test(text) || groupedBySpaces.test(text);
  const digits = grouped ? text.replace(/[., ]/g, '') : text;
  return parseVnd(/^0+[1-9]/.test(digits) ? digits.replace(/^0+/, '') : digits);
}

function groupThousands(digits: string): string {
  return digits.replace(/\B(?=(?:\d{3})+$)/g, '.');
}

/** `1.234.567 đ`, with a no-break space so that a line never parts the number from its currency. */
export function formatVnd(amount: number): string {
  const whole = vnd(amount);
  return `${whole < 0 ? '−' : ''}${groupThousands(String(Math.abs(whole)))}\u00a0đ`;
}

const scales = [
  { at: 1_000_000_000_000, vi: 'nghìn\u00a0tỷ', en: 'trillion' },
  { at: 1_000_000_000, vi: 'tỷ', en: 'billion' },
  { at: 1_000_000, vi: 'triệu', en: 'million' },
] as const;

/** Rounds half up to one decimal in integer arithmetic, so that sums of raw đồng are rounded exactly once. */
function tenths(amount: number, unit: number): number {
  const big = (BigInt(amount) * 10n + BigInt(unit) / 2n) / BigInt(unit);
  return Number(big);
}

/**
 * A headline number: `1,5 tỷ đ` in Vietnamese, `VND 1.5 billion` in English. It is rounded to one decimal; a
 * page that shows it says so. Below one million the exact amount is shown.
 */
export function formatVndShort(amount: number, language: 'vi' | 'en'): string {
  const whole = vnd(amount);
  const size = Math.abs(whole);
  const sign = whole < 0 ? '−' : '';
  const scale = scales.find(({ at }) => tenths(size, at) >= 10);
  if (scale === undefined) {
    return language === 'vi'
      ? formatVnd(whole)
      : `VND\u00a0${sign}${groupThousands(String(size)).replaceAll('.', ',')}`;
  }
  const rounded = tenths(size, scale.at);
  const integer = groupThousands(String(Math.floor(rounded / 10)));
  const decimal = rounded % 10;
  if (language === 'vi') {
    return `${sign}${integer}${decimal === 0 ? '' : `,${decimal}`}\u00a0${scale.vi}\u00a0đ`;
  }
  const english = `${integer.replaceAll('.', ',')}${decimal === 0 ? '' : `.${decimal}`}`;
  return `VND\u00a0${sign}${english}\u00a0${scale.en}`;
}
