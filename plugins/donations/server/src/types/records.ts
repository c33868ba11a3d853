import type { Decision, LineClass } from '@chung-tay/domain';

/** A donation whose memo holds reference codes: what settlement looks at. */
export interface CodedDonation {
  readonly id: number;
  readonly entryId: number;
  readonly number: string;
  readonly memoCodes: readonly string[];
  readonly amountVnd: number;
  readonly campaignCode: string;
  readonly receivedOn: string;
}

/** A record of cash with what the bank printed of its payer: for officers and settlement, never public. */
export interface OpenDonation extends CodedDonation {
  readonly source: string;
  readonly memo: string;
  readonly counterparty: string;
  /** Set on a record that reverses another. */
  readonly reversesId: number | null;
  readonly isReversed: boolean;
}

export interface DonationService {
  /** The events of the journal whose entries hold donation records, at (entry, index). */
  readonly events: { readonly posted: string; readonly reversed: string };
  withCodes(entryIds: readonly number[]): Promise<CodedDonation[]>;
  /** The records of cash that some entries hold, reversing ones too. */
  recordsOf(entryIds: readonly number[]): Promise<OpenDonation[]>;
  /** Records of cash by their ids; unknown ids are left out. */
  describe(ids: readonly number[]): Promise<OpenDonation[]>;
  /** Posts a held line. Refuses whoever let it into the books (`second-person-needed`). */
  confirm(
    holdId: number,
    version: number,
    actor: string,
  ): Promise<Decision<{ readonly number: string }>>;
  /**
   * Answers a donation by its equal and opposite, at most one per original; gives the number of the new
   * record. Reason code and reason are public. With `wrong-campaign` the money of a bank line may be booked
   * anew to the campaign where it belongs, in the same step.
   */
  reverse(
    number: string,
    given: {
      readonly reasonCode: string;
      readonly reason: string;
      readonly toCampaign?: string;
    },
    actor: string,
  ): Promise<Decision<{ readonly number: string; readonly rebooked?: string }>>;
  /**
   * Ties a refund or a reversal by the bank to the donation that it gives back, and reverses that donation;
   * gives the number of the new record.
   */
  refund(
    lineId: number,
    number: string,
    reason: string,
    actor: string,
  ): Promise<Decision<{ readonly number: string }>>;
  /** Says what a line really is: takes its donation out of the books, or brings it in. */
  reclassify(
    lineId: number,
    toClass: string,
    reason: string,
    actor: string,
  ): Promise<Decision<{ readonly class: LineClass }>>;
}
