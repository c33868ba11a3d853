import { statfs } from 'node:fs/promises';
import type { Core } from '@strapi/strapi';

/** Below this free space the data folder counts as full: writes would soon fail in the middle. */
const freeBytesMin = 256 * 1024 * 1024;

async function readiness(strapi: Core.Strapi): Promise<Record<string, string>> {
  const checks: Record<string, string> = {};
  try {
    await strapi.db.connection.raw('select 1').timeout(2_000);
    checks.database = 'ok';
  } catch {
    checks.database = 'unreachable';
  }
  const { dataDir } = strapi.config.get('plugin::journal') as { dataDir: string };
  try {
    const disk = await statfs(dataDir);
    checks.disk = disk.bavail * disk.bsize > freeBytesMin ? 'ok' : 'nearly-full';
  } catch {
    checks.disk = 'unreadable';
  }
  return checks;
}

/**
 * `/livez` says that the process answers; `/readyz` that it can do its work (database, disk), with 503 and
 * the failing checks otherwise. Both stand before everything else, so that they answer under load. One
 * line is logged per request: method, path without its query, status, milliseconds; no personal datum.
 */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) =>
  async (ctx: import('koa').Context, next: () => Promise<void>) => {
    if (ctx.path === '/livez') {
      ctx.status = 200;
      ctx.body = 'ok\n';
      return;
    }
    if (ctx.path === '/readyz') {
      const checks = await readiness(strapi);
      const ready = Object.values(checks).every((check) => check === 'ok');
      ctx.status = ready ? 200 : 503;
      if (!ready) ctx.set('Retry-After', '3');
      ctx.set('Cache-Control', 'no-store');
      ctx.body = { ready, checks };
      return;
    }
    const startedAt = performance.now();
    await next();
    const elapsedMs = Math.round(performance.now() - startedAt);
    strapi.log.http(`${ctx.method} ${ctx.path} ${ctx.status} ${elapsedMs} ms`);
  };
