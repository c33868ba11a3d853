import path from 'node:path';

export interface DonationsConfig {
  /** Absolute folder below which uploaded statements are kept. */
  readonly dataDir: string;
  readonly statementBytesMax: number;
  /** Seed (32 bytes, base64url) of the key that signs the list of accounts. */
  readonly accountListKey: string;
  /** The site in whose name the list is issued. */
  readonly publicSiteUrl: string;
  /** Credits of this amount or more wait for a second person. */
  readonly secondPersonFromVnd: number;
}

export default {
  default: {
    ...{ dataDir: '', statementBytesMax: 1024 * 1024 * 1024 },
    ...{ accountListKey: '', publicSiteUrl: '' },
    secondPersonFromVnd: 10_000_000,
  },
  validator(given: DonationsConfig): void {
    const { dataDir, statementBytesMax, accountListKey, secondPersonFromVnd } = given;
    if (!path.isAbsolute(dataDir)) throw new Error('donations: dataDir must be an absolute path');
    if (!(statementBytesMax >= 1024)) throw new Error('donations: statementBytesMax is too small');
    if (!(secondPersonFromVnd >= 1)) throw new Error('donations: secondPersonFromVnd is too small');
    if (Buffer.from(accountListKey, 'base64url').length !== 32) {
      throw new Error('donations: accountListKey must be 32 bytes in base64url');
    }
  },
};
