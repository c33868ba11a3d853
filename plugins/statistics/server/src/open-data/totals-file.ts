import {
  canonicalJson,
  computeFigures,
  vndFromText,
  type Channel,
  type JsonObject,
  type Kind,
  type Measure,
} from '@chung-tay/domain';

/** A sum of the journal as the totals of a day hold it. */
interface Sum {
  readonly measure: Measure;
  readonly kind: Kind;
  readonly channel: Channel | '';
  readonly campaign: string;
  readonly amountVnd: number;
  readonly rows: number;
}

/** What adds up from day to day: the journal by measure, and the rows of the ledger. */
export interface Totals {
  readonly sums: ReadonlyMap<string, Sum>;
  readonly ledger: { readonly rows: number; readonly amountVnd: number };
}

export const noTotals: Totals = { sums: new Map(), ledger: { rows: 0, amountVnd: 0 } };

interface WirePosting {
  readonly measure: Measure;
  readonly kind: Kind;
  readonly channel: Channel | '';
  readonly campaign: string;
  readonly amountVnd: string;
  readonly rows: number;
}

/** Adds the postings of exported journal lines. */
export function addLines(sums: Map<string, Sum>, lines: readonly string[]): void {
  for (const line of lines) {
    const { entry } = JSON.parse(line) as { entry: { postings: readonly WirePosting[] } };
    for (const { measure, kind, channel, campaign, amountVnd, rows } of entry.postings) {
      const key = `${measure}|${kind}|${channel}|${campaign}`;
      const known = sums.get(key);
      sums.set(key, {
        ...{ measure, kind, channel, campaign },
        amountVnd: vndFromText((known?.amountVnd ?? 0) + vndFromText(amountVnd)),
        rows: (known?.rows ?? 0) + rows,
      });
    }
  }
}

/** What was received by the sums, in đồng: what the rows of the ledger must add up to. */
export const receivedVnd = ({ sums }: Pick<Totals, 'sums'>) =>
  [...sums.values()]
    .filter(({ measure }) => measure === 'received')
    .reduce((total, { amountVnd }) => total + amountVnd, 0);

/** The totals of a day as its file has them; amounts are decimal strings. */
export function totalsText(
  place: {
    readonly day: string;
    readonly fromSeq: number;
    readonly seq: number;
    readonly head: string;
    readonly asOf: string;
  },
  totals: Totals,
  ledgerOfDay: Totals['ledger'],
): string {
  const ordered = [...totals.sums].sort(([one], [other]) => (one < other ? -1 : 1));
  const sums = ordered.map(([, sum]) => ({ ...sum, amountVnd: String(sum.amountVnd) }));
  const figures = computeFigures(totals.sums.values()).map(({ channel, ...figure }) => ({
    ...figure,
    channel: channel ?? 'all',
    amountVnd: String(figure.amountVnd),
  }));
  const wireOf = ({ rows, amountVnd }: Totals['ledger']) => {
    return { rows, amountVnd: String(amountVnd) };
  };
  return `${canonicalJson({
    ...place,
    figures,
    sums,
    ledger: wireOf(totals.ledger),
    ledgerOfDay: wireOf(ledgerOfDay),
  } as unknown as JsonObject)}\n`;
}

/** Reads the totals of a day back, to go on from them. */
export function totalsFrom(text: string): Totals {
  const wire = JSON.parse(text) as {
    sums: readonly (Omit<Sum, 'amountVnd'> & { amountVnd: string })[];
    ledger: { rows: number; amountVnd: string };
  };
  const entries = wire.sums.map((sum) => {
    const key = `${sum.measure}|${sum.kind}|${sum.channel}|${sum.campaign}`;
    return [key, { ...sum, amountVnd: vndFromText(sum.amountVnd) }] as const;
  });
  return {
    sums: new Map(entries),
    ledger: { rows: wire.ledger.rows, amountVnd: vndFromText(wire.ledger.amountVnd) },
  };
}
