import path from 'node:path';

export interface DonationsConfig {
  /** Absolute folder below which uploaded statements are kept. */
  readonly dataDir: string;
  readonly statementBytesMax: number;
  /** Seed (32 bytes, base64url) of the key that signs the list of accounts. */
  readonly accountListKey: string;
  /** The site in whose name the list is issued. */
  readonly publicSiteUrl: string;
}

export default {
  default: {
    ...{ dataDir: '', statementBytesMax: 1024 * 1024 * 1024 },
    ...{ accountListKey: '', publicSiteUrl: '' },
  },
  validator({ dataDir, statementBytesMax, accountListKey }: DonationsConfig): void {
    if (!path.isAbsolute(dataDir)) throw new Error('donations: dataDir must be an absolute path');
    if (!(statementBytesMax >= 1024)) throw new Error('donations: statementBytesMax is too small');
    if (Buffer.from(accountListKey, 'base64url').length !== 32) {
      throw new Error('donations: accountListKey must be 32 bytes in base64url');
    }
  },
};
