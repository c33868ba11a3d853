import type { Environment } from '../environment';

/**
 * The order in which a request passes. Multipart is off everywhere: Strapi's parser would take files on any
 * route, unknown ones included, and leave them in the temporary folder. Statements arrive as raw bytes.
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
    {
      name: 'strapi::body',
      config: { multipart: false, jsonLimit: '1mb', formLimit: '56kb', textLimit: '56kb' },
    },
    'strapi::session',
    'strapi::favicon',
    'strapi::public',
  ];
}
