import { createHmac, timingSafeEqual } from 'node:crypto';

const lifetimeMs = 3_600_000;

/** Which version of which document may be looked at. */
export interface PreviewTicket {
  readonly uid: string;
  readonly documentId: string;
  readonly locale: string | null;
  readonly status: 'draft' | 'published';
  readonly untilMs: number;
}

const signatureOf = (secret: string, body: string) =>
  createHmac('sha256', secret).update(`preview:${body}`).digest('base64url');

/** A token for the address of a preview; it holds for an hour and for this document only. */
export function makePreviewToken(
  secret: string,
  ticket: Omit<PreviewTicket, 'untilMs'>,
  nowMs: number,
): string {
  const body = Buffer.from(JSON.stringify({ ...ticket, untilMs: nowMs + lifetimeMs })).toString(
    'base64url',
  );
  return `${body}.${signatureOf(secret, body)}`;
}

/** What a token allows; null when it is not ours or too old. */
export function checkPreviewToken(
  secret: string,
  token: string,
  nowMs: number,
): PreviewTicket | null {
  const [body = '', given = '', ...rest] = token.split('.');
  const expected = Buffer.from(signatureOf(secret, body));
  const presented = Buffer.from(given);
  if (rest.length > 0 || presented.length !== expected.length) return null;
  if (!timingSafeEqual(presented, expected)) return null;
  const ticket = JSON.parse(Buffer.from(body, 'base64url').toString()) as PreviewTicket;
  return ticket.untilMs > nowMs ? ticket : null;
}
