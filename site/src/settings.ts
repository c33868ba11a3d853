import path from 'node:path';
import { readEnvironment, readSecrets } from '@chung-tay/config';

const environment = readEnvironment();
const secrets = readSecrets(environment.dataDir);

/** What the site is told by its operator. */
export const settings = {
  cmsUrl: environment.cmsUrl,
  publicSiteUrl: environment.publicSiteUrl,
  /** Folder of the last good answers of the CMS. */
  cacheDir: path.join(environment.dataDir, 'site'),
  /** The published files of open data. */
  openDataDir: path.join(environment.dataDir, 'open-data'),
  formSecret: secrets.formSecret,
  hintSecret: secrets.hintSecret,
} as const;

/** The whole public address of a path, never taken from what a request says of its host. */
export const absolute = (address: string): string => new URL(address, settings.publicSiteUrl).href;
