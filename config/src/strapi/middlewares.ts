import type { Environment } from '../environment';

/**
 * The order in which a request passes. Strapi's parser takes no multipart: it would do so on any route, unknown
 * ones included, and leave files in the temporary folder. `global::uploads` takes it where the admin uploads.
 * Statements arrive as raw bytes.
 */
export function middlewaresConfig(environment: Environment) {
  return [
    'global::service',
    // Answers its one address itself; everything else passes.
    'plugin::pledges.front-door',
    'strapi::errors',
    'global::problem',
    {
      name: 'strapi::security',
      config: {
        contentSecurityPolicy: {
          useDefaults: true,
          directives: {
            'connect-src': ["'self'"],
            'img-src': ["'self'", 'data:', 'blob:'],
            upgradeInsecureRequests: null,
          },
        },
      },
    },
    {
      name: 'strapi::cors',
      config: {
        origin: [environment.publicSiteUrl, environment.publicCmsUrl],
        exposeHeaders: ['Idempotent-Replayed', 'ETag', 'Retry-After'],
      },
    },
    'strapi::query',
    'global::uploads',
    {
      name: 'strapi::body',
      config: { multipart: false, jsonLimit: '1mb', formLimit: '56kb', textLimit: '56kb' },
    },
    'strapi::session',
    'strapi::favicon',
    'strapi::public',
  ];
}
