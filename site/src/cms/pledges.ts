import type { PublicState, TransferDetails } from '@chung-tay/domain';
import { ask } from './client.ts';

export interface PledgeAnswer {
  readonly code: string;
  readonly token: string;
}

export interface PledgeView {
  readonly code: string;
  readonly state: string;
  readonly publicState: PublicState;
  readonly campaign: { readonly code: string; readonly nameVi: string; readonly nameEn: string };
  readonly donor: { readonly name: string };
  readonly lines: readonly {
    readonly kind: string;
    readonly item?: string | null;
    readonly text?: string | null;
    readonly quantity?: string;
    readonly unit?: string;
  }[];
  readonly cashAmountVnd: string;
  readonly settledVnd: string;
  readonly expiresAt: string;
  readonly instructions: {
    readonly cash?: {
      readonly bank: string;
      readonly account: string;
      readonly name: string;
      readonly amount: string;
      readonly memo: string;
      readonly vietqr: string;
    };
    readonly abroad?: readonly (TransferDetails & {
      readonly currency: string;
      readonly account: string;
      readonly name: string;
      readonly memo: string;
    })[];
  };
  readonly history: readonly {
    readonly event: string;
    readonly at: string;
    readonly amountVnd?: string;
  }[];
}

export const submitPledge = (key: string, body: unknown) =>
  ask<PledgeAnswer>('/pledges', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
    body: JSON.stringify(body),
  });

export const readPledge = (token: string) =>
  ask<PledgeView>('/pledges/mine', { headers: { 'Pledge-Token': token } });

export const withdrawPledge = (token: string) =>
  ask<{ state: string }>('/pledges/withdraw', {
    method: 'POST',
    headers: { 'Pledge-Token': token },
  });

export const readStatus = (code: string) =>
  ask<{ code: string; publicState: PublicState }>(`/pledges/status/${encodeURIComponent(code)}`);
