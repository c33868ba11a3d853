import { createHash } from 'node:crypto';
import { computeFigures } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import * as store from '../store';

/** How long a process trusts the watermark it has read. */
const trustMs = 200;

/** The answer of the totals route, ready to be sent. */
export interface Totals {
  readonly etag: string;
  readonly body: Buffer;
}

export interface TotalsService {
  /** Totals of everything, or of one campaign; an unknown campaign has totals of nothing. */
  current(campaign: string | null): Promise<Totals>;
  /** Reads again at the next question. */
  expire(): void;
}

function totalsOf(
  watermark: store.Watermark,
  sums: readonly store.CellSum[],
  campaign: string | null,
): Totals {
  const figures = computeFigures(sums, { campaign }).map((figure) => {
    return { ...figure, amountVnd: String(figure.amountVnd) };
  });
  const body = Buffer.from(JSON.stringify({ ...watermark, campaign, figures }));
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  return { etag, body };
}

/**
 * Totals are computed once per watermark and campaign, and then only sent: the cost of the route depends on
 * no number of donations.
 */
export default ({ strapi }: { strapi: Core.Strapi }): TotalsService => {
  let known: { watermark: store.Watermark; sums: store.CellSum[] } | undefined;
  let ready = new Map<string, Totals>();
  let checkedAtMs = 0;
  let checking: Promise<void> | undefined;

  async function check(): Promise<void> {
    const { seq } = await store.selectWatermark(strapi);
    if (known === undefined || seq !== known.watermark.seq) {
      known = await store.selectSums(strapi);
      ready = new Map();
    }
    checkedAtMs = Date.now();
  }

  return {
    async current(campaign) {
      if (Date.now() - checkedAtMs > trustMs) {
        checking ??= check().finally(() => {
          checking = undefined;
        });
        await checking;
      }
      const key = campaign ?? '';
      let totals = ready.get(key);
      if (totals === undefined) {
        totals = totalsOf(known?.watermark ?? { seq: 0, asOf: null }, known?.sums ?? [], campaign);
        ready.set(key, totals);
      }
      return totals;
    },
    expire() {
      checkedAtMs = 0;
    },
  };
};
