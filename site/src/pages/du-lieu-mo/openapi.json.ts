import { openApiText } from '../../open-data/openapi.ts';

export const prerender = false;

/** The description of the public interface, for programs. */
export const GET = () =>
  new Response(openApiText, {
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'public, max-age=3600' },
  });
