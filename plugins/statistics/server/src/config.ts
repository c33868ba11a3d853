export interface StatisticsConfig {
  /** Where the site is told of new totals; without it nobody is told. */
  readonly siteUrl: string | null;
  /** Signs what is sent to the site. */
  readonly hintSecret: string;
  /** The daily files lie in `open-data` below it. */
  readonly dataDir: string;
  /** Where visitors reach the site: the data package names its home. */
  readonly publicSiteUrl: string;
}

export default {
  default: { siteUrl: null, hintSecret: '', dataDir: './data', publicSiteUrl: '' },
  validator({ siteUrl, hintSecret }: StatisticsConfig): void {
    if (siteUrl !== null && hintSecret.length < 16) {
      throw new Error('statistics: hintSecret must have 16 characters or more');
    }
  },
};
