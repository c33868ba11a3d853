import { makeReferenceCode, type LineClass } from '@chung-tay/domain';
import {
  grammarShares,
  wrapLines,
  wrapWords,
  type CorpusBank,
  type Grammar,
} from './corpus-memo.ts';
import type { Moment } from './corpus-memo.ts';
import type { Secret } from './corpus-people.ts';
import { cumulative, drawFrom, type Draw } from './corpus-random.ts';
import { drawWords } from './corpus-words.ts';
import type { TestRow } from './statement-file.ts';

/** A row of a relief account with what is known about it. */
export interface CorpusRow extends TestRow {
  /** `HH:mm:ss` */
  readonly bookedTime: string;
  readonly class: LineClass;
  readonly grammar: Grammar;
  /** What the payer wrote; empty where no person wrote anything. */
  readonly words: string;
  readonly secrets: readonly Secret[];
  readonly code?: string;
}

export interface CorpusOptions {
  readonly rows: number;
  readonly seed: number;
  readonly bank?: CorpusBank;
  /** The first day, `YYYY-MM-DD`, and how many follow; rows come in the order of their days. */
  readonly from?: string;
  readonly days?: number;
  /** Share of rows that are equal to another in day, amount and memo. */
  readonly twinShare?: number;
  /** Share of payers who name a phone, an account, an address or alike in their own words. */
  readonly hiddenShare?: number;
  /** Share of memos with a reference code; made-up ones, unless `codes` are given. */
  readonly codeShare?: number;
  readonly codes?: readonly string[];
}

// Counts of 11 September 2024: eight amounts are 86 % of the rows. Ten million and more are under 1 % of the
// rows and about half of the value.
type Amount = (draw: Draw) => number;
const fixed =
  (amount: number): Amount =>
  () =>
    amount;
const amounts = cumulative<Amount>([
  [60_922, fixed(200_000)],
  [57_809, fixed(100_000)],
  [49_712, fixed(500_000)],
  [33_914, fixed(1_000_000)],
  [19_685, fixed(300_000)],
  [19_330, fixed(50_000)],
  [8_113, fixed(2_000_000)],
  [4_397, fixed(10_000)],
  [30_000, (draw) => draw.pick([20_000, 30_000, 150_000, 250_000, 400_000, 600_000, 700_000])],
  [5_000, (draw) => draw.pick([1_500_000, 3_000_000, 5_000_000])],
  [1_800, (draw) => 1 + draw.below(10_636)],
  [1_500, (draw) => 10_001 + draw.below(4_000_000)],
  [2_371, largeAmount],
]);

const largestVnd = 24_400_000_000;
function largeAmount(draw: Draw): number {
  const heavy = 10_000_000 / (1 - draw.number()) ** (1 / 1.22);
  const rounding = heavy > 100_000_000 ? 1_000_000 : 500_000;
  return Math.min(largestVnd, Math.round(heavy / rounding) * rounding);
}

const provinces = [
  'CAO BANG',
  'LAO CAI',
  'YEN BAI',
  'TUYEN QUANG',
  'BAC KAN',
  'HA GIANG',
  'THAI BINH',
];
type Bare = Pick<CorpusRow, 'amountVnd' | 'memo' | 'class'>;
type BareMaker = (draw: Draw, at: Moment) => Bare;
// Rows that no donor made; very few.
const bareRows = cumulative<BareMaker>([
  [30, () => ({ amountVnd: -55_000, memo: 'THU PHI SMS', class: 'fee' })],
  [
    10,
    (draw) => ({
      amountVnd: -1_000 * (1 + draw.below(30)),
      memo: 'VAT PHI CHUYEN TIEN',
      class: 'fee',
    }),
  ],
  [
    15,
    (draw, { month }) => ({
      amountVnd: 1_000 + draw.below(9_000_000),
      memo: `TRA LAI TIEN GUI KHONG KY HAN THANG ${month}`,
      class: 'interest',
    }),
  ],
  [
    4,
    (draw) => ({
      amountVnd: (draw.is(0.7) ? 1 : -1) * 1_000_000_000 * (1 + draw.below(9)),
      memo: 'CHUYEN TIEN NOI BO GIUA CAC TAI KHOAN TIEP NHAN UNG HO',
      class: 'internal-transfer',
    }),
  ],
  [
    8,
    (draw, { day, month, year }) => ({
      amountVnd: -1_000_000_000 * (1 + draw.below(8)),
      memo: `CHUYEN TIEN THEO QD SO ${2700 + draw.below(90)}/QD-BVDTW, NGAY ${day}/${month}/${year} VE VIEC HO TRO TINH ${draw.pick(provinces)} KHAC PHUC THIET HAI DO CON BAO SO 3 GAY RA (DOT ${1 + draw.below(2)})`,
      class: 'disbursement',
    }),
  ],
]);
const bareShare = 0.0003;

const dayMs = 86_400_000;
function momentOf(draw: Draw, startMs: number, dayIndex: number): Moment {
  const [year = '', month = '', day = ''] = new Date(startMs + dayIndex * dayMs)
    .toISOString()
    .slice(0, 10)
    .split('-');
  const two = (below: number) => String(draw.below(below)).padStart(2, '0');
  return { year, month, day, time: two(24) + two(60) + two(60) };
}

function drawRow(draw: Draw, options: CorpusOptions, at: Moment, codes: string[]): CorpusRow {
  const reference = `5${draw.digits(3)}.${draw.digits(5)}`;
  const bookedOn = `${at.day}/${at.month}/${at.year}`;
  const bookedTime = `${at.time.slice(0, 2)}:${at.time.slice(2, 4)}:${at.time.slice(4)}`;
  const when = { bookedOn, bookedTime, reference };
  if (draw.is(bareShare)) {
    const bare = draw.weighted(bareRows)(draw, at);
    return { ...when, ...bare, grammar: 'plain', words: '', secrets: [] };
  }
  const hasCode = draw.is(options.codeShare ?? 0.02);
  const code = hasCode ? (codes.pop() ?? makeReferenceCode(draw.digits(8))) : undefined;
  const words = drawWords(draw, { hiddenShare: options.hiddenShare ?? 0.03, code });
  const grammar = draw.weighted(grammarShares[options.bank ?? 'vietcombank']);
  const memo = wrapWords(draw, grammar, words, at);
  return {
    ...when,
    amountVnd: draw.weighted(amounts)(draw),
    memo: code === undefined ? wrapLines(draw, memo.memo) : memo.memo,
    class: 'donation',
    grammar,
    words: memo.words,
    secrets: memo.secrets,
    ...(code === undefined ? {} : { code }),
  };
}

/** What makes rows hard to tell apart, as shares of the published rows. */
function repeated(draw: Draw, row: CorpusRow, earlier: CorpusRow): CorpusRow {
  if (draw.is(1_082 / 200_361)) {
    return { ...row, reference: earlier.reference, amountVnd: earlier.amountVnd };
  }
  return draw.is(6_141 / 200_361) ? { ...row, reference: earlier.reference } : row;
}

/**
 * Rows shaped like the bank statements of September 2024: amounts, memo grammars, twins, repeated
 * references, wrapped words, fees, interest, transfers, disbursements. Yields row by row in constant memory;
 * the same options give the same rows.
 */
export function* corpusRows(options: CorpusOptions): Generator<CorpusRow> {
  const draw = drawFrom(options.seed);
  const startMs = Date.parse(`${options.from ?? '2024-09-09'}T00:00:00Z`);
  const days = options.days ?? 8;
  // A row that repeats the one before makes two that share: p follows from 1 − (1 − p)² = the share.
  const twin = 1 - Math.sqrt(1 - (options.twinShare ?? 0.22));
  const codes = [...(options.codes ?? [])].reverse();
  let previous: CorpusRow | undefined;
  let previousDay = -1;
  for (let index = 0; index < options.rows; index += 1) {
    const day = Math.floor((index * days) / options.rows);
    const earlier = day === previousDay ? previous : undefined;
    previousDay = day;
    if (earlier?.class === 'donation' && earlier.code === undefined && draw.is(twin)) {
      // Half of the twins share the bank's reference as well.
      previous = draw.is(0.5)
        ? earlier
        : { ...earlier, reference: `5${draw.digits(3)}.${draw.digits(5)}` };
    } else {
      const row = drawRow(draw, options, momentOf(draw, startMs, day), codes);
      previous =
        earlier === undefined || row.class !== 'donation' || earlier.class !== 'donation'
          ? row
          : repeated(draw, row, earlier);
    }
    yield previous;
  }
}
