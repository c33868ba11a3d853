import type { Environment } from '../environment';
import type { Secrets } from '../secrets';

/** What each plugin of ours is told; none of them reads the process environment. */
export function pluginsConfig(environment: Environment, secrets: Secrets) {
  return {
    journal: { enabled: true, config: { dataDir: environment.dataDir, sealEveryMs: 1000 } },
    provinces: { enabled: true, config: {} },
    donations: {
      enabled: true,
      config: {
        dataDir: environment.dataDir,
        statementBytesMax: environment.statementBytesMax,
        accountListKey: secrets.accountListKey,
        publicSiteUrl: environment.publicSiteUrl,
        secondPersonFromVnd: environment.secondPersonFromVnd,
      },
    },
    pledges: {
      enabled: true,
      config: {
        tokenSecret: secrets.pledgeTokenSecret,
        expiryDays: environment.pledgeExpiryDays,
        secondPersonFromVnd: environment.secondPersonFromVnd,
      },
    },
    statistics: {
      enabled: true,
      config: {
        dataDir: environment.dataDir,
        publicSiteUrl: environment.publicSiteUrl,
      },
    },
    'content-releases': { enabled: false },
    'review-workflows': { enabled: false },
    // No money type is built by clicking; schemas change by review.
    'content-type-builder': { enabled: !environment.production },
    upload: {
      config: {
        sizeLimit: 20 * 1024 * 1024,
        // The widths that pages choose among (srcset).
        breakpoints: { xlarge: 1280, large: 960, medium: 640, small: 360 },
        security: { allowedTypes: ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] },
      },
    },
  };
}
