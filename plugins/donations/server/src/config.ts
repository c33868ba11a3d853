import path from 'node:path';

export interface DonationsConfig {
  /** Absolute folder below which uploaded statements are kept. */
  readonly dataDir: string;
  readonly statementBytesMax: number;
  /** Credits of this amount or more wait for a second person. */
  readonly secondPersonFromVnd: number;
}

export default {
  default: {
    dataDir: '',
    statementBytesMax: 1024 * 1024 * 1024,
    secondPersonFromVnd: 10_000_000,
  },
  validator({ dataDir, statementBytesMax, secondPersonFromVnd }: DonationsConfig): void {
    if (!path.isAbsolute(dataDir)) throw new Error('donations: dataDir must be an absolute path');
    if (!(statementBytesMax >= 1024)) throw new Error('donations: statementBytesMax is too small');
    if (!(secondPersonFromVnd >= 1)) throw new Error('donations: secondPersonFromVnd is too small');
  },
};
