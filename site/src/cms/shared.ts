import { kept } from './kept.ts';

export interface Figure {
  readonly name: string;
  readonly measure: string;
  readonly kind: string;
  readonly channel: string | null;
  readonly amountVnd: string;
  readonly rows: number;
}

export interface Totals {
  readonly seq: number;
  readonly asOf: string | null;
  readonly figures: readonly Figure[];
}

export interface Account {
  readonly bin: string;
  readonly bank: string;
  readonly number: string;
  readonly name: string;
}

export interface Campaign {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly cause: string | null;
  readonly causeEn: string | null;
  readonly state: string;
  readonly demonstration: boolean;
  readonly accounts: readonly Account[];
}

export interface Item {
  readonly code: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly units: readonly { readonly vi: string; readonly en: string }[];
}

export interface Locality {
  readonly key: string;
  readonly nameVi: string;
  readonly nameEn: string;
}

// A watermark never goes back: an answer with a smaller one comes from a restored or a foreign database.
export const totals = kept<Totals>('totals', '/statistics/totals', {
  isAcceptable: (next, last) => next.seq >= last.seq,
});
export const campaigns = kept<Campaign[]>('campaigns', '/donations/campaigns');
export const catalogue = kept<{ items: Item[] }>('catalogue', '/donations/catalogue');
export const localities = kept<{ localities: Locality[] }>(
  'localities',
  '/provinces/localities?epoch=vn34',
);

export const nameOf = (campaign: Campaign, language: 'vi' | 'en') =>
  language === 'en' ? campaign.nameEn : campaign.name;
