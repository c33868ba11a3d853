import { exitQuietly, readEnvironment } from '@chung-tay/config';
import { loadCms } from './operate/load';

/** How long a request that is under way may still take once the process was told to stop. */
const drainMs = 10_000;

/**
 * Starts the CMS: one process at a time migrates (an advisory lock on PostgreSQL), then all serve. On
 * SIGTERM or SIGINT it stops accepting, lets the requests under way finish, and closes the database.
 */
async function serve(): Promise<void> {
  const environment = readEnvironment();
  const strapi = await loadCms();
  await new Promise<void>((resolve, reject) => {
    strapi.server.httpServer.once('error', reject);
    strapi.server.listen(environment.cmsPort, environment.host, () => resolve());
  });
  process.send?.('ready');
  strapi.log.info(`CMS listens on http://${environment.host}:${environment.cmsPort}`);

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    const server = strapi.server.httpServer;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    const deadline = new Promise<void>((resolve) => setTimeout(resolve, drainMs).unref());
    await Promise.race([closed, deadline]);
    await strapi.destroy();
    exitQuietly(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.removeAllListeners(signal);
    process.on(signal, () => void stop());
  }
}

serve().catch((error: unknown) => {
  console.error(error);
  exitQuietly(1);
});
