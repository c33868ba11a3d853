import type { MemoNames } from './campaign.ts';
import { withoutAddresses } from './memo-address.ts';
import { payersWords } from './memo-grammar.ts';
import { nameSpans, word } from './memo-name.ts';
import { parseReferenceCode } from './reference-code.ts';

/** Stands in the public memo where something was taken out. */
export const redactionMark = '…';

const codeForm = /v[\s.\-_]{0,3}[dđ][\s.\-_]{0,3}x[\s.\-_]{0,3}h(?:[\s.\-_]{0,3}\d){10}/giu;
// An e-mail address; a wrapped line may have put a space beside the sign or before the end of the host.
const emailForm =
  /[^\s@]{1,64} ?(?:@|[([]at[)\]]) ?[^\s@]{1,255}(?: ?[a-z\d-]{0,12}(?:\.[a-z]{2,10}){1,3}(?![a-z]))?/gi;
// Some banks carry no `@`: the well-known hosts tell the address all the same.
const hostForm =
  /[^\s@]{1,64}[ .]{0,2}\b(?:gmail|yahoo|outlook|hotmail|icloud)\b(?:[ .]{1,2}com\b)?(?:[ .]{1,2}vn\b)?/gi;
const hostHint = /@|[([]at[)\]]|gmail|yahoo|outlook|hotmail|icloud/i;
// Eight digits or more in a row, with what people and wrapping put between: phones, accounts, identity
// numbers, cards, bank traces. Masked rests (`0123xxx`) go as well, and the letter O between digits.
const numberForm = /\+?\p{Nd}(?:[^\p{L}\p{N}*]{0,3}(?:[\p{Nd}xX*]|[oO](?=\p{Nd}))){7,}/gu;
const plainNumberForm = /\+?\d(?:[^a-zA-Z\d*]{0,3}(?:[\dxX*]|[oO](?=\d))){7,}/g;
const maskedForm = /\d{2,7}[xX*]{3,40}\d{0,7}|[xX*]{3,40}\d{2,7}/g;
// What is left of a number that lost its other digits to a wrap or a mask.
const restForm = /…[ .-]?\d{3,7}(?!\p{L})/gu;

/** `Nguyễn Văn A` → `N. V. A.` */
export function initialsOf(name: string): string {
  const initials = [...name.normalize('NFC').matchAll(word)].map((match) => {
    const [first = ''] = match[0];
    return `${first.toUpperCase()}.`;
  });
  return initials.join(' ');
}

function redactNames(text: string, names: MemoNames): string {
  if (names === 'as-written') return text;
  let shown = '';
  let position = 0;
  for (const span of nameSpans(text)) {
    const instead = names === 'initials' ? initialsOf(span.words.join(' ')) : redactionMark;
    shown += text.slice(position, span.start) + instead;
    position = span.end;
  }
  return shown + text.slice(position);
}

function redactText(text: string, names: MemoNames, isAscii: boolean): string {
  let shown = text;
  if (hostHint.test(shown)) {
    shown = shown.replace(emailForm, redactionMark).replace(hostForm, redactionMark);
  }
  shown = shown.replace(isAscii ? plainNumberForm : numberForm, redactionMark);
  if (/[xX*]{3}/.test(shown)) shown = shown.replace(maskedForm, redactionMark);
  shown = withoutAddresses(shown, redactionMark);
  if (shown.includes(redactionMark)) shown = shown.replace(restForm, redactionMark);
  return redactNames(shown, names);
}

/** NFKC with single spaces and without the characters that nobody sees. */
function readable(memo: string, isAscii: boolean): string {
  const text = isAscii ? memo : memo.normalize('NFKC').replace(/\p{Cf}+/gu, '');
  return /[^\S ]| {2}|^ | $/.test(text) ? text.replace(/\s+/g, ' ').trim() : text;
}

/**
 * The memo as the public may see it: only the payer's own words, without e-mail and street addresses,
 * phones, accounts or any other long number, and names as the campaign decided. Reference codes stay, since
 * they are public labels by which donors find their row. When in doubt it takes out too much. The time it
 * takes grows with the length of the memo alone, whatever stands in it.
 */
export function redactMemo(memo: string, names: MemoNames = 'initials'): string {
  // Most memos are plain ASCII and need no Unicode tables.
  const isAscii = !/[^\t-~]/.test(memo);
  const text = payersWords(readable(memo, isAscii));
  let shown = '';
  let position = 0;
  for (const match of text.matchAll(codeForm)) {
    const code = parseReferenceCode(match[0]);
    if (code === null) continue;
    shown += redactText(text.slice(position, match.index), names, isAscii) + code;
    position = match.index + match[0].length;
  }
  shown += redactText(text.slice(position), names, isAscii);
  return shown.replace(/ {2,}/g, ' ').trim();
}
