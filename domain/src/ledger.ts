import { amountVndMax } from './money.ts';
import { parseDay } from './day.ts';
import { parseReferenceCode } from './reference-code.ts';
import { accept, refuse, type Decision } from './refusal.ts';
import { fold } from './text.ts';

/** What a reader narrows the public ledger to. Absent conditions are null. */
export interface LedgerFilter {
  /** Folded words that must stand in the public text as they are written here. */
  readonly q: string | null;
  /** A reference code that the question spells. */
  readonly code: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly minVnd: number | null;
  readonly maxVnd: number | null;
  readonly campaign: string | null;
  readonly account: string | null;
  readonly source: string | null;
}

/** Everything that is public: no condition at all. */
export const wholeLedger: LedgerFilter = {
  ...{ q: null, code: null, from: null, to: null, minVnd: null, maxVnd: null },
  ...{ campaign: null, account: null, source: null },
};

export const donationSources = [
  'bank-line',
  'counter-slip',
  'goods-receipt',
  'wallet',
  'direct',
] as const;

/** A leading minus means the newest, latest or greatest first. Rows of one day stand by amount. */
export const ledgerSorts = ['-place', 'place', '-day', 'day', '-amount', 'amount'] as const;
export type LedgerSort = (typeof ledgerSorts)[number];

/** Where a page ends: the row's place, with what else the order looks at. */
export interface LedgerCursor {
  readonly seq: number;
  readonly index: number;
  /** Of the orders by day. */
  readonly on: string | null;
  /** Of the orders by day and by amount. */
  readonly amountVnd: number | null;
}

const textMax = 100;

type Asked = Readonly<Record<string, unknown>>;

const malformed = (name: string) => refuse('query-malformed', { name });

/** One value per name; an empty one counts as absent. */
function textOf(asked: Asked, name: string): Decision<string | null> {
  const value = asked[name];
  if (value === undefined || value === '') return accept(null);
  // PostgreSQL takes no NUL in a text; no honest search holds a control character.
  const isText =
    typeof value === 'string' &&
    value.length <= textMax &&
    !/[\u0000-\u001f\u007f]|\p{Surrogate}/u.test(value);
  return isText ? accept(value) : malformed(name);
}

/** At most a hundred times what one gift may be. */
function amountOf(asked: Asked, name: string): Decision<number | null> {
  const text = textOf(asked, name);
  if (!text.ok || text.value === null) return text.ok ? accept(null) : text;
  const isAmount = /^\d{1,15}$/.test(text.value) && Number(text.value) <= amountVndMax * 100;
  return isAmount ? accept(Number(text.value)) : malformed(name);
}

function dayOf(asked: Asked, name: string): Decision<string | null> {
  const text = textOf(asked, name);
  if (!text.ok || text.value === null) return text;
  const day = parseDay(text.value);
  return day.ok ? day : malformed(name);
}

const amountForm = /^(?:\d{1,3}(?:[.,\s]\d{3})+|\d{5,13})\s*(?:đ|d|vnd|vnđ|đồng|dong)?$/iu;

/** A question that is an amount, as `500.000` or `500000 đ`; null for words. Short numbers are words. */
export function amountAsked(q: string): number | null {
  if (!amountForm.test(q.trim())) return null;
  const amount = Number(q.replace(/\D/g, ''));
  return amount > 0 && amount <= amountVndMax ? amount : null;
}

interface Question {
  readonly q: string | null;
  readonly code: string | null;
  readonly amountVnd: number | null;
}

function questionOf(asked: Asked): Decision<Question> {
  const text = textOf(asked, 'q');
  if (!text.ok) return text;
  const typed = text.value?.trim() ?? '';
  if (typed === '') return accept({ q: null, code: null, amountVnd: null });
  const code = parseReferenceCode(typed);
  if (code !== null) return accept({ q: null, code, amountVnd: null });
  const amountVnd = amountAsked(typed);
  if (amountVnd !== null) return accept({ q: null, code: null, amountVnd });
  const q = fold(typed).replace(/\s+/g, ' ').trim();
  return q.length < 2
    ? refuse('search-too-short', { min: 2 })
    : accept({ q, code: null, amountVnd });
}

/**
 * Reads the conditions of a ledger address: `q` (a reference code, an amount, or words), `from`, `to`, `min`,
 * `max`, `campaign`, `account`, `source`. Refuses with `query-malformed` and the name, or `search-too-short`.
 */
export function parseLedgerFilter(asked: Asked): Decision<LedgerFilter> {
  const question = questionOf(asked);
  if (!question.ok) return question;
  const days = { from: dayOf(asked, 'from'), to: dayOf(asked, 'to') };
  if (!days.from.ok) return days.from;
  if (!days.to.ok) return days.to;
  const amounts = { min: amountOf(asked, 'min'), max: amountOf(asked, 'max') };
  if (!amounts.min.ok) return amounts.min;
  if (!amounts.max.ok) return amounts.max;
  const names = {
    campaign: textOf(asked, 'campaign'),
    account: textOf(asked, 'account'),
    source: textOf(asked, 'source'),
  };
  if (!names.campaign.ok) return names.campaign;
  if (!names.account.ok) return names.account;
  if (!names.source.ok) return names.source;
  const source = names.source.value;
  if (source !== null && !donationSources.some((known) => known === source)) {
    return malformed('source');
  }
  const { q, code, amountVnd } = question.value;
  return accept({
    ...{ q, code, from: days.from.value, to: days.to.value },
    minVnd: amountVnd === null ? amounts.min.value : Math.max(amountVnd, amounts.min.value ?? 0),
    maxVnd:
      amountVnd === null ? amounts.max.value : Math.min(amountVnd, amounts.max.value ?? amountVnd),
    ...{ campaign: names.campaign.value, account: names.account.value, source },
  });
}

export function parseLedgerSort(asked: Asked): Decision<LedgerSort> {
  const text = textOf(asked, 'sort');
  if (!text.ok) return text;
  const sort = ledgerSorts.find((known) => known === (text.value ?? '-place'));
  return sort === undefined ? malformed('sort') : accept(sort);
}

const keyOf = (sort: LedgerSort) => sort.replace('-', '') as 'place' | 'day' | 'amount';

/** What `after` must be for the rows behind this one, in an order. */
export function formatLedgerCursor(
  sort: LedgerSort,
  row: {
    readonly seq: number;
    readonly index: number;
    readonly on: string;
    readonly amountVnd: string;
  },
): string {
  const place = `${row.seq}.${row.index}`;
  const key = keyOf(sort);
  if (key === 'place') return place;
  return key === 'amount' ? `${row.amountVnd}.${place}` : `${row.on}.${row.amountVnd}.${place}`;
}

const cursorForms = {
  place: /^(?<seq>\d{1,9})\.(?<index>\d{1,4})$/,
  amount: /^(?<amount>-?\d{1,15})\.(?<seq>\d{1,9})\.(?<index>\d{1,4})$/,
  day: /^(?<on>\d{4}-\d{2}-\d{2})\.(?<amount>-?\d{1,15})\.(?<seq>\d{1,9})\.(?<index>\d{1,4})$/,
} as const;

/** Reads `after`; null without one. A cursor of another order is refused. */
export function parseLedgerCursor(asked: Asked, sort: LedgerSort): Decision<LedgerCursor | null> {
  const text = textOf(asked, 'after');
  if (!text.ok || text.value === null) return text.ok ? accept(null) : text;
  const parts = cursorForms[keyOf(sort)].exec(text.value)?.groups;
  const { seq, index, on, amount } = parts ?? {};
  if (parts === undefined || Number(seq) > 2_147_483_647) return malformed('after');
  return accept({
    seq: Number(seq),
    index: Number(index),
    on: on ?? null,
    amountVnd: amount === undefined ? null : Number(amount),
  });
}
