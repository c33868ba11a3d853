import path from 'node:path';
import { z } from 'zod';

const port = (fallback: number) => z.coerce.number().int().min(1).max(65535).default(fallback);
const address = z.url({ protocol: /^https?$/ });
const flag = (fallback: boolean) =>
  z
    .enum(['true', 'false'])
    .default(fallback ? 'true' : 'false')
    .transform((text) => text === 'true');

/**
 * Every setting that an operator may give, with its default. The README's table is held against this
 * list by a test, so a setting that is not described there cannot exist.
 */
export const environmentSchema = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//)
    .optional(),
  DATABASE_POOL_MAX: z.coerce.number().int().min(2).max(200).default(10),
  DATA_DIR: z.string().min(1).default('./data'),
  HOST: z.string().min(1).default('127.0.0.1'),
  CMS_PORT: port(1337),
  SITE_PORT: port(4321),
  CMS_URL: address.optional(),
  SITE_URL: address.optional(),
  PUBLIC_SITE_URL: address.optional(),
  PUBLIC_CMS_URL: address.optional(),
  FIRST_ADMIN_EMAIL: z.email().default('admin@chungtay.example'),
  FIRST_ADMIN_PASSWORD: z.string().min(8).optional(),
  SEED_DEMONSTRATION: flag(true),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  STATEMENT_BYTES_MAX: z.coerce
    .number()
    .int()
    .min(1024)
    .default(1024 * 1024 * 1024),
  SECOND_PERSON_FROM_VND: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000_000_000_000)
    .default(10_000_000),
  PLEDGE_EXPIRY_DAYS: z.coerce.number().int().min(1).max(365).default(30),
  LOG_LEVEL: z.enum(['error', 'warn', 'info', 'http', 'debug']).default('info'),
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
});

export type EnvironmentName = keyof z.input<typeof environmentSchema>;

export interface Environment {
  readonly databaseUrl: string | undefined;
  readonly databasePoolMax: number;
  /** Absolute folder of database, statements, snapshots and secrets. */
  readonly dataDir: string;
  readonly host: string;
  readonly cmsPort: number;
  readonly sitePort: number;
  /** Where the site reaches the CMS. */
  readonly cmsUrl: string;
  /** Where the CMS reaches the site with its hints. */
  readonly siteUrl: string;
  /** Where visitors reach the site. The only source of canonical addresses. */
  readonly publicSiteUrl: string;
  /** Where officers reach the CMS. */
  readonly publicCmsUrl: string;
  readonly firstAdminEmail: string;
  readonly firstAdminPassword: string | undefined;
  readonly seedDemonstration: boolean;
  readonly trustedProxies: number;
  readonly statementBytesMax: number;
  /** Money of this amount or more is posted only when a second person confirms it. */
  readonly secondPersonFromVnd: number;
  readonly pledgeExpiryDays: number;
  readonly logLevel: 'error' | 'warn' | 'info' | 'http' | 'debug';
  readonly production: boolean;
}

/** A service that listens on every address is reached through the loopback one from the same machine. */
const reachableHost = (host: string) => (host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host);

/**
 * Reads the settings of CMS and site out of the process environment.
 * Throws one error that names every wrong setting; an empty value counts as absent.
 */
export function readEnvironment(
  source: Readonly<Record<string, string | undefined>> = process.env,
): Environment {
  const given = Object.fromEntries(
    Object.keys(environmentSchema.shape)
      .map((name) => [name, source[name]] as const)
      .filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The environment is not usable.\n  ${wrong.join('\n  ')}`);
  }
  const set = parsed.data;
  const host = reachableHost(set.HOST);
  const siteUrl = set.SITE_URL ?? `http://${host}:${set.SITE_PORT}`;
  const cmsUrl = set.CMS_URL ?? `http://${host}:${set.CMS_PORT}`;
  return {
    databaseUrl: set.DATABASE_URL,
    databasePoolMax: set.DATABASE_POOL_MAX,
    dataDir: path.resolve(set.DATA_DIR),
    host: set.HOST,
    cmsPort: set.CMS_PORT,
    sitePort: set.SITE_PORT,
    cmsUrl,
    siteUrl,
    publicSiteUrl: (set.PUBLIC_SITE_URL ?? siteUrl).replace(/\/+$/, ''),
    publicCmsUrl: (set.PUBLIC_CMS_URL ?? cmsUrl).replace(/\/+$/, ''),
    firstAdminEmail: set.FIRST_ADMIN_EMAIL,
    firstAdminPassword: set.FIRST_ADMIN_PASSWORD,
    seedDemonstration: set.SEED_DEMONSTRATION,
    trustedProxies: set.TRUSTED_PROXIES,
    statementBytesMax: set.STATEMENT_BYTES_MAX,
    secondPersonFromVnd: set.SECOND_PERSON_FROM_VND,
    pledgeExpiryDays: set.PLEDGE_EXPIRY_DAYS,
    logLevel: set.LOG_LEVEL,
    production: set.NODE_ENV === 'production',
  };
}
