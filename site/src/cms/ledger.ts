import { ask } from './client.ts';

export interface LedgerPlace {
  readonly seq: number;
  readonly index: number;
}

interface Reason {
  readonly reasonCode: string;
  readonly reason: string;
}

export interface LedgerRow extends LedgerPlace {
  readonly number: string;
  readonly on: string;
  readonly amountVnd: string;
  readonly name?: string;
  readonly memo: string;
  readonly code?: string;
  readonly campaign: string;
  readonly account?: string;
  readonly source: string;
  readonly reverses?: LedgerPlace & Reason;
  readonly reversedBy?: LedgerPlace & Reason & { readonly on: string };
  readonly statement?: {
    readonly number: string;
    readonly proved: boolean;
    readonly overrideReason?: string;
  };
}

export interface LedgerRowInJournal extends LedgerRow {
  readonly entry: {
    readonly prevHash: string;
    readonly hash: string;
    readonly sealedAt: string;
    readonly canonical: string;
    readonly rows: number;
  };
}

export interface LedgerTotal {
  readonly count: number;
  readonly amountVnd: string;
}

interface Watermark {
  readonly seq: number;
  readonly asOf: string | null;
}

export interface LedgerPage {
  readonly watermark: Watermark;
  readonly rows: readonly LedgerRow[];
  /** Null while it is not counted. */
  readonly total: LedgerTotal | null;
  readonly all: LedgerTotal;
  readonly next: string | null;
}

export interface LedgerTotals {
  readonly watermark: Watermark;
  readonly total: LedgerTotal | null;
  readonly all: LedgerTotal;
  readonly done: number;
}

export interface ClassSum {
  readonly class: string;
  readonly count: number;
  readonly amountVnd: string;
}

export interface PublicStatement {
  readonly number: string;
  readonly account: {
    readonly number: string;
    readonly bank: string;
    readonly name: string;
  } | null;
  readonly campaign: string;
  readonly from: string;
  readonly to: string;
  readonly openingVnd: string | null;
  readonly creditVnd: string;
  readonly debitVnd: string;
  readonly closingVnd: string | null;
  readonly rows: number;
  readonly control:
    | { readonly state: 'proved' }
    | {
        readonly state: 'overridden';
        readonly reason: string;
        readonly fault: { readonly messages: { readonly vi: string; readonly en: string } };
      };
  readonly classes: readonly ClassSum[];
  readonly held: { readonly count: number; readonly amountVnd: string };
  readonly sha256: string;
}

export const readLedger = (query: URLSearchParams) => ask<LedgerPage>(`/donations/ledger?${query}`);
export const readLedgerTotal = (query: URLSearchParams) =>
  ask<LedgerTotals>(`/donations/ledger/total?${query}`);
export const readRow = (seq: string, index: string) =>
  ask<LedgerRowInJournal>(
    `/donations/ledger/${encodeURIComponent(seq)}/${encodeURIComponent(index)}`,
  );
export const readStatements = (query: URLSearchParams) =>
  ask<{ readonly statements: readonly PublicStatement[]; readonly next: string | null }>(
    `/donations/ledger/statements?${query}`,
  );
