import {
  normalisePhrase,
  ruleDirections,
  ruleMatches,
  type LineRule,
  type RuleDirection,
  type RuleMatch,
} from './classification.ts';
import { accept, refuse, type Decision } from './refusal.ts';
import { lineClasses } from './statement.ts';

/** What an officer types into the form of a rule. */
export interface LineRuleInput {
  readonly class: string;
  readonly direction: string;
  readonly match: string;
  readonly phrases: readonly string[];
}

export type LineRuleRefusal =
  | 'choice-unknown'
  | 'phrases-missing'
  | 'phrases-too-many'
  | 'phrase-not-usable'
  | 'rule-not-for-debits';

const phrasesMax = 50;
/** A single letter would name nearly every memo. */
const lettersMin = 2;
const lettersMax = 80;

/**
 * Makes a rule of what an officer typed: phrases folded, doubles dropped. Money that left is never a
 * donation, so a rule for donations looks at credits only.
 */
export function makeLineRule(input: LineRuleInput): Decision<LineRule, LineRuleRefusal> {
  const lineClass = lineClasses.find((known) => known === input.class);
  const direction = ruleDirections.find(
    (known): known is RuleDirection => known === input.direction,
  );
  const match = ruleMatches.find((known): known is RuleMatch => known === input.match);
  if (lineClass === undefined || direction === undefined || match === undefined) {
    return refuse('choice-unknown');
  }
  if (lineClass === 'donation' && direction !== 'credit') return refuse('rule-not-for-debits');
  const typed = input.phrases.filter((phrase) => phrase.trim() !== '');
  const phrases = [...new Set(typed.map(normalisePhrase))];
  if (phrases.length === 0) return refuse('phrases-missing');
  if (phrases.length > phrasesMax) return refuse('phrases-too-many', { max: phrasesMax });
  const unusable = phrases.findIndex(({ length }) => length < lettersMin || length > lettersMax);
  if (unusable >= 0) {
    return refuse('phrase-not-usable', {
      ...{ phrase: phrases[unusable] ?? '', min: lettersMin, max: lettersMax },
    });
  }
  return accept({ class: lineClass, direction, match, phrases });
}
