import { parseDayTyped, type Day } from './day.ts';
import { fold } from './text.ts';

/** The decision that a debit carries out, as far as its memo names it. */
export interface DecisionReference {
  /** As `2757/QD-BVDTW`: upper case, without marks, since that is all that a memo holds. */
  readonly number: string;
  readonly date: Day | null;
  /** One of the names that were handed in, or null when the memo holds none of them. */
  readonly province: string | null;
  /** The round (*đợt*), or null when the memo names none. */
  readonly round: number | null;
}

const numberForm = /(?:qd|quyetdinh)so:?(\d{1,6})/;
const symbolForm = /^\/[a-z]{1,6}(?:-[a-z]{1,10}){0,2}?(?=[,;.(]|ngay|$)/;
const symbolWord = /\/[a-z]{1,6}(?:-[a-z]{1,10}){0,2}(?![a-z-])/;
const dateForm = /ngay(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})/;
const placeForm = /(?:tinh|thanhpho|tp\.?)([a-z-]{2,60})/g;
const roundForm = /\(?dot:?(\d{1,3})\)?/;

/** The name that stands where the memo says province or city: the longest of those that fit. */
function findProvince(joined: string, names: readonly string[]): string | null {
  let found: string | null = null;
  let length = 0;
  for (const [, rest = ''] of joined.matchAll(placeForm)) {
    for (const name of names) {
      const letters = fold(name).replace(/[^a-z]/g, '');
      const fits = rest.replaceAll('-', '').startsWith(letters);
      if (fits && letters.length > length) [found, length] = [name, letters.length];
    }
    if (found !== null) return found;
  }
  return found;
}

/**
 * Recognises `CHUYEN TIEN THEO QD SO 2757/QD-BVDTW, NGAY 16/09/2024 VE VIEC HO TRO TINH CAO BANG … (DOT 2)`
 * in a memo, wherever the bank wrapped it. Null when no decision is named.
 */
export function findDecision(
  memo: string,
  provinceNames: readonly string[] = [],
): DecisionReference | null {
  const folded = fold(memo);
  const joined = folded.replace(/\s+/g, '');
  const named = numberForm.exec(joined);
  if (named === null) return null;
  const rest = joined.slice(named.index + named[0].length);
  // Without a comma or the day behind it only the bank's own spaces show where the symbol ends.
  const symbol = (symbolForm.exec(rest) ?? symbolWord.exec(folded))?.[0] ?? '';
  const [, day, month, year] = dateForm.exec(rest) ?? [];
  const date = day === undefined ? null : parseDayTyped(`${day}/${month}/${year}`);
  const round = roundForm.exec(rest)?.[1];
  return {
    number: `${named[1]}${symbol.toUpperCase()}`,
    date: date?.ok ? date.value : null,
    province: findProvince(rest, provinceNames),
    round: round === undefined ? null : Number(round),
  };
}
