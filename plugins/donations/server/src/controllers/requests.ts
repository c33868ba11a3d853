import type { Context } from 'koa';

/** Who asks, as the journal keeps it. */
export const actorOf = (ctx: Context) => `admin:${String(ctx.state.user.id)}`;

/** The number in the address; 0, which nothing has, when it is none. */
export const idOf = (ctx: Context) => Number(/^\d{1,9}$/.exec(String(ctx.params.id))?.[0] ?? 0);

export const bodyOf = (ctx: Context) =>
  ((ctx.request as { body?: unknown }).body ?? {}) as Readonly<Record<string, unknown>>;

export const textOf = (value: unknown) => (typeof value === 'string' ? value : '');
