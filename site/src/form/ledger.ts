import { parseDayTyped, parseVndTyped, wordsOf, type Decision } from '@chung-tay/domain';
import { readLedger, type LedgerPage } from '../cms/ledger.ts';
import type { Language } from '../language.ts';
import type { Mistake } from './check.ts';

const names = ['q', 'tu', 'den', 'tien', 'den-tien', 'dot', 'sau'] as const;
const textMax = 100;

export type LedgerTyped = Readonly<Record<(typeof names)[number], string>>;

/** A search of the ledger as it was typed, with its answer. */
export interface AskedLedger {
  readonly typed: LedgerTyped;
  readonly mistakes: readonly Mistake[];
  readonly page: LedgerPage | null;
  readonly isAway: boolean;
}

const parsers: readonly (readonly [
  keyof LedgerTyped,
  string,
  (text: string) => Decision<string | number>,
])[] = [
  ['tu', 'from', parseDayTyped],
  ['den', 'to', parseDayTyped],
  ['tien', 'min', parseVndTyped],
  ['den-tien', 'max', parseVndTyped],
];

/** Asks the ledger for what a visitor typed; what cannot be read is said at its field. */
export async function askLedger(query: URLSearchParams, language: Language): Promise<AskedLedger> {
  const typed = Object.fromEntries(
    names.map((name) => [name, (query.get(name) ?? '').trim().slice(0, textMax)]),
  ) as LedgerTyped;
  const asked = new URLSearchParams();
  const mistakes: Mistake[] = [];
  for (const [id, name, parse] of parsers) {
    if (typed[id] === '') continue;
    const value = parse(typed[id]);
    if (value.ok) asked.set(name, String(value.value));
    else mistakes.push({ id, step: 1, text: wordsOf(value)[language] });
  }
  for (const [id, name] of [
    ['q', 'q'],
    ['dot', 'campaign'],
    ['sau', 'after'],
  ] as const) {
    if (typed[id] !== '') asked.set(name, typed[id]);
  }
  if (mistakes.length > 0) return { typed, mistakes, page: null, isAway: false };
  const answer = await readLedger(asked);
  if (answer.kind === 'refused') {
    mistakes.push({ id: 'q', step: 1, text: answer.problem.messages[language] });
  }
  const page = answer.kind === 'ok' ? answer.body : null;
  return { typed, mistakes, page, isAway: answer.kind === 'away' };
}
