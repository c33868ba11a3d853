import { isSignedHint } from '@chung-tay/config';
import type { APIRoute } from 'astro';
import { z } from 'astro/zod';
import { expireNewsroom, newsroom } from '../../cms/newsroom.ts';
import { totals } from '../../cms/shared.ts';
import { settings } from '../../settings.ts';

export const prerender = false;

const hint = z.object({ kind: z.enum(['totals', 'content']) });

function readHint(body: string) {
  try {
    return hint.safeParse(JSON.parse(body));
  } catch {
    return hint.safeParse(null);
  }
}

/** The CMS says that there is something new. It is only a hint: the site reads the truth itself. */
export const POST: APIRoute = async ({ request }) => {
  const body = await request.text();
  const signature = request.headers.get('hint-signature') ?? undefined;
  if (!isSignedHint(settings.hintSecret, body, signature)) {
    return new Response(null, { status: 403 });
  }
  const told = readHint(body);
  if (!told.success) return new Response(null, { status: 422 });
  if (told.data.kind === 'totals') {
    totals.expire();
    await totals.read();
  } else {
    expireNewsroom();
    await Promise.all([newsroom.vi.latestNews.read(), newsroom.en.latestNews.read()]);
  }
  return new Response(null, { status: 204 });
};
