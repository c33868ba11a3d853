export interface PledgesConfig {
  /** Makes the tracking tokens; whoever has it can compute them from the idempotency keys. */
  readonly tokenSecret: string;
  /** Days after which an unanswered promise expires. */
  readonly expiryDays: number;
  /** Settlements by hand of this amount or more wait for a second person. */
  readonly secondPersonFromVnd: number;
}

export default {
  default: { tokenSecret: '', expiryDays: 30, secondPersonFromVnd: 10_000_000 },
  validator({ tokenSecret, expiryDays, secondPersonFromVnd }: PledgesConfig): void {
    if (tokenSecret.length < 16)
      throw new Error('pledges: tokenSecret must have 16 characters or more');
    if (!(expiryDays >= 1)) throw new Error('pledges: expiryDays must be 1 or more');
    if (!(secondPersonFromVnd >= 1)) throw new Error('pledges: secondPersonFromVnd is too small');
  },
};
