const strict = {
  'default-src': "'none'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'form-action': "'self'",
  'base-uri': "'none'",
  'frame-ancestors': "'none'",
};
/** A document page shows its PDF within itself. */
const withDocuments = { 'object-src': "'self'", 'frame-src': "'self'" };

const textOf = (policy: Readonly<Record<string, string>>) =>
  Object.entries(policy)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');

const strictText = textOf(strict);
const documentsText = textOf({ ...strict, ...withDocuments });

/** What every answer says besides its content policy. */
export const standingHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  // The private address of a donor must not travel to any other site.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), interest-cohort=()',
};

/**
 * The content security policy of an address. `cmsOrigin` is where editors look at previews: only these
 * may be framed, and only there.
 */
export function contentPolicy(address: string, cmsOrigin: string): string {
  if (/^\/(?:en\/)?van-ban\/[^/]+$/.test(address)) return documentsText;
  if (/^\/(?:en\/)?xem-truoc\//.test(address)) {
    return textOf({ ...strict, ...withDocuments, 'frame-ancestors': cmsOrigin });
  }
  return strictText;
}
