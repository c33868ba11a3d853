import { problemOf, refuse } from '@chung-tay/domain';
import type { Context } from 'koa';

/** Refusals that arise before a route is reached, by the status that Koa and its parsers give them. */
const codes: Readonly<Record<number, string>> = {
  400: 'body-malformed',
  404: 'route-not-found',
  405: 'method-not-allowed',
  413: 'body-too-large',
  415: 'body-malformed',
};

/** What Strapi's own parser takes at most; routes of ours may take less and say so themselves. */
const bodyBytesMax = 1024 * 1024;

function factsOf(ctx: Context, code: string): Readonly<Record<string, string | number>> {
  if (code === 'body-too-large') return { maxBytes: bodyBytesMax };
  return code === 'method-not-allowed' ? { method: ctx.method } : {};
}

function answer(ctx: Context, status: number, code: string): void {
  ctx.status = status;
  ctx.body = JSON.stringify(problemOf(refuse(code, factsOf(ctx, code)), status));
  ctx.type = 'application/problem+json';
}

const statusOf = (error: unknown): number | undefined => {
  if (typeof error !== 'object' || error === null || !('status' in error)) return undefined;
  return typeof error.status === 'number' ? error.status : undefined;
};

/**
 * Gives every error of the public API the one form `application/problem+json` with a stable code. Errors
 * that are not the client's (5xx) are logged by Strapi and answered without their text.
 */
export default () => async (ctx: Context, next: () => Promise<void>) => {
  if (!ctx.path.startsWith('/api/')) return next();
  try {
    await next();
  } catch (error) {
    const status = statusOf(error);
    const code = status === undefined ? undefined : codes[status];
    if (status === undefined || code === undefined) {
      strapi.log.error(error);
      return answer(ctx, 500, 'internal-error');
    }
    return answer(ctx, status, code);
  }
  const code = codes[ctx.status];
  if (code !== undefined && (ctx.body === undefined || ctx.body === null)) {
    answer(ctx, ctx.status, code);
  }
};
