import { assert } from './refusal.ts';
import { fold } from './text.ts';

/** Occurs in none of two million published relief transfers, and survives what banks do to memos. */
const prefix = 'VDXH';

/** ISO 7064 MOD 97-10: the number with its two check digits leaves the remainder 1. */
function checkDigits(eightDigits: string): string {
  return String(98 - ((Number(eightDigits) * 100) % 97)).padStart(2, '0');
}

function checks(tenDigits: string): boolean {
  return Number(tenDigits) % 97 === 1;
}

/** Makes a code of eight random digits; anything else is a `Mistake`. Randomness comes in as an argument. */
export function makeReferenceCode(eightDigits: string): string {
  assert(/^\d{8}$/.test(eightDigits), 'a reference code is made of eight digits');
  return `${prefix}${eightDigits}${checkDigits(eightDigits)}`;
}

export function isReferenceCode(text: string): boolean {
  return /^VDXH\d{10}$/.test(text) && checks(text.slice(4)) && text.slice(-2) >= '02';
}

/** Reads a code as a person types it: any case, with or without marks and separators; null if it is none. */
export function parseReferenceCode(typed: string): string | null {
  if (typed.length > 100) return null;
  const code = fold(typed)
    .replace(/[\s.\-_/·:]+/g, '')
    .toUpperCase();
  return isReferenceCode(code) ? code : null;
}

// Banks wrap memos at arbitrary columns and put spaces, dots or line feeds inside a code.
const separator = '[\\s.\\-_]{0,3}';
const inMemo = new RegExp(`v${separator}d${separator}x${separator}h(?:${separator}\\d){10}`, 'g');

/**
 * Finds the valid codes of a bank memo, each once, in the order of their appearance. Works on the folded
 * text, so that *Vđxh* is found too; spaces that a bank put inside the code are ignored.
 */
export function findReferenceCodes(memo: string): string[] {
  const found = new Set<string>();
  const folded = fold(memo);
  inMemo.lastIndex = 0;
  for (let match = inMemo.exec(folded); match !== null; match = inMemo.exec(folded)) {
    const code = match[0].replace(/[\s.\-_]+/g, '').toUpperCase();
    if (isReferenceCode(code)) found.add(code);
    else inMemo.lastIndex = match.index + 1;
  }
  return [...found];
}

/** `VDXH 2021 1104 31`, as people read it aloud. */
export function formatReferenceCode(code: string): string {
  assert(isReferenceCode(code), `${code} is no reference code`);
  return `${prefix} ${code.slice(4, 8)} ${code.slice(8, 12)} ${code.slice(12)}`;
}
