import { createHmac, timingSafeEqual } from 'node:crypto';
import type { APIRoute } from 'astro';
import { totals } from '../../cms/shared.ts';
import { settings } from '../../settings.ts';

export const prerender = false;

/** The CMS says that there is something new. It is only a hint: the site reads the truth itself. */
export const POST: APIRoute = async ({ request }) => {
  const body = await request.text();
  const expected = Buffer.from(
    createHmac('sha256', settings.hintSecret).update(body).digest('hex'),
  );
  const given = Buffer.from(request.headers.get('hint-signature') ?? '');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    return new Response(null, { status: 403 });
  }
  totals.expire();
  await totals.read();
  return new Response(null, { status: 204 });
};
