export interface PledgesConfig {
  /** Makes the tracking tokens; whoever has it can compute them from the idempotency keys. */
  readonly tokenSecret: string;
  /** Days after which an unanswered promise expires. */
  readonly expiryDays: number;
}

export default {
  default: { tokenSecret: '', expiryDays: 30 },
  validator({ tokenSecret, expiryDays }: PledgesConfig): void {
    if (tokenSecret.length < 16)
      throw new Error('pledges: tokenSecret must have 16 characters or more');
    if (!(expiryDays >= 1)) throw new Error('pledges: expiryDays must be 1 or more');
  },
};
