export interface StatisticsConfig {
  /** Where the site is told of new totals; without it nobody is told. */
  readonly siteUrl: string | null;
  /** Signs what is sent to the site. */
  readonly hintSecret: string;
}

export default {
  default: { siteUrl: null, hintSecret: '' },
  validator({ siteUrl, hintSecret }: StatisticsConfig): void {
    if (siteUrl !== null && hintSecret.length < 16) {
      throw new Error('statistics: hintSecret must have 16 characters or more');
    }
  },
};
