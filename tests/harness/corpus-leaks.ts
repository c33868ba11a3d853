import { fold } from '@chung-tay/domain';
import type { Secret, SecretKind } from './corpus-people.ts';
import type { CorpusRow } from './corpus.ts';

/** How much of what must not be shown was taken out, and how much of the rest with it. */
export interface Measurement {
  readonly rows: number;
  readonly secrets: Partial<Record<SecretKind, { hidden: number; leaked: number }>>;
  readonly words: { kept: number; lost: number };
  readonly codes: { kept: number; lost: number };
  /** Some leaks, to look at. */
  readonly leaks: { readonly kind: SecretKind; readonly memo: string; readonly shown: string }[];
}

const compact = (text: string) => text.replace(/[\s.\-()/+]/g, '');
const digitWindow = 6;

/** Whether six digits in a row of a number are still to be read, whatever stands between them. */
function showsDigits(secret: string, compactShown: string): boolean {
  const digits = secret.replace(/\D/g, '');
  for (let from = 0; from + digitWindow <= digits.length; from += 1) {
    if (compactShown.includes(digits.slice(from, from + digitWindow))) return true;
  }
  return false;
}

const wordsOf = (text: string) => text.match(/[\p{L}\p{M}]+/gu) ?? [];

/** Whether two words of a name stand behind each other as they were written. */
function showsName(name: string, foldedShown: string): boolean {
  const words = wordsOf(fold(name));
  return words.some(
    (word, index) => index > 0 && foldedShown.includes(`${words[index - 1]} ${word}`),
  );
}

/** What the public reads, in the forms that are looked through. */
interface Reading {
  readonly shown: string;
  readonly compactShown: string;
  readonly foldedShown: string;
}

function isLeaked({ kind, text }: Secret, { shown, compactShown, foldedShown }: Reading): boolean {
  if (kind === 'name') return showsName(text, foldedShown);
  if (kind === 'email') return compactShown.toLowerCase().includes(compact(text).toLowerCase());
  if (kind === 'address') {
    // The house is what finds a person; the name of a street alone is no address.
    const house = /\d+(?:\/\d+)?/.exec(text)?.[0] ?? '';
    const street = wordsOf(fold(text)).slice(-2).join(' ');
    return new RegExp(`\\b${house}\\b`).test(shown) && foldedShown.includes(street);
  }
  return showsDigits(text, compactShown);
}

/** The words of a payer that hide nobody. */
function plainWordsOf({ words, secrets, code }: CorpusRow): string[] {
  let rest = words;
  for (const { text } of secrets) rest = rest.replace(text, ' ');
  if (code !== undefined) rest = rest.replace(code, ' ');
  return wordsOf(fold(rest));
}

/** Measures a redaction over rows; `shownOf` answers what the public would read. */
export function measureRedaction(
  rows: Iterable<CorpusRow>,
  shownOf: (memo: string) => string,
): Measurement {
  const found: Measurement = {
    rows: 0,
    secrets: {},
    words: { kept: 0, lost: 0 },
    codes: { kept: 0, lost: 0 },
    leaks: [],
  };
  let count = 0;
  for (const row of rows) {
    count += 1;
    const shown = shownOf(row.memo);
    if (row.code !== undefined) found.codes[shown.includes(row.code) ? 'kept' : 'lost'] += 1;
    const withoutCode = row.code === undefined ? shown : shown.replace(row.code, '');
    const reading = {
      shown: withoutCode,
      compactShown: compact(withoutCode),
      foldedShown: fold(withoutCode),
    };
    for (const secret of row.secrets) {
      const of = (found.secrets[secret.kind] ??= { hidden: 0, leaked: 0 });
      if (!isLeaked(secret, reading)) {
        of.hidden += 1;
        continue;
      }
      of.leaked += 1;
      if (found.leaks.length < 400) found.leaks.push({ kind: secret.kind, memo: row.memo, shown });
    }
    // Wrapped words are parted in the memo itself: compared without spaces.
    const letters = reading.foldedShown.replace(/[^\p{L}]/gu, '');
    for (const word of plainWordsOf(row)) {
      found.words[letters.includes(word) ? 'kept' : 'lost'] += 1;
    }
  }
  return { ...found, rows: count };
}

/** A share as `99.98 %`. */
export const percent = (part: number, rest: number) =>
  `${((100 * part) / Math.max(part + rest, 1)).toFixed(3)} %`;
