import type { IncomingMessage, ServerResponse } from 'node:http';
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import { place } from './place.ts';
import { isRecord } from './record.ts';

/** Astro's handler; it calls `next` without an error when no page has the address. */
export type AstroHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => unknown;

const isHandler = (value: unknown): value is AstroHandler => typeof value === 'function';

/** Loads the built pages. Each thread has its own, with its own kept answers of the CMS. */
export async function loadAstro(): Promise<AstroHandler> {
  const file = path.join(place.dist, 'server', 'entry.mjs');
  const built: unknown = await import(pathToFileURL(file).href);
  if (!isRecord(built) || !isHandler(built.handler)) throw new Error(`${file} has no handler`);
  return built.handler;
}
