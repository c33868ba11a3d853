import { kinds, measures, type Channel, type Kind, type Measure, type Posting } from './entry.ts';
import { sumVnd } from './money.ts';

/** The sum of all sealed postings that agree in these names. */
export interface Cell {
  readonly measure: Measure;
  readonly kind: Kind;
  readonly channel: Channel | '';
  readonly campaign: string;
  readonly unit: string;
  readonly locality: string;
  readonly donorKind: string;
  readonly origin: string;
  readonly on: string;
  readonly amountVnd: number;
  readonly rows: number;
}

const cellNames = [
  'measure',
  'kind',
  'channel',
  'campaign',
  'unit',
  'locality',
  'donorKind',
  'origin',
  'on',
] as const;

/** The name of a posting's cell: its nine names, in order, parted by `|`, which none of them may hold. */
export function cellKeyOf(posting: Pick<Posting, (typeof cellNames)[number]>): string {
  return cellNames.map((name) => posting[name]).join('|');
}

/** A public number: what it adds up, and the sentence that stands under it wherever it is shown. */
export interface FigureDefinition {
  readonly name: string;
  readonly measure: Measure;
  readonly kind: Kind;
  /** Null: all channels. */
  readonly channel: Channel | null;
  readonly sentence: { readonly vi: string; readonly en: string };
}

export interface Figure {
  readonly name: string;
  readonly measure: Measure;
  readonly kind: Kind;
  readonly channel: Channel | null;
  readonly amountVnd: number;
  /** How many records the amount sums. */
  readonly rows: number;
}

const sentences: Readonly<Record<Measure, Readonly<Record<Kind, { vi: string; en: string }>>>> = {
  pledged: {
    cash: {
      vi: 'Tiền đã đăng ký ủng hộ qua trang này; lời hứa, chưa phải số đã nhận.',
      en: 'Money promised through this site; promises, not receipts.',
    },
    goods: {
      vi: 'Giá trị do người ủng hộ khai của hiện vật đã đăng ký; chưa phải số đã nhận.',
      en: 'The value that donors declared for promised goods; not receipts.',
    },
  },
  received: {
    cash: {
      vi: 'Tiền đã vào các tài khoản tiếp nhận, theo sao kê ngân hàng đã được kiểm chứng.',
      en: 'Money that arrived on the receiving accounts, by proved bank statements.',
    },
    goods: {
      vi: 'Giá trị hiện vật đã tiếp nhận, chốt tại thời điểm nghiệm thu.',
      en: 'The value of goods received, frozen at acceptance.',
    },
  },
  allocated: {
    cash: {
      vi: 'Tiền đã có quyết định phân bổ.',
      en: 'Money allocated by signed decisions.',
    },
    goods: {
      vi: 'Giá trị hiện vật đã có quyết định phân bổ.',
      en: 'The value of goods allocated by signed decisions.',
    },
  },
  transferred: {
    cash: { vi: 'Tiền đã chuyển đi theo quyết định.', en: 'Money that left, by decision.' },
    goods: { vi: 'Giá trị hiện vật đã giao.', en: 'The value of goods handed over.' },
  },
  used: {
    cash: {
      vi: 'Tiền các đơn vị báo cáo đã sử dụng.',
      en: 'Money that units report as spent.',
    },
    goods: {
      vi: 'Giá trị hiện vật các đơn vị báo cáo đã trao.',
      en: 'The value of goods that units report as handed out.',
    },
  },
};

const channelsOf: Readonly<Record<Measure, Readonly<Record<Kind, readonly Channel[]>>>> = {
  pledged: { cash: [], goods: [] },
  received: {
    cash: ['central-account', 'provincial-account', 'counter', 'wallet', 'direct'],
    goods: ['goods', 'direct'],
  },
  allocated: { cash: [], goods: [] },
  transferred: { cash: [], goods: [] },
  used: { cash: [], goods: [] },
};

/** Every public figure: measure × kind, and for receipts each channel. Cash never meets goods. */
export const figureDefinitions: readonly FigureDefinition[] = measures.flatMap((measure) =>
  kinds.flatMap((kind) => {
    const sentence = sentences[measure][kind];
    const name = `${measure}.${kind}`;
    return [
      { name, measure, kind, channel: null, sentence },
      ...channelsOf[measure][kind].map((channel) => ({
        ...{ name: `${name}.${channel}`, measure, kind, channel, sentence },
      })),
    ];
  }),
);

/** Computes every figure from cells, each sum over raw đồng; optionally of one campaign. */
export function computeFigures(
  cells: Iterable<Pick<Cell, 'measure' | 'kind' | 'channel' | 'campaign' | 'amountVnd' | 'rows'>>,
  filter: { readonly campaign?: string | null } = {},
): Figure[] {
  const wanted = [...cells].filter(
    ({ campaign }) => (filter.campaign ?? null) === null || campaign === filter.campaign,
  );
  return figureDefinitions.map(({ name, measure, kind, channel }) => {
    const of = wanted.filter(
      (cell) =>
        cell.measure === measure &&
        cell.kind === kind &&
        (channel === null || cell.channel === channel),
    );
    return {
      ...{ name, measure, kind, channel },
      amountVnd: sumVnd(of.map((cell) => cell.amountVnd)),
      rows: of.reduce((rows, cell) => rows + cell.rows, 0),
    };
  });
}
