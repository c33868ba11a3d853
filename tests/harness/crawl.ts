import { gunzipSync } from 'node:zlib';

/** One public answer, whole: address, status, headers and body. */
export interface Crawled {
  readonly address: string;
  readonly status: number;
  readonly text: string;
}

async function take(url: string): Promise<Crawled> {
  const answer = await fetch(url, { redirect: 'manual' });
  const headers = [...answer.headers.entries()]
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
  const bytes = Buffer.from(await answer.arrayBuffer());
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const body = (isGzip ? gunzipSync(bytes) : bytes).toString();
  return { address: url, status: answer.status, text: `${headers}\n${body}` };
}

const linksIn = (text: string) =>
  [...text.matchAll(/(?:href|src|action)="([^"]+)"/g)].map((match) =>
    (match[1] ?? '').replaceAll('&amp;', '&'),
  );

/** Follows every link from the given addresses within one origin, some at a time. */
export async function crawl(
  origin: string,
  starts: readonly string[],
  addressesMax = 600,
): Promise<Crawled[]> {
  const known = new Set<string>();
  const queue: string[] = [];
  const add = (link: string, from: string) => {
    const url = new URL(link, from);
    url.hash = '';
    if (url.origin !== origin || known.has(url.href) || known.size >= addressesMax) return;
    known.add(url.href);
    queue.push(url.href);
  };
  for (const start of starts) add(start, origin);
  const found: Crawled[] = [];
  while (queue.length > 0) {
    const some = await Promise.all(queue.splice(0, 6).map(take));
    for (const answer of some) {
      found.push(answer);
      for (const link of linksIn(answer.text)) if (/^[./]/.test(link)) add(link, answer.address);
    }
  }
  return found;
}
