import { fold, searchWords } from '@chung-tay/domain';

export interface Piece {
  readonly text: string;
  readonly isFound: boolean;
}

/** Cuts a text into pieces and says which words answer the question; marks and case do not matter. */
export function markFound(text: string, typed: string): readonly Piece[] {
  const words = searchWords(typed);
  const pieces: Piece[] = [];
  // Folding may change a text's length, so it is done word by word.
  for (const part of text.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+/gu) ??
    []) {
    const folded = fold(part);
    const isFound = words.some((word) => folded.startsWith(word));
    const last = pieces.at(-1);
    if (last !== undefined && last.isFound === isFound) {
      pieces[pieces.length - 1] = { text: last.text + part, isFound };
    } else pieces.push({ text: part, isFound });
  }
  return pieces;
}
