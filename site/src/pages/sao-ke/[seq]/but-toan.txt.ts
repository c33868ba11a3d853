import { sealedText } from '@chung-tay/domain';
import type { APIRoute } from 'astro';
import { readRow } from '../../../cms/ledger.ts';

export const prerender = false;

/** The bytes whose SHA-256 is the hash of a journal entry: whoever fetches them can compute it. */
export const GET: APIRoute = async ({ params }) => {
  const answer = await readRow(params.seq ?? '', '0');
  if (answer.kind !== 'ok') {
    return new Response(null, { status: answer.kind === 'away' ? 503 : 404 });
  }
  const { prevHash, canonical } = answer.body.entry;
  return new Response(sealedText(prevHash, canonical), {
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'public, max-age=31536000, immutable',
    },
  });
};
