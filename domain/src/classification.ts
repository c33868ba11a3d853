import { fold } from './text.ts';
import type { LineClass, StatementRow } from './statement.ts';
import { walletPayoutRule } from './wallet.ts';

export const ruleDirections = ['credit', 'debit', 'any'] as const;
export type RuleDirection = (typeof ruleDirections)[number];

/**
 * How the phrases of a rule are looked for: `start`: the memo begins with these words; `words`: these words
 * stand in it one after the other; `letters`: its letters stand in it, wherever a bank put its spaces.
 */
export const ruleMatches = ['start', 'words', 'letters'] as const;
export type RuleMatch = (typeof ruleMatches)[number];

/**
 * One rule of classification as plain data: rows of this direction whose memo holds one of the phrases are of
 * this class. Phrases are folded words parted by single spaces (see `normalisePhrase`): no pattern that a
 * person writes is ever compiled, so no memo can make a rule slow.
 */
export interface LineRule {
  readonly class: LineClass;
  readonly direction: RuleDirection;
  readonly match: RuleMatch;
  readonly phrases: readonly string[];
}

/** The words of a text as rules compare them: folded, everything but letters and digits made one space. */
export function normalisePhrase(text: string): string {
  return fold(text)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

const reversalPhrases = ['huy', 'dao', 'dieu chinh'].flatMap((verb) =>
  ['giao dich', 'but toan', 'gd'].map((noun) => `${verb} ${noun}`),
);
const transferPhrases = [
  ...['dieu chuyen von', 'dieu chuyen noi bo', 'chuyen von', 'chuyen noi bo', 'internal transfer'],
];

/** The rules of a new installation, in the order in which they are asked. */
export const defaultLineRules: readonly LineRule[] = [
  {
    ...{ class: 'disbursement', direction: 'debit', match: 'letters' },
    phrases: ['chuyen tien theo qd so', 'chuyen tien theo quyet dinh so', 'theo quyet dinh so'],
  },
  {
    ...{ class: 'fee', direction: 'debit', match: 'start' },
    phrases: ['thu phi', 'phi', 'vat', 'tax', 'thue'],
  },
  {
    ...{ class: 'fee', direction: 'debit', match: 'words' },
    phrases: ['phi quan ly', 'phi duy tri', 'phi chuyen tien', 'phi sms', 'phi dich vu'],
  },
  {
    ...{ class: 'bank-reversal', direction: 'any', match: 'words' },
    phrases: [...reversalPhrases, 'reversal'],
  },
  {
    ...{ class: 'refund', direction: 'debit', match: 'words' },
    phrases: ['hoan tra', 'hoan tien', 'tra lai tien', 'refund'],
  },
  {
    ...{ class: 'refund', direction: 'credit', match: 'words' },
    phrases: ['hoan phi', 'refund'],
  },
  {
    ...{ class: 'interest', direction: 'credit', match: 'start' },
    phrases: ['tra lai', 'lai tien gui', 'lai nhap von', 'interest'],
  },
  {
    ...{ class: 'interest', direction: 'credit', match: 'words' },
    phrases: ['lai khong ky han', 'nhap lai'],
  },
  {
    ...{ class: 'internal-transfer', direction: 'any', match: 'words' },
    phrases: transferPhrases,
  },
  walletPayoutRule,
];

/** Whether a phrase stands in a text with a space or an end on both sides. */
function holdsWords(text: string, phrase: string): boolean {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    const end = at + phrase.length;
    const isWhole =
      (at === 0 || text[at - 1] === ' ') && (end === text.length || text[end] === ' ');
    if (isWhole) return true;
  }
  return false;
}

const startsWithWords = (text: string, phrase: string) =>
  text.startsWith(phrase) && (text.length === phrase.length || text[phrase.length] === ' ');

const lettersOf = (text: string) => text.replaceAll(' ', '');

/** The letters of each rule's phrases, made once: every row of a statement asks for them. */
const phraseLetters = new WeakMap<LineRule, readonly string[]>();

function lettersOfPhrases(rule: LineRule): readonly string[] {
  let letters = phraseLetters.get(rule);
  if (letters === undefined) {
    letters = rule.phrases.map(lettersOf);
    phraseLetters.set(rule, letters);
  }
  return letters;
}

/** Whether a rule names a row of this direction; `text` is a memo made comparable by `normalisePhrase`. */
export function ruleNames(rule: LineRule, direction: 'credit' | 'debit', text: string): boolean {
  if (rule.direction !== 'any' && rule.direction !== direction) return false;
  if (rule.match === 'start') return rule.phrases.some((phrase) => startsWithWords(text, phrase));
  if (rule.match === 'words') return rule.phrases.some((phrase) => holdsWords(text, phrase));
  const letters = lettersOf(text);
  return lettersOfPhrases(rule).some((phrase) => letters.includes(phrase));
}

/**
 * What a row is: the class of the first rule that names it. A credit that no rule names is a donation, the
 * normal case; a debit that no rule names is `other` and waits for a person.
 */
export function classifyRow(
  row: Pick<StatementRow, 'amountVnd' | 'memo'>,
  rules: readonly LineRule[],
): LineClass {
  const direction = row.amountVnd < 0 ? 'debit' : 'credit';
  const text = normalisePhrase(row.memo);
  for (const rule of rules) if (ruleNames(rule, direction, text)) return rule.class;
  return direction === 'credit' ? 'donation' : 'other';
}
