import { ask } from './client.ts';

export interface LedgerRow {
  readonly seq: number;
  readonly index: number;
  readonly on: string;
  readonly amountVnd: string;
  readonly memo: string;
  readonly code?: string;
  readonly campaign: string;
  readonly source: string;
}

export interface LedgerPage {
  readonly rows: readonly LedgerRow[];
  readonly total: { readonly count: number; readonly amountVnd: string };
  readonly next: string | null;
}

export const readLedger = (query: URLSearchParams) => ask<LedgerPage>(`/donations/ledger?${query}`);
export const readRow = (seq: string, index: string) =>
  ask<LedgerRow>(`/donations/ledger/${encodeURIComponent(seq)}/${encodeURIComponent(index)}`);
