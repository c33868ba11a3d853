import {
  parseDayTyped,
  parseVndTyped,
  wordsOf,
  type Decision,
  type LedgerSort,
} from '@chung-tay/domain';
import { readLedger, readLedgerTotal, type LedgerPage } from '../cms/ledger.ts';
import type { Language } from '../language.ts';
import type { Mistake } from './check.ts';

const names = [
  ...(['q', 'tu', 'den', 'tien', 'den-tien', 'dot', 'tai-khoan', 'nguon'] as const),
  ...(['xep', 'sau', 'dem'] as const),
] as const;
const textMax = 100;

export type LedgerTyped = Readonly<Record<(typeof names)[number], string>>;

/** How the orders are called in addresses; the first is what a page without a word means. */
export const sortNames: Readonly<Record<string, LedgerSort>> = {
  'moi-vao-so': '-place',
  'vao-so-truoc': 'place',
  'ngay-moi': '-day',
  'ngay-cu': 'day',
  'tien-nhieu': '-amount',
  'tien-it': 'amount',
};

/** A search of the ledger as it was typed, with its answer. */
export interface AskedLedger {
  readonly typed: LedgerTyped;
  readonly mistakes: readonly Mistake[];
  readonly page: LedgerPage | null;
  /** Share of the ledger that is counted, while the total is being counted; null when nobody counts. */
  readonly counted: number | null;
  readonly isAway: boolean;
  /** The same filters as the API calls them. */
  readonly filters: URLSearchParams;
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
const plain = [
  ['q', 'q'],
  ['dot', 'campaign'],
  ['tai-khoan', 'account'],
  ['nguon', 'source'],
] as const;

function read(typed: LedgerTyped, language: Language) {
  const filters = new URLSearchParams();
  const mistakes: Mistake[] = [];
  for (const [id, name] of plain) if (typed[id] !== '') filters.set(name, typed[id]);
  for (const [id, name, parse] of parsers) {
    if (typed[id] === '') continue;
    const value = parse(typed[id]);
    if (value.ok) filters.set(name, String(value.value));
    else mistakes.push({ id, step: 1, text: wordsOf(value)[language] });
  }
  return { filters, mistakes };
}

/** Asks the ledger for what a visitor typed; what cannot be read is said at its field. */
export async function askLedger(query: URLSearchParams, language: Language): Promise<AskedLedger> {
  const typed = Object.fromEntries(
    names.map((name) => [name, (query.get(name) ?? '').trim().slice(0, textMax)]),
  ) as LedgerTyped;
  const { filters, mistakes } = read(typed, language);
  const unanswered = { typed, mistakes, filters, page: null, counted: null, isAway: false };
  if (mistakes.length > 0) return unanswered;
  const asked = new URLSearchParams(filters);
  const sort = sortNames[typed.xep];
  if (sort !== undefined) asked.set('sort', sort);
  if (typed.sau !== '') asked.set('after', typed.sau);
  const answer = await readLedger(asked);
  if (answer.kind === 'refused') {
    mistakes.push({ id: 'q', step: 1, text: answer.problem.messages[language] });
  }
  if (answer.kind !== 'ok') return { ...unanswered, isAway: answer.kind === 'away' };
  const page = answer.body;
  if (page.total !== null || typed.dem === '') return { ...unanswered, page };
  // Somebody who counts waits; the rows stand there all the same when it takes longer.
  const total = await readLedgerTotal(filters);
  if (total.kind !== 'ok') return { ...unanswered, page, counted: 0 };
  // The rows and their total are of one moment, or the total is not shown.
  const isSame = total.body.total !== null && total.body.watermark.seq === page.watermark.seq;
  return isSame
    ? { ...unanswered, page: { ...page, total: total.body.total } }
    : { ...unanswered, page, counted: total.body.done };
}

/** An address of the ledger with some of what was typed changed. */
export function ledgerAddress(
  here: string,
  typed: LedgerTyped,
  change: Partial<Record<keyof LedgerTyped, string>>,
): string {
  const query = new URLSearchParams(
    Object.entries({ ...typed, ...change }).filter(([, value]) => value !== ''),
  );
  return query.size === 0 ? here : `${here}?${query}`;
}
