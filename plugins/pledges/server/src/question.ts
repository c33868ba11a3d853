import { parseDayTyped, parseReferenceCode, parseVndTyped, searchWords } from '@chung-tay/domain';

/** What an officer looks for: a day, an amount, a code, or words of the memo or the number. */
export type WorkbenchQuestion =
  | { readonly kind: 'all' }
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'amount'; readonly amountVnd: number }
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'words'; readonly words: readonly string[] };

/** Digits in groups, with a currency, or a round number: an amount. Other digits may be part of a memo. */
const looksLikeAmount =
  /^\s*(?:\d{1,3}(?:[., ]\d{3})+|\d+000)\s*(?:đồng|đ|₫|vnđ|vnd)?\s*$|^\s*\d+\s*(?:đồng|đ|₫|vnđ|vnd)\s*$/iu;

/** Reads what was typed into the one search field of the workbench. */
export function readQuestion(typed: string): WorkbenchQuestion {
  if (typed.trim() === '') return { kind: 'all' };
  const code = parseReferenceCode(typed);
  if (code !== null) return { kind: 'code', code };
  const day = parseDayTyped(typed);
  if (day.ok) return { kind: 'day', day: day.value };
  const amount = looksLikeAmount.test(typed) ? parseVndTyped(typed) : null;
  if (amount?.ok === true) return { kind: 'amount', amountVnd: amount.value };
  const words = searchWords(typed);
  return words.length === 0 ? { kind: 'all' } : { kind: 'words', words };
}
