import { createHmac, timingSafeEqual } from 'node:crypto';

/** The signature that CMS and site put on what they tell each other. */
export const signHint = (secret: string, body: string) =>
  createHmac('sha256', secret).update(body).digest('hex');

export function isSignedHint(secret: string, body: string, signature: string | undefined): boolean {
  const expected = Buffer.from(signHint(secret, body));
  const given = Buffer.from(signature ?? '');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
