import path from 'node:path';
import type { Environment } from '../environment';
import type { Secrets } from '../secrets';

export function serverConfig(environment: Environment, secrets: Secrets) {
  return {
    host: environment.host,
    port: environment.cmsPort,
    url: environment.publicCmsUrl,
    app: { keys: secrets.appKeys },
    dirs: { public: path.join(environment.dataDir, 'public') },
    // Only as many addresses of X-Forwarded-For are believed as there are proxies of ours in front.
    proxy: { koa: environment.trustedProxies > 0, maxIpsCount: environment.trustedProxies },
    logger: { updates: { enabled: false }, startup: { enabled: false } },
    transfer: { remote: { enabled: false } },
    mcp: { enabled: false },
    http: {
      serverOptions: { headersTimeout: 10_000, requestTimeout: 600_000, keepAliveTimeout: 65_000 },
    },
  };
}

/** Asks where the draft of an entry can be seen; undefined when it has no page of its own. */
export type PreviewHandler = (
  uid: string,
  params: { documentId: string; locale?: string; status?: string },
) => Promise<string | undefined>;

export function adminConfig(
  environment: Environment,
  secrets: Secrets,
  previewHandler: PreviewHandler,
) {
  return {
    auth: {
      secret: secrets.adminJwtSecret,
      sessions: {
        accessTokenLifespan: 15 * 60,
        idleRefreshTokenLifespan: 8 * 3600,
        maxRefreshTokenLifespan: 24 * 3600,
      },
    },
    apiToken: { salt: secrets.apiTokenSalt },
    transfer: { token: { salt: secrets.transferTokenSalt } },
    secrets: { encryptionKey: secrets.encryptionKey },
    flags: { nps: false, promoteEE: false },
    autoOpen: false,
    // Nothing is compiled at run time: the panel is what the build made.
    serveAdminPanel: true,
    url: '/admin',
    preview: {
      enabled: true,
      config: {
        allowedOrigins: [new URL(environment.publicSiteUrl).origin],
        handler: previewHandler,
      },
    },
  };
}

export function apiConfig() {
  return {
    rest: { defaultLimit: 25, maxLimit: 100, withCount: true, strictParams: true },
    documents: { strictParams: true, strictRelations: true },
  };
}

/** What the log says; the request lines of our own middleware have the level `http`. */
export function loggerConfig(environment: Environment) {
  return { level: environment.logLevel };
}
