import { fold } from './text.ts';

/** Surnames of nearly all Vietnamese people, folded. */
export const surnames = new Set(
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
export const plainWords = new Set(
  (
    'ung ho uh chuyen tien ck ct gui tang giup quyen gop dong bao mien bac trung nam lu lut bao so yagi khac phuc ' +
    'thiet hai cho den toi tu qua va voi cua gia dinh con chau em anh chi co chu bac ban hoc sinh lop truong cong ty ' +
    'tnhh cp tap the nhom hoi quy vac xin vaccine covid chong dich phong ngay thang nam tk stk sdt dt so tai khoan ' +
    'mttq mat tran vdxh xin cam on chuc moi nguoi binh an viet nam ha noi sai gon hcm tp tinh huyen xa phuong'
  ).split(' '),
);

/** Words that stand before a number or a school and in no name. */
const labels = new Set(
  'sdt dt cccd cmnd mst zalo lh stk tk uh email mail th thcs thpt mn ck gd khoi dc so'.split(' '),
);

const middleNames = new Set(['van', 'thi']);

export const word = /[\p{L}\p{M}]+/gu;

interface Word {
  readonly text: string;
  readonly folded: string;
  readonly index: number;
}

const foldWord = (text: string) => (/[^ -~]/.test(text) ? fold(text) : text.toLowerCase());

export interface Span {
  readonly start: number;
  readonly end: number;
  readonly words: readonly string[];
}

// Wallets append `chuyen tien qua …` to whatever the payer wrote.
const appended = new Set(['chuyen', 'tien', 'qua']);
const brands = new Set([
  'momo',
  'zalopay',
  'zalo',
  'vnpay',
  'mb',
  'yagi',
  'vietcombank',
  'facebook',
]);

/**
 * Whether capitals tell anything: some words behind the first have them and some have not. The first word
 * of a sentence, codes and the names of wallets prove nothing.
 */
function hasCapitalNames(words: readonly Word[]): boolean {
  let [upper, lower] = [false, false];
  for (const [index, { text, folded }] of words.entries()) {
    if (!/^\p{Lu}/u.test(text)) lower ||= !appended.has(folded);
    else if (index > 0 && !brands.has(folded)) upper = true;
    if (upper && lower) return true;
  }
  return false;
}

/** Runs of two to five words that begin with a surname and look like one name. */
export function nameSpans(text: string): Span[] {
  const words: Word[] = [];
  let hasSurname = false;
  for (const match of text.matchAll(word)) {
    const folded = foldWord(match[0]);
    hasSurname ||= surnames.has(folded);
    words.push({ text: match[0], folded, index: match.index });
  }
  // Most memos of machines name nobody.
  if (!hasSurname) return [];
  const reading: Reading = { text, words, isMixed: hasCapitalNames(words) };
  const spans: Span[] = [];
  let index = 0;
  while (index < words.length) {
    const end = endOfName(reading, index);
    const first = words[index];
    const last = words[end - 1];
    if (first !== undefined && last !== undefined && end - index >= 2) {
      spans.push({
        start: first.index,
        end: last.index + last.text.length,
        words: words.slice(index, end).map((part) => part.text),
      });
      index = end;
    } else index += 1;
  }
  return spans;
}

/** Pairs of plain words: where one begins, a name has ended. */
export const plainPairs = new Set([
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
    'mong ba',
    'cau mong',
    'gop chut',
    'tu thien',
    'tu tai',
    'thuong qua',
    'chau bon',
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
  readonly words: readonly Word[];
  /** Capitals tell names from plain words only where the memo has both kinds of letters. */
  readonly isMixed: boolean;
}

const foldedAt = ({ words }: Reading, index: number) => words[index]?.folded ?? '';

/** Whether a word that is a plain one as well may still belong to the name before it. */
function mayBelong(reading: Reading, start: number, index: number): boolean {
  const wordHere = foldedAt(reading, index);
  if (labels.has(wordHere)) return false;
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
  if (first === undefined || !surnames.has(first.folded)) return start;
  if (nameless.has(`${first.folded} ${foldedAt(reading, start + 1)}`)) return start;
  // `ủng hộ` is in every second memo; its second half is a surname as well.
  if (first.folded === 'ho' && /^(?:ung|uh)$/.test(foldedAt(reading, start - 1))) return start;
  const startsUpper = /^\p{Lu}/u.test(first.text);
  if (reading.isMixed && !startsUpper) return start;
  let end = start + 1;
  while (end < words.length && end - start < 5) {
    const next = words[end];
    const previous = words[end - 1];
    if (next === undefined || previous === undefined) break;
    // Only a space holds a name together.
    if (next.index !== previous.index + previous.text.length + 1) break;
    if (text[next.index - 1] !== ' ') break;
    if (reading.isMixed && startsUpper && !/^\p{Lu}/u.test(next.text)) break;
    if (!mayBelong(reading, start, end)) break;
    end += 1;
  }
  return end;
}
