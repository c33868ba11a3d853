import { isReferenceCode } from './reference-code.ts';
import { fold } from './text.ts';

/** How a typed code differs from the code that was probably meant. */
export const codeSlips = [
  'misread',
  'wrong-digit',
  'missing-digit',
  'doubled-digit',
  'swapped-digits',
  'prefix',
] as const;
export type CodeSlip = (typeof codeSlips)[number];

export interface NearCode {
  readonly code: string;
  readonly slip: CodeSlip;
  /** What stands in the memo, without what banks put between. */
  readonly typed: string;
}

const separator = '[\\s.\\-_]{0,3}';
const spaced = (letters: readonly string[]) => letters.join(separator);

// The four letters of a code as they are typed with at most one slip.
const wholePrefix = spaced(['v', 'd', 'x', 'h']);
const slippedPrefixes = [
  ...['d x h', 'v x h', 'v d h', 'v d x'],
  ...['d v x h', 'v x d h', 'v d h x'],
  ...['[a-z0-9] d x h', 'v [a-z0-9] x h', 'v d [a-z0-9] h', 'v d x [a-z0-9]'],
  ...['v d d x h', 'v d x x h', 'v d x h h'],
].map((letters) => spaced(letters.split(' ')));

const digit = '[0-9olizsb]';
const digits = (least: number, most: number) => `((?:${separator}${digit}){${least},${most}})`;
const afterPrefix = new RegExp(`${wholePrefix}${digits(9, 11)}`, 'g');
const afterSlippedPrefix = new RegExp(
  `(?:${slippedPrefixes.join('|')})((?:${separator}\\d){10})`,
  'g',
);

/** Letters that people and scanners take for digits. */
const lookAlikes: Readonly<Record<string, string>> = {
  ...{ o: '0', l: '1', i: '1', z: '2', s: '5', b: '8' },
};

const asDigits = (typed: string) =>
  typed.replace(/[olizsb]/g, (letter) => lookAlikes[letter] ?? letter);
const isPlain = (typed: string) => /^\d+$/.test(typed);
const bare = (typed: string) => typed.replace(/[\s.\-_]+/g, '');

const allDigits = [...'0123456789'];

function* substitutions(typed: string): Generator<[string, CodeSlip]> {
  for (let at = 0; at < typed.length; at += 1) {
    for (const other of allDigits) {
      yield [typed.slice(0, at) + other + typed.slice(at + 1), 'wrong-digit'];
    }
    const pair = `${typed[at + 1] ?? ''}${typed[at] ?? ''}`;
    if (pair.length === 2)
      yield [typed.slice(0, at) + pair + typed.slice(at + 2), 'swapped-digits'];
  }
}

function* insertions(typed: string): Generator<[string, CodeSlip]> {
  for (let at = 0; at <= typed.length; at += 1) {
    for (const other of allDigits) {
      yield [typed.slice(0, at) + other + typed.slice(at), 'missing-digit'];
    }
  }
}

function* deletions(typed: string): Generator<[string, CodeSlip]> {
  for (let at = 0; at < typed.length; at += 1) {
    yield [typed.slice(0, at) + typed.slice(at + 1), 'doubled-digit'];
  }
}

/** Every reading of the typed digits with one edit; where the digits end is not known, so three lengths. */
function* readingsOf(typed: string): Generator<[string, CodeSlip]> {
  const ten = typed.slice(0, 10);
  if (ten.length === 10) {
    if (isPlain(ten)) yield* substitutions(ten);
    else yield [asDigits(ten), 'misread'];
  }
  const nine = typed.slice(0, 9);
  if (isPlain(nine)) yield* insertions(nine);
  if (typed.length === 11 && isPlain(typed)) yield* deletions(typed);
}

/**
 * The codes that a memo may have meant: those that pass their check digits and stand one slip away from what
 * was typed: a digit wrong, missing, doubled, two swapped, letters read for digits, or one letter of the
 * prefix. Codes that stand in the memo as they are valid are not near but found. Which of these codes exist
 * is for the caller to look up; about one in ninety-seven readings passes by chance.
 */
export function findNearCodes(memo: string): NearCode[] {
  const folded = fold(memo);
  const found = new Map<string, NearCode>();
  const add = (code: string, slip: CodeSlip, typed: string) => {
    if (isReferenceCode(code) && !found.has(code)) found.set(code, { code, slip, typed });
  };
  for (const match of folded.matchAll(afterPrefix)) {
    const typed = bare(match[1] ?? '');
    if (isReferenceCode(`VDXH${typed.slice(0, 10)}`)) continue;
    for (const [reading, slip] of readingsOf(typed)) {
      add(`VDXH${reading}`, slip, bare(match[0]).toUpperCase());
    }
  }
  for (const match of folded.matchAll(afterSlippedPrefix)) {
    const typed = bare(match[0]).toUpperCase();
    if (typed.startsWith('VDXH')) continue;
    add(`VDXH${bare(match[1] ?? '')}`, 'prefix', typed);
  }
  return [...found.values()];
}
