import { createServer, request } from 'node:http';
import type { Cms, Place } from '../harness/cms.ts';
import { freePort } from '../harness/postgres.ts';
import { startSite } from '../harness/site.ts';
import { perSecond, rateOf, ratio, say } from './load.ts';

/** The same bytes out of a bare Node handler: what no framework can beat. */
export async function startBare(body: Buffer, type: string) {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': type, 'content-length': body.length });
    response.end(body);
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${port}/`, stop: () => server.close() };
}

export async function benchSite(place: Place, cms: Cms): Promise<void> {
  const site = await startSite(place, cms.url);
  const page = await (await fetch(site.url)).text();
  const style = /\/tai-nguyen\/[^"]+\.css/.exec(page)?.[0] ?? '';
  say('site');
  for (const [name, address] of [
    ['totals page /', '/'],
    ['static page /thu-tuc-ung-ho', '/thu-tuc-ung-ho'],
    ['stylesheet', style],
  ] as const) {
    const compressed = await compressedBody(`${site.url}${address}`);
    const bare = await startBare(compressed, 'text/html; charset=utf-8');
    const ours = await rateOf({ url: `${site.url}${address}`, encoding: 'br' });
    const best = await rateOf({ url: bare.url, encoding: 'br' });
    bare.stop();
    say(
      `  ${name.padEnd(28)} ${perSecond(ours)}   ${ratio(ours, best)} of a bare Node handler (${perSecond(best)})`,
    );
  }
  await site.stop();
}

/** The compressed bytes that a browser would get. */
export async function compressedBody(url: string, encoding = 'br'): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers: { 'accept-encoding': encoding } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(Buffer.concat(chunks)));
    });
    asked.on('error', reject);
    asked.end();
  });
}
