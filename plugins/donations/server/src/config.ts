import path from 'node:path';

export interface DonationsConfig {
  /** Absolute folder below which uploaded statements are kept. */
  readonly dataDir: string;
  readonly statementBytesMax: number;
}

export default {
  default: { dataDir: '', statementBytesMax: 1024 * 1024 * 1024 },
  validator({ dataDir, statementBytesMax }: DonationsConfig): void {
    if (!path.isAbsolute(dataDir)) throw new Error('donations: dataDir must be an absolute path');
    if (!(statementBytesMax >= 1024)) throw new Error('donations: statementBytesMax is too small');
  },
};
