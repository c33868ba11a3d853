import { drawAccount, drawName, drawPhone, type Secret } from './corpus-people.ts';
import { cumulative, type Draw } from './corpus-random.ts';
import { unmarked, type Words } from './corpus-words.ts';

/** How a bank carries the words of a payer. */
export type Grammar =
  | 'vcb-ibft'
  | 'vcb-napas'
  | 'vcb-mbvcb'
  | 'vcb-partner-wallet'
  | 'vcb-branch'
  | 'vcb-standing-order'
  | 'vietin-247'
  | 'bidv'
  | 'plain';

export type CorpusBank = 'vietcombank' | 'vietinbank' | 'bidv' | 'agribank' | 'all';

/** Shares of the published transfers of September 2024. */
export const grammarShares: Readonly<Record<CorpusBank, readonly (readonly [number, Grammar])[]>> =
  {
    vietcombank: cumulative<Grammar>([
      [42, 'vcb-ibft'],
      [26.2, 'vcb-napas'],
      [27.5, 'vcb-mbvcb'],
      [3.3, 'vcb-partner-wallet'],
      [0.4, 'vcb-branch'],
      [0.1, 'vcb-standing-order'],
      [0.5, 'plain'],
    ]),
    vietinbank: cumulative<Grammar>([
      [92, 'vietin-247'],
      [8, 'plain'],
    ]),
    bidv: cumulative<Grammar>([
      [90, 'bidv'],
      [10, 'plain'],
    ]),
    agribank: cumulative<Grammar>([[100, 'plain']]),
    all: cumulative<Grammar>([
      [20, 'vcb-ibft'],
      [15, 'vcb-napas'],
      [20, 'vcb-mbvcb'],
      [10, 'vcb-partner-wallet'],
      [5, 'vcb-branch'],
      [5, 'vcb-standing-order'],
      [10, 'vietin-247'],
      [10, 'bidv'],
      [5, 'plain'],
    ]),
  };

/** A memo as a bank prints it, before the page wraps it, with every secret in it. */
export interface Memo {
  readonly memo: string;
  /** What the payer wrote. */
  readonly words: string;
  readonly secrets: readonly Secret[];
}

export interface Moment {
  /** `2024`, `09`, `11` */
  readonly year: string;
  readonly month: string;
  readonly day: string;
  /** `081530` */
  readonly time: string;
}

const account = '0011001932418';
const holder = 'MAT TRAN TO QUOC VN - BAN CUU TRO TW';
const companies = [
  'CONG TY TNHH THUONG MAI AN PHAT',
  'CONG TY CP DUOC PHAM HA TAY',
  'TRUONG THPT CHU VAN AN',
  'CONG DOAN NGANH Y TE',
];
const banks = ['Techcombank', 'MB', 'ACB', 'Sacombank', 'VPBank'];

type Wrap = (draw: Draw, words: string, at: Moment) => { memo: string; added: readonly Secret[] };
const of = (kind: Secret['kind'], text: string): Secret => ({ kind, text });

const wraps: Readonly<Record<Grammar, Wrap>> = {
  'vcb-ibft'(draw, words, { day, month, year, time }) {
    const trace = `FT${year.slice(2)}${draw.digits(12)}`;
    const hasTrace = draw.is(0.4);
    const memo = `${draw.digits(6)}.${day}${month}${year.slice(2)}.${time}.${words}${hasTrace ? ` ${trace}` : ''}`;
    return { memo, added: hasTrace ? [of('trace', trace.slice(2))] : [] };
  },
  'vcb-napas'(draw, words, { day, month, year, time }) {
    const trace = `${draw.pick(['970405', '970422', '970407', '970418', '970423'])}${month}${day}${time}${year}${draw.digits(4)}${draw.digits(6)}`;
    const to = draw.is(0.5) ? `Vietcombank:${account}:` : '';
    return {
      memo: `0200${trace}.${draw.digits(5)}.${time}.${to}${words}`,
      added: [of('trace', trace)],
    };
  },
  'vcb-mbvcb'(draw, words) {
    const [id, from, name] = [
      draw.digits(10),
      drawAccount(draw),
      unmarked(drawName(draw)).toUpperCase(),
    ];
    // Three ways of masking in one publication: none, cut, last digits.
    const masked = draw.weighted(masks)(from, name);
    return {
      memo: `MBVCB.${id}.${words}.CT tu ${masked.text}toi ${account} ${holder}`,
      added: [of('trace', id), ...masked.added],
    };
  },
  'vcb-partner-wallet'(draw, words, { day, month, year }) {
    const [wallet, phone] = [draw.is(0.8) ? 'MSE' : 'ZLP', drawPhone(draw)];
    const [id, id2] = [draw.digits(11), draw.digits(11)];
    const said = draw.is(0.6)
      ? `${words} chuyen tien qua ${wallet === 'MSE' ? 'MoMo' : 'ZaloPay'}`
      : words;
    // In 98 to 99 % of these rows the phone stands in the memo.
    const has = draw.is(0.985);
    return {
      memo: `PARTNER.DIRECT_DEBITS_VCB.${wallet}.${id}.${year}${month}${day}.${id2}-${has ? `${phone}_` : ''}${said}`,
      added: [of('trace', id), of('trace', id2), ...(has ? [of('phone', phone)] : [])],
    };
  },
  'vcb-branch'(draw, words, { day, month, year }) {
    const id = draw.digits(8);
    const name = unmarked(drawName(draw)).toUpperCase();
    const isPerson = draw.is(0.3);
    const orderer = isPerson ? name : draw.pick(companies);
    return {
      memo: `SHGD:${id}.DD:${year.slice(2)}${month}${day}.BO:${orderer}.Remark:${words}`,
      added: [of('trace', id), ...(isPerson ? [of('name', name)] : [])],
    };
  },
  'vcb-standing-order'(draw, words, { day, month, year }) {
    const [from, name] = [drawAccount(draw), unmarked(drawName(draw)).toUpperCase()];
    return {
      memo: `VCB.CTDK.${day}/${month}/${year}.${words}. CT tu ${from} ${name} toi ${account} ${holder}`,
      added: [of('account', from), of('name', name)],
    };
  },
  'vietin-247'(draw, words, { day, month, year, time }) {
    const start = draw.pick([
      'CT nhanh 247 den: ',
      'CT nhanh 247 den:',
      'Chuyen tien den tu NAPAS Noi dung: ',
      '',
    ]);
    const from = drawAccount(draw);
    const name = unmarked(drawName(draw)).toUpperCase();
    // Hundreds of rows of a day with a masked column still hold the payer in the memo.
    const tail = draw.is(0.01) ? `.CT tu ${from} ${name} toi 111602391111` : '';
    const end = draw.is(0.3) ? ' (CT1111)' : '';
    const clock = `${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}`;
    const when = draw.is(0.6) ? `; thoi gian GD:${day}/${month}/${year} ${clock}` : '';
    return {
      memo: start + words + tail + end + when,
      added: tail === '' ? [] : [of('account', from), of('name', name)],
    };
  },
  bidv(draw, words, { day, month, year, time }) {
    const from = drawAccount(draw);
    const isCard = draw.is(0.5);
    const start = isCard
      ? `TKThe :${from}, tai ${draw.pick(banks)}. `
      : `${draw.is(0.3) ? 'BIDV;' : ''}12610001122666; `;
    const trace = draw.digits(12);
    const end = draw.is(0.5) ? ` -CTLNHIDI${trace}-1/1-CRE-002` : '';
    const when = draw.is(0.4)
      ? `; thoi gian GD:${day}${month}${year} ${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}`
      : '';
    return {
      memo: start + words + end + when,
      added: [
        ...(isCard ? [of('account', from)] : []),
        ...(end === '' ? [] : [of('trace', trace)]),
      ],
    };
  },
  plain: (_draw, words) => ({ memo: words, added: [] }),
};

type Mask = (from: string, name: string) => { text: string; added: readonly Secret[] };
const masks = cumulative<Mask>([
  [
    60,
    (from, name) => ({ text: `${from} ${name} `, added: [of('account', from), of('name', name)] }),
  ],
  [15, (_from, name) => ({ text: `${name} `, added: [of('name', name)] })],
  [5, () => ({ text: '', added: [] })],
  [
    20,
    (from) => ({ text: `${from.slice(0, -4)}**** `, added: [of('account', from.slice(0, -4))] }),
  ],
]);

/** The words of a payer in the form of a bank. */
export function wrapWords(draw: Draw, grammar: Grammar, words: Words, at: Moment): Memo {
  const { memo, added } = wraps[grammar](draw, words.text, at);
  return { memo, words: words.text, secrets: [...words.secrets, ...added] };
}

const runMax = 40;

/** Parts runs of more than 40 characters without a space. */
function partRuns(memo: string): string {
  let parted = '';
  let from = 0;
  for (let start = 0; start < memo.length;) {
    const space = memo.indexOf(' ', start);
    const end = space === -1 ? memo.length : space;
    for (let cut = start + runMax; cut < end - 1; cut += runMax) {
      parted += `${memo.slice(from, cut)} `;
      from = cut;
    }
    start = end + 1;
  }
  return parted + memo.slice(from);
}

/**
 * What a printed page does to a memo: runs of more than 40 characters without a space gain one
 * (`Vietcomba nk`), and now and then a line ends inside a word. A wrap never parted an FT number.
 */
export function wrapLines(draw: Draw, memo: string): string {
  const parted = partRuns(memo);
  if (!draw.is(0.02) || memo.length < 60) return parted;
  const place = 20 + draw.below(memo.length - 30);
  const nearTrace = /FT\d{0,14}$/.test(parted.slice(0, place));
  return nearTrace ? parted : `${parted.slice(0, place)} ${parted.slice(place)}`;
}
