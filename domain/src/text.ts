import { accept, refuse, type Decision } from './refusal.ts';

export type TextRefusal =
  'text-missing' | 'text-too-long' | 'text-has-control-characters' | 'text-malformed';

export function toNfc(text: string): string {
  return text.normalize('NFC');
}

/**
 * The one search key of the platform: without marks, đ as d, lower case. `Hoà` and `Hòa`, `ĐỒNG` and `dong`
 * become equal; a folded text folds to itself.
 */
export function fold(text: string): string {
  // Most memos of banks are plain; they fold ten times faster.
  if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{Mark}+/gu, '')
    .replaceAll('đ', 'd');
}

/** Whether every surrogate of the text stands in a pair: others cannot be stored as UTF-8. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

// Line feeds of a message are kept; direction overrides could make a name read as another.
const forbidden =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/;

/**
 * Prepares a text that a person typed: NFC, outer spaces cut, runs of spaces made one, `lines` kept only when
 * wanted. Lengths count UTF-16 units, as browsers do.
 */
export function checkText(
  typed: string,
  limits: { readonly max: number; readonly lines?: boolean },
): Decision<string, TextRefusal> {
  if (!isWellFormed(typed)) return refuse('text-malformed');
  if (forbidden.test(typed)) return refuse('text-has-control-characters');
  const text = toNfc(typed).replace(/\r\n?/g, '\n');
  const spaced = limits.lines
    ? text
        .replace(/[^\S\n]+/g, ' ')
        .replace(/ ?\n ?/g, '\n')
        .replace(/\n{3,}/g, '\n\n')
    : text.replace(/\s+/g, ' ');
  const trimmed = spaced.trim();
  if (trimmed === '') return refuse('text-missing');
  if (trimmed.length > limits.max) {
    return refuse('text-too-long', { length: trimmed.length, max: limits.max });
  }
  return accept(trimmed);
}
