import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  askDatabase,
  engines,
  eventually,
  freePort,
  freshPlace,
  jsonOf,
  operate,
  startCms,
  submitPledge,
  type Cms,
  type Place,
} from '../../../tests/harness/index.ts';

interface Hint {
  readonly address: string;
  readonly signature: string;
  readonly body: string;
}

/** A site that is out of order for its first answers and then says that it heard. */
function startSite(port: number, refusals: number, hints: Hint[]): Promise<Server> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const signature = String(request.headers['hint-signature']);
      hints.push({ address: `${request.method} ${request.url}`, signature, body });
      response.writeHead(hints.length <= refusals ? 500 : 204).end();
    });
  });
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server)));
}

interface Totals {
  readonly seq: number;
  readonly asOf: string | null;
  readonly campaign: string | null;
  readonly figures: readonly {
    readonly name: string;
    readonly amountVnd: string;
    readonly rows: number;
  }[];
}

describe.each(engines)('totals on %s', (engine) => {
  const hints: Hint[] = [];
  let place: Place;
  let cms: Cms;
  let site: Server;

  beforeAll(async () => {
    const port = await freePort();
    site = await startSite(port, 2, hints);
    place = await freshPlace(engine);
    cms = await startCms(place, { env: { SITE_URL: `http://127.0.0.1:${port}` } });
  });
  afterAll(async () => {
    await cms.stop();
    site.close();
    await place.remove();
  });

  const totals = async (query = '') =>
    jsonOf<Totals>(await cms.fetch(`/api/statistics/totals${query}`));
  const promised = (answer: Totals) => answer.figures.find(({ name }) => name === 'pledged.cash');
  const hintFor = (seq: number) => JSON.stringify({ kind: 'totals', seq });

  it('follow a promise, by their campaign and overall, at the watermark of the journal', async () => {
    expect((await submitPledge(cms, `totals-${engine}-1`)).status).toBe(201);
    const all = await eventually(totals, (answer) => promised(answer)?.rows === 1);
    const one = await totals('?campaign=trinh-dien');
    expect(promised(all)).toMatchObject({ amountVnd: '500000', rows: 1 });
    expect(one).toEqual({ ...all, campaign: 'trinh-dien' });
    const head = await jsonOf<{ seq: number; asOf: string }>(await cms.fetch('/api/journal/head'));
    expect({ seq: all.seq, asOf: all.asOf }).toEqual({ seq: head.seq, asOf: head.asOf });
  });

  it('are told to the site after it failed, once, and signed', async () => {
    const { seq } = await totals();
    const wanted = hintFor(seq);
    await eventually(
      async () => hints.length,
      (count) => count > 2,
      15_000,
    );
    const empty = await eventually(
      () => askDatabase(place, 'select * from journal_outbox'),
      (rows) => rows.length === 0,
    );
    expect(empty).toEqual([]);
    // Two refusals and one answer that was heard; a pause longer than the next attempt brings no more.
    await new Promise((resolve) => setTimeout(resolve, 4500));
    expect(hints.filter(({ body }) => body === wanted)).toHaveLength(3);
    const { hintSecret } = JSON.parse(
      readFileSync(path.join(place.dataDir, 'secrets.json'), 'utf8'),
    ) as { hintSecret: string };
    expect(hints.at(-1)).toEqual({
      address: 'POST /noi-bo/hint',
      signature: createHmac('sha256', hintSecret).update(wanted).digest('hex'),
      body: wanted,
    });
  });

  it('are given up quietly at last, and newer ones make older ones void', async () => {
    site.close();
    site.closeAllConnections();
    await askDatabase(
      place,
      `insert into journal_outbox (topic, payload, attempts, due_at, state)
       values ('site.totals', '{"seq":1}', 0, 0, 'waiting'), ('site.totals', '{"seq":2}', 11, 0, 'waiting')`,
    );
    const rows = await eventually(
      () => askDatabase(place, 'select * from journal_outbox'),
      (left) => left.length === 0,
    );
    expect(rows).toEqual([]);
    expect(cms.log()).not.toContain('dead letter');
  });

  it('are not sent again to whoever has them', async () => {
    const first = await cms.fetch('/api/statistics/totals');
    const etag = first.headers.get('etag') ?? '';
    expect(etag).not.toBe('');
    const again = await cms.fetch('/api/statistics/totals', { headers: { 'If-None-Match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    await submitPledge(cms, `totals-${engine}-2`);
    await eventually(totals, (answer) => promised(answer)?.rows === 2);
    const changed = await cms.fetch('/api/statistics/totals', {
      headers: { 'If-None-Match': etag },
    });
    expect(changed.status).toBe(200);
  });

  it('of a campaign that nobody knows do not exist', async () => {
    for (const query of ['?campaign=khong-co', '?campaign=', '?campaign=a&campaign=b']) {
      const answer = await cms.fetch(`/api/statistics/totals${query}`);
      expect(answer.status, query).toBe(404);
      expect(answer.headers.get('content-type'), query).toContain('application/problem+json');
      expect(await jsonOf(answer), query).toMatchObject({ code: 'campaign-not-found' });
    }
  });

  it('that drift are found by their recomputation, which changes nothing', async () => {
    const check = () => operate(place, ['figures', 'recompute', '--check']);
    expect(await check()).toMatchObject({ code: 0 });
    const changeBy = (vnd: number) =>
      askDatabase(place, `update statistics_cells set amount_vnd = amount_vnd + ${vnd}`);
    await changeBy(1);
    const found = await check();
    expect(found.output).toContain('stored 1000001 in 2, recomputed 1000000 in 2');
    expect(found.code).toBe(4);
    expect((await check()).code).toBe(4);
    await changeBy(-1);
    expect(await check()).toMatchObject({ code: 0 });
    await askDatabase(place, 'delete from statistics_cells');
    expect((await check()).output).toContain('stored 0 in 0, recomputed 1000000 in 2');
  });
});
