import { searchKey } from './search.ts';
import { fold } from './text.ts';

/** What a bank says of who paid: account numbers as digits, names as folded words. */
export interface Payer {
  readonly account: string | null;
  /** Names that may be the payer's, the surest first; most are none, and only a look-up tells. */
  readonly names: readonly PayerName[];
}

export interface PayerName {
  readonly key: string;
  /** Whether the bank printed it as the payer's name, or it was read out of the payer's own words. */
  readonly from: 'bank' | 'words';
}

/** The grammars in which a bank adds the payer's account and name. Source: published relief statements. */
const grammars: readonly RegExp[] = [
  /\bct tu (?<account>[\d ]{6,30}?)\s+(?<name>[a-z][a-z .]{2,80}?)\s+toi\b/,
  /\bbo:(?<account>\d{6,20})?[.,;: ]*(?<name>[a-z][a-z .]{2,80}?)\.?(?:remark:|$)/,
  /\b(?:tu tk|from account|tk chuyen)[: ]*(?<account>\d{6,20})(?:[ ,;-]+(?<name>[a-z][a-z .]{2,80}))?/,
];

const titles = /^(?:ong|ba|anh|chi|gia dinh|gd) (?=\S+ \S)/;

/** A payer's name as it is compared: folded words without a title in front. */
export function payerKeyOf(name: string): string {
  return searchKey(name).replace(titles, '');
}

/** Surnames of nearly all Vietnamese people, folded. */
const surnames = new Set(
  (
    'nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh doan luong truong mai dao ' +
    'trinh lam phung chau quach thai ta thach tong nghiem luu cao kieu vuong tang khuc han bach nong ma hua ' +
    'giang mac quan chu tieu ton au diep hong khong luc ong phi quang to ha la lai van an cu thi'
  ).split(' '),
);
const organisations = new Set(
  'cong truong chua giao hoi nhom quy tap ngan benh doan lien uy phong ban to lop xi'.split(' '),
);
const personWordsMax = 5;
const organisationWordsMax = 10;
const phrasesMax = 60;

/** Runs of words that may be a name: from a surname up to five, from a word of organisations up to ten. */
function phrasesOf(memo: string): string[] {
  const words = searchKey(memo).split(' ');
  const phrases = new Set<string>();
  for (const [start, word] of words.entries()) {
    const isPerson = surnames.has(word);
    if (!isPerson && !organisations.has(word)) continue;
    const most = isPerson && !organisations.has(word) ? personWordsMax : organisationWordsMax;
    const least = isPerson ? 2 : 3;
    for (let length = least; length <= most && start + length <= words.length; length += 1) {
      if (phrases.size >= phrasesMax) return [...phrases];
      phrases.add(words.slice(start, start + length).join(' '));
    }
  }
  return [...phrases];
}

function payerInCounterparty(counterparty: string): { account: string | null; name: string } {
  const folded = fold(counterparty);
  const account = /(?<!\d)\d(?:[ .-]?\d){5,19}(?!\d)/.exec(folded)?.[0].replace(/\D/g, '') ?? null;
  return { account, name: folded.replace(/[\d/|;:,-]+/g, ' ') };
}

function payerInMemo(memo: string): { account: string | null; name: string } {
  const folded = fold(memo).replace(/\s+/g, ' ');
  for (const grammar of grammars) {
    const groups = grammar.exec(folded)?.groups;
    if (groups === undefined) continue;
    return { account: groups['account']?.replace(/\D/g, '') || null, name: groups['name'] ?? '' };
  }
  return { account: null, name: '' };
}

/** Reads who paid out of what the bank printed: its own column first, then the memo. */
export function readPayer(memo: string, counterparty: string): Payer {
  const printed = [payerInCounterparty(counterparty), payerInMemo(memo)];
  const byBank = printed.map(({ name }) => payerKeyOf(name)).filter((key) => /^\S+ \S/.test(key));
  const names = new Map<string, PayerName>();
  for (const key of byBank) names.set(key, { key, from: 'bank' });
  for (const key of phrasesOf(memo)) {
    if (!names.has(key)) names.set(key, { key, from: 'words' });
  }
  const account = printed.find((each) => each.account !== null)?.account ?? null;
  return { account, names: [...names.values()] };
}
