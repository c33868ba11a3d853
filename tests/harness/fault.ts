import { createServer } from 'node:http';
import { freePort } from './postgres.ts';

/** What happens to an answer on its way; undefined lets it pass. */
export type Fault = (path: string, body: string) => { status: number; body: string } | undefined;

/** A way to a server on which answers may be damaged, as a bad network or a half-dead server does. */
export async function startFaultyWay(target: string, fault: Fault) {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const path = request.url ?? '';
      try {
        const headers = new Headers();
        for (const name of ['content-type', 'hint-signature']) {
          const value = request.headers[name];
          if (typeof value === 'string') headers.set(name, value);
        }
        const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
        const answer = await fetch(`${target}${path}`, {
          method: request.method ?? 'GET',
          headers,
          ...(hasBody ? { body: Buffer.concat(chunks) } : {}),
        });
        const body = Buffer.from(await answer.arrayBuffer());
        const damaged = fault(path, body.toString());
        response.writeHead(damaged?.status ?? answer.status, {
          'content-type': answer.headers.get('content-type') ?? 'application/octet-stream',
        });
        response.end(damaged?.body ?? body);
      } catch {
        response.writeHead(502).end();
      }
    });
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
