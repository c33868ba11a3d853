import { fold } from './text.ts';

const wordsMax = 8;
const wordLengthMax = 40;

/** What of a text is searched: folded words, one space between them. */
export function searchKey(text: string): string {
  return (fold(text).match(/[a-z0-9]+/g) ?? []).join(' ');
}

/** The words of a question, folded; the last may be the beginning of a longer one. At most eight are read. */
export function searchWords(typed: string): readonly string[] {
  return searchKey(typed)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, wordsMax)
    .map((word) => word.slice(0, wordLengthMax));
}
