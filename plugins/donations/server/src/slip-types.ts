import type { Decision, PayerKind, SlipInvalid, SlipState, Visibility } from '@chung-tay/domain';

/** What officers see of a slip of a counter. Amounts are decimal strings, instants ISO in UTC. */
export interface SlipView {
  readonly id: number;
  readonly number: string;
  readonly unitCode: string;
  readonly unitName: string;
  readonly campaignCode: string;
  readonly campaignName: string;
  readonly receivedOn: string;
  readonly payerName: string;
  readonly payerKind: PayerKind;
  readonly visibility: Visibility;
  readonly amountVnd: string;
  readonly amountWords: string;
  readonly referenceCode: string | null;
  readonly note: string | null;
  readonly state: SlipState;
  readonly issuedBy: string;
  readonly issuedAt: string;
  readonly confirmedBy: string | null;
  readonly voidedBy: string | null;
  readonly voidedAt: string | null;
  readonly voidReason: string | null;
}

interface Choice {
  readonly code: string;
  readonly name: string;
}

export interface SlipChoices {
  readonly units: readonly Choice[];
  readonly campaigns: readonly Choice[];
  readonly secondPersonFromVnd: string;
}

export interface SlipService {
  /**
   * Issues the next slip of its unit and year, once per key. Below the threshold its donation is posted at
   * once, else it waits. Refusals: `slip-invalid` with the fields, `unit-unknown`, `campaign-not-found`,
   * `campaign-takes-no-cash`, `slip-key-reused`.
   */
  issue(
    typed: Readonly<Record<string, string>>,
    requestKey: string,
    actor: string,
  ): Promise<Decision<SlipView> | SlipInvalid>;
  /** A second person makes a waiting slip count. */
  confirm(id: number, actor: string): Promise<Decision<SlipView>>;
  /** Voids a slip: it stays listed with its reason, and its donation is reversed. */
  void(id: number, reason: string, actor: string): Promise<Decision<SlipView>>;
  /** The newest slips first; `next` is the `before` of the next page. */
  list(
    q: string,
    before: number | null,
  ): Promise<{ readonly slips: readonly SlipView[]; readonly next: number | null }>;
  find(id: number): Promise<SlipView | null>;
  /** What a new slip may name. */
  choices(): Promise<SlipChoices>;
}
