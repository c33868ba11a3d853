import type { MemoNames } from './campaign.ts';
import { parseReferenceCode } from './reference-code.ts';
import { fold } from './text.ts';

/** Stands in the public memo where something was taken out. */
export const redactionMark = '…';

/**
 * How banks wrap the words of a payer. The group `text` is what the payer wrote; the rest was added by the
 * bank and is never shown. Source: the memo grammars of published relief statements.
 */
const grammars: readonly RegExp[] = [
  /^MBVCB\.\s*[\d\s]+\.(?:\s*[\d\s]{6,}\.)?(?<text>.*?)\.?\s*CT\s+tu\s.*$/s,
  /^0200970\d+[0-9A-Za-z\s]+\.\s?\d[\d\s]*\.\s?\d{6}\.(?:Vietcombank:[\d\s]+:)?(?<text>.*)$/s,
  /^PARTNER\.\s?DIRECT_DEBITS_VCB\.\s?(?:MSE|ZLP)\.[0-9A-Z ]+\.\d{8}\.(?:[0-9 ]+)?-?(?:0\d{9})?_?(?<text>.*)$/s,
  /^SHGD:\d+\.DD:\d{6}\.BO:.*?\.Remark:(?<text>.*)$/s,
  /^\d{6}\.\s?\d{6}\.\s?\d{6}\.(?<text>.*?)(?:\s?FT\s?\d[\d\s]{12,})?$/s,
  /^(?:CT nhanh 247 den:|Chuyen tien den tu NAPAS Noi dung:)\s?(?<text>.*?)(?:; thoi gian GD:.*)?$/s,
  /^TKThe\s?:[0-9xX*\s]+, tai [^.]+\.\s?(?<text>.*?)(?:\s?-CTLNHIDI\S+.*)?(?:; thoi gian GD:.*)?$/s,
  /^(?:BIDV;)?\d{10,14};?\s(?<text>.*?)(?:\s?-CTLNHIDI\S+.*)?(?:; thoi gian GD:.*)?$/s,
];

/** The words of the payer alone. */
function payersWords(memo: string): string {
  for (const grammar of grammars) {
    const text = grammar.exec(memo)?.groups?.['text'];
    if (text !== undefined) return text;
  }
  return memo.replace(/\s?\(?CT1111\)?|; thoi gian GD:.*$|\s?-CTLNHIDI\S+.*$/gis, '');
}

const codeForm = /v[\s.\-_]{0,3}[dđ][\s.\-_]{0,3}x[\s.\-_]{0,3}h(?:[\s.\-_]{0,3}\d){10}/giu;
const emailForm = /[^\s@]{1,64}@[^\s@]{1,255}/g;
// Eight digits or more in a row, with what people and wrapping put between: phones, accounts, identity
// numbers, cards, bank traces. Masked rests (`0123xxx`) go as well.
const numberForm = /\+?\d(?:[\s.\-()/]{0,2}[\dxX*]){7,}/g;
const maskedForm = /\d{2,}[xX*]{3,}\d*|[xX*]{3,}\d{2,}/g;

/** Surnames of nearly all Vietnamese people, folded. */
const surnames = new Set(
  (
    'nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh doan luong truong mai dao to ha ' +
    'trinh lam phung chau quach thai ta thach tong nghiem luu cao kieu vuong tang lai khuc la han bach nong ma hua ' +
    'giang mac an van quan cu chu tieu ton au banh diep hong khong luc ong phi quang thi tu ung'
  )
    .split(' ')
    // These are common words of memos as well; alone in front they prove no name.
    .filter(
      (word) =>
        !['ung', 'tu', 'thi', 'quan', 'la', 'lai', 'van', 'an', 'ha', 'to', 'cu'].includes(word),
    ),
);

/** Words of memos that end a name. */
const plainWords = new Set(
  (
    'ung ho uh chuyen tien ck ct gui tang giup quyen gop dong bao mien bac trung nam lu lut bao so yagi khac phuc ' +
    'thiet hai cho den toi tu qua va voi cua gia dinh con chau em anh chi co chu bac ban hoc sinh lop truong cong ty ' +
    'tnhh cp tap the nhom hoi quy vac xin vaccine covid chong dich phong ngay thang nam tk stk sdt dt so tai khoan ' +
    'mttq mat tran vdxh xin cam on chuc moi nguoi binh an viet nam ha noi sai gon hcm tp tinh huyen xa phuong'
  ).split(' '),
);

const middleNames = new Set(['van', 'thi']);

const word = /[\p{L}\p{M}]+/gu;

interface Span {
  readonly start: number;
  readonly end: number;
  readonly words: readonly string[];
}

/** Runs of two to five words that begin with a surname and look like one name. */
function nameSpans(text: string): Span[] {
  const words = [...text.matchAll(word)];
  const isMixed = /\p{Ll}/u.test(text) && /\p{Lu}/u.test(text);
  const reading: Reading = { text, words, isMixed };
  const spans: Span[] = [];
  let index = 0;
  while (index < words.length) {
    const end = endOfName(reading, index);
    const first = words[index];
    const last = words[end - 1];
    if (first !== undefined && last !== undefined && end - index >= 2) {
      spans.push({
        start: first.index,
        end: last.index + last[0].length,
        words: words.slice(index, end).map((match) => match[0]),
      });
      index = end;
    } else index += 1;
  }
  return spans;
}

/** Pairs of plain words: where one begins, a name has ended. */
const plainPairs = new Set([
  ...[
    'ung ho',
    'chuyen tien',
    'chuyen khoan',
    'gui tang',
    'gui ba',
    'giup do',
    'giup ba',
    'quyen gop',
  ],
  ...[
    'chung tay',
    'dong bao',
    'mien bac',
    'mien trung',
    'mien nam',
    'ba con',
    'khac phuc',
    'bao so',
  ],
  ...[
    'cong ty',
    'va gia',
    'gia dinh',
    'hoc sinh',
    'viet nam',
    'ha noi',
    'cho dong',
    'cho ba',
    'so dien',
  ],
]);

/** Pairs that begin like a name and are none. */
const nameless = new Set([
  'ho tro',
  'ho va',
  'ho so',
  'to quoc',
  'cao bang',
  'ha giang',
  'ly do',
  'mac du',
  'bang cap',
]);

interface Reading {
  readonly text: string;
  readonly words: readonly RegExpExecArray[];
  /** Capitals tell names from plain words only where the memo has both kinds of letters. */
  readonly isMixed: boolean;
}

const foldedAt = ({ words }: Reading, index: number) => fold(words[index]?.[0] ?? '');

/** Whether a word that is a plain one as well may still belong to the name before it. */
function mayBelong(reading: Reading, start: number, index: number): boolean {
  const wordHere = foldedAt(reading, index);
  if (!plainWords.has(wordHere)) return true;
  if (reading.isMixed) return true;
  const length = index - start;
  if (length === 1) return middleNames.has(wordHere);
  // A third word is nearly always the given name, unless it begins a pair that everybody writes.
  return length === 2 && !plainPairs.has(`${wordHere} ${foldedAt(reading, index + 1)}`);
}

function endOfName(reading: Reading, start: number): number {
  const { text, words } = reading;
  const first = words[start];
  if (first === undefined || !surnames.has(fold(first[0]))) return start;
  if (nameless.has(`${fold(first[0])} ${foldedAt(reading, start + 1)}`)) return start;
  const startsUpper = /^\p{Lu}/u.test(first[0]);
  if (reading.isMixed && !startsUpper) return start;
  let end = start + 1;
  while (end < words.length && end - start < 5) {
    const next = words[end];
    const previous = words[end - 1];
    if (next === undefined || previous === undefined) break;
    const gap = text.slice(previous.index + previous[0].length, next.index);
    if (!/^\s{1,2}$/.test(gap)) break;
    if (startsUpper && !/^\p{Lu}/u.test(next[0])) break;
    if (!mayBelong(reading, start, end)) break;
    end += 1;
  }
  return end;
}

/** `Nguyễn Văn A` → `N. V. A.` */
export function initialsOf(name: string): string {
  const initials = [...name.normalize('NFC').matchAll(word)].map((match) => {
    const [first = ''] = match[0];
    return `${first.toLocaleUpperCase('vi')}.`;
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

function redactText(text: string, names: MemoNames): string {
  // Without the sign the form of an address would still be tried at every letter.
  const withoutAddresses = text.includes('@') ? text.replace(emailForm, redactionMark) : text;
  const withoutNumbers = withoutAddresses
    .replace(numberForm, redactionMark)
    .replace(maskedForm, redactionMark);
  return redactNames(withoutNumbers, names);
}

/**
 * The memo as the public may see it: only the payer's own words, without e-mail addresses, phones, accounts
 * or any other long number, and names as the campaign decided. Reference codes stay, since they are public
 * labels by which donors find their row. When in doubt it takes out too much.
 */
export function redactMemo(memo: string, names: MemoNames = 'initials'): string {
  const text = payersWords(memo.normalize('NFKC'));
  let shown = '';
  let position = 0;
  for (const match of text.matchAll(codeForm)) {
    const code = parseReferenceCode(match[0]);
    if (code === null) continue;
    shown += redactText(text.slice(position, match.index), names) + code;
    position = match.index + match[0].length;
  }
  shown += redactText(text.slice(position), names);
  return shown.replace(/\s+/g, ' ').trim();
}
