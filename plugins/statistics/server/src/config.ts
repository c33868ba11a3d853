import path from 'node:path';

export interface StatisticsConfig {
  /** The daily files lie in `open-data` below it. */
  readonly dataDir: string;
  /** Where visitors reach the site: the data package names its home. */
  readonly publicSiteUrl: string;
}

export default {
  default: { dataDir: '', publicSiteUrl: '' },
  validator({ dataDir }: StatisticsConfig): void {
    if (!path.isAbsolute(dataDir)) throw new Error('statistics: dataDir must be an absolute path');
  },
};
