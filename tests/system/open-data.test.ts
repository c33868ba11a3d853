import { execFile } from 'node:child_process';
import { appendFile, cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canariesIn, canariesOf, canaryRows, drawPeople } from '../harness/canaries.ts';
import { crawl } from '../harness/crawl.ts';
import { corpusRows } from '../harness/corpus.ts';
import { datapackageShape } from '../harness/datapackage.ts';
import {
  adminPost,
  askDatabase,
  engines,
  eventually,
  freshPlace,
  jsonOf,
  operate,
  pinnedNode,
  repository,
  startCms,
  submitPledge,
  uploadStatement,
  type Cms,
  type Place,
} from '../harness/index.ts';
import { pledgeBody } from '../harness/requests.ts';
import { startSite, type Site } from '../harness/site.ts';
import { writeVietcombankCsv, type TestRow } from '../harness/statement-file.ts';

const run = promisify(execFile);
const account = '0000000000';
const people = drawPeople(41);
const canaries = canariesOf(people);
const script = path.join(repository, 'site', 'public', 'kiem-chung.mjs');
const dayMs = 86_400_000;

interface View {
  id: number;
  version: number;
  posted: number;
  rowCount: number;
}

/** Below what a second person must confirm, so that every credit is posted. */
const corpus: TestRow[] = [...corpusRows({ rows: 400, seed: 5, days: 2 })].filter(
  ({ amountVnd }) => amountVnd > 0 && amountVnd < 10_000_000,
);

describe.each(engines)('open data on %s', (engine) => {
  let place: Place;
  let cms: Cms;
  let site: Site;
  let folder: string;
  let files: string;

  async function importRows(name: string, rows: readonly TestRow[]) {
    const file = path.join(folder, name);
    await writeVietcombankCsv(file, { account, openingVnd: 0, rows });
    const uploaded = await uploadStatement(cms, account, name, await readFile(file));
    expect(uploaded.status).toBe(201);
    const { id, version } = await jsonOf<View>(uploaded);
    const accepted = await adminPost(cms, `/donations/statements/${id}/accept`, { version });
    expect(accepted.status).toBe(200);
    await eventually(
      async () => jsonOf<View>(await cms.adminFetch(`/donations/statements/${id}`)),
      ({ posted, rowCount }) => posted === rowCount,
    );
  }
  /** The operator's command on a clock that is so many days ahead. */
  const openData = (args: readonly string[], daysAhead = 0) => {
    const clock = `const now = Date.now; Date.now = () => now() + ${daysAhead * dayMs};`;
    const nodeFlags =
      daysAhead === 0 ? [] : ['--import', `data:text/javascript,${encodeURIComponent(clock)}`];
    return operate(place, ['open-data', ...args], { nodeFlags });
  };
  const verify = async (where: string, ...more: string[]) => {
    try {
      const { stdout } = await run(pinnedNode, [script, where, ...more]);
      return { code: 0, output: stdout };
    } catch (error) {
      const { code, stdout } = error as { code: number; stdout: string };
      return { code, output: stdout };
    }
  };
  const totals = async () =>
    jsonOf<{ seq: number; figures: { name: string; amountVnd: string; rows: number }[] }>(
      await cms.fetch('/api/statistics/totals'),
    );
  const received = async () =>
    (await totals()).figures.find(({ name }) => name === 'received.cash')?.amountVnd;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'chung-tay-open-'));
    place = await freshPlace(engine);
    files = path.join(place.dataDir, 'open-data');
    cms = await startCms(place);
    site = await startSite(place, cms.url);
    for (const [index, { name, phone, email, address }] of people.entries()) {
      const donor = {
        kind: 'individual',
        origin: 'domestic',
        name,
        ...(index % 2 === 0 ? { phone } : { email }),
      };
      const answer = await submitPledge(
        cms,
        `canary-${engine}-${index}`,
        pledgeBody('500000', {
          donor,
          visibility: index % 2 === 0 ? 'anonymous' : 'initials',
          message: `${name} ${phone} ${email} ${address}`,
        }),
      );
      expect(answer.status).toBe(201);
    }
    await importRows('a.csv', [...corpus, ...canaryRows(people)]);
    await eventually(received, (amount) => amount !== undefined && amount !== '0');
  });
  afterAll(async () => {
    await site.stop();
    await cms.stop();
    await place.remove();
    await rm(folder, { recursive: true });
  });

  it('is published once, by whichever process is first', async () => {
    const outcomes = await Promise.all([
      openData(['publish', '--today']),
      openData(['publish', '--today']),
    ]);
    const output = outcomes.map((outcome) => outcome.output).join('\n');
    expect(output.match(/Published \d{4}/g), output).toHaveLength(1);
    const days = await askDatabase<{ count: number }>(
      place,
      'select count(*) as count from statistics_open_days',
    );
    expect(Number(days[0]?.count)).toBe(1);
  });

  it('adds up to the published total, to the đồng, by the three commands of its page', async () => {
    const page = await (await site.fetch('/du-lieu-mo')).text();
    const commands = [...page.matchAll(/<code>([^<]+)<\/code><\/pre>/g)].map((match) =>
      (match[1] ?? '')
        .replace(/&#39;/g, "'")
        .replace(/&quot;/g, '"')
        .replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>')
        .replace(/&amp;/g, '&'),
    );
    expect(commands).toHaveLength(4);
    const empty = await mkdtemp(path.join(folder, 'download-'));
    const outputs: string[] = [];
    for (const command of commands.slice(0, 3)) {
      outputs.push(
        (await run('bash', ['-c', `set -euo pipefail; ${command}`], { cwd: empty })).stdout,
      );
    }
    expect(outputs[2]?.trim()).toBe(await received());
    expect((await readdir(empty)).length).toBeGreaterThan(7);
    const whole = await run(
      'bash',
      ['-c', `set -euo pipefail; ${(commands[3] ?? '').replace('node ', `${pinnedNode} `)}`],
      { cwd: empty },
    );
    expect(whole.stdout).toContain('ALL IS RIGHT');
  });

  it('keeps its files for good: a correction stands in the next day', async () => {
    const kept = path.join(folder, 'kept');
    await cp(files, kept, { recursive: true });
    const [gift] = await askDatabase<{ number: string }>(
      place,
      'select number from donations_donations order by id limit 1',
    );
    const before = await received();
    const reversed = await adminPost(cms, '/donations/reversals', {
      number: gift?.number,
      reasonCode: 'refunded',
      reason: 'Hoàn trả theo đề nghị',
    });
    expect(reversed.status).toBe(200);
    await eventually(received, (amount) => amount !== before);
    const published = await openData(['publish', '--today'], 1);
    expect(published).toMatchObject({ code: 0 });
    for (const name of await readdir(kept)) {
      if (!/\d{4}-\d{2}-\d{2}/.test(name)) continue;
      expect(
        (await readFile(path.join(files, name))).equals(await readFile(path.join(kept, name))),
      ).toBe(true);
    }
    const next = (await readdir(files)).filter((name) => /^ledger-.*\.csv$/.test(name)).sort();
    expect(next).toHaveLength(2);
    const lines = (await readFile(path.join(files, next[1] ?? ''), 'utf8')).split('\r\n');
    expect(lines[1]).toMatch(/^\d+-0,\d{4}-\d{2}-\d{2},-\d+,cash,bank-line,.*refunded/);
    expect(await verify(files, path.join(kept, 'checkpoints.jsonl'))).toMatchObject({ code: 0 });
  });

  it('describes itself by the Data Package standard', async () => {
    const answer = await site.fetch('/du-lieu-mo/tep/datapackage.json');
    expect(answer.headers.get('content-type')).toBe('application/json');
    const described = datapackageShape.parse(await answer.json());
    expect(described.resources).toHaveLength(8);
  });

  it('is served with a long life when it never changes', async () => {
    const names = await readdir(files);
    for (const name of names) {
      const answer = await site.fetch(`/du-lieu-mo/tep/${name}`);
      expect(answer.status, name).toBe(200);
      const life = answer.headers.get('cache-control') ?? '';
      expect(life.includes('immutable'), name).toBe(/\d{4}-\d{2}-\d{2}/.test(name));
      expect(
        Buffer.from(await answer.arrayBuffer()).equals(await readFile(path.join(files, name))),
        name,
      ).toBe(true);
    }
    for (const name of ['ledger-2000-01-01.csv', '..%2fsecrets.json', '.draft', 'x']) {
      expect((await site.fetch(`/du-lieu-mo/tep/${name}`)).status, name).toBe(404);
    }
  });

  it('makes a lost file again, byte for byte', async () => {
    const [manifest = ''] = (await readdir(files)).filter((name) => name.startsWith('manifest-'));
    const day = manifest.slice(9, 19);
    const names = (await readdir(files)).filter((name) => name.includes(day));
    const kept = new Map<string, Buffer>();
    for (const name of names) {
      kept.set(name, await readFile(path.join(files, name)));
      await rm(path.join(files, name));
    }
    expect((await openData(['publish'])).output).toContain('Everything is published');
    for (const [name, bytes] of kept) {
      expect((await readFile(path.join(files, name))).equals(bytes), name).toBe(true);
    }
  });

  it('shows every kind of tampering to the program that everybody has', async () => {
    const names = (await readdir(files)).sort();
    const tampered = await mkdtemp(path.join(folder, 'tampered-'));
    const change = async (name: string, by: (text: string) => string) => {
      await cp(files, tampered, { recursive: true });
      const file = path.join(tampered, name);
      await writeFile(file, by(await readFile(file, 'utf8')));
      return verify(tampered);
    };
    const nameOf = (start: string, end: string) =>
      names.find((name) => name.startsWith(start) && name.endsWith(end)) ?? '';
    const outcomes = [
      await change(nameOf('ledger-', '.csv'), (text) => text.replace(/,100000,/, ',900000,')),
      await change(nameOf('totals-', '.json'), (text) =>
        text.replace(/"amountVnd":"[1-9]/, '"amountVnd":"9'),
      ),
      await change(nameOf('journal-', '.jsonl'), (text) => text.split('\n').slice(1).join('\n')),
      await change(nameOf('manifest-', '.json'), (text) =>
        text.replace('"version":1', '"version":2'),
      ),
      await change('checkpoints.jsonl', (text) => text.replace(/"hash":"./, '"hash":"z')),
    ];
    for (const outcome of outcomes) {
      expect(outcome.code).not.toBe(0);
      expect(outcome.output).toContain('WRONG');
    }
    await appendFile(path.join(files, nameOf('ledger-', '.csv')), ' ');
    expect((await openData(['verify'])).code).toBe(4);
  });

  it('is never changed in the database', async () => {
    await expect(askDatabase(place, "update statistics_open_days set head = 'x'")).rejects.toThrow(
      /append-only/,
    );
    await expect(askDatabase(place, 'delete from statistics_open_days')).rejects.toThrow(
      /append-only/,
    );
  });

  it('shows nothing of a person anywhere in public', async () => {
    const seen = await crawl(site.url, [
      ...[
        '/',
        '/en',
        '/sao-ke',
        '/en/sao-ke',
        '/du-lieu-mo',
        '/du-lieu-mo/api',
        '/tra-cuu',
        '/rss.xml',
        '/sitemap.xml',
      ],
      ...['/khong-co', '/sao-ke?tu=sai', '/sao-ke/1/0', '/sao-ke/999999/0', '/robots.txt'],
      ...(await readdir(files)).map((name) => `/du-lieu-mo/tep/${name}`),
    ]);
    const asked = await crawl(cms.url, [
      ...[
        '/api/donations/ledger',
        '/api/donations/campaigns',
        '/api/donations/catalogue',
        '/api/statistics/totals',
      ],
      ...[
        '/api/donations/ledger/statements',
        '/api/donations/ledger/1/0',
        '/api/donations/ledger?q=ung+ho',
      ],
      ...[
        '/api/journal/head',
        '/livez',
        '/readyz',
        '/api/pledges',
        '/api/pledges/mine',
        '/api/newsroom/changes',
      ],
      ...[
        '/api/donations/donations',
        '/api/donations/lines',
        '/api/pledges/pledges',
        '/api/users',
        '/api/statistics/totals?campaign=x',
      ],
      ...Array.from({ length: 12 }, (_, index) => `/api/donations/ledger?after=9999.${index * 40}`),
    ]);
    const texts = [
      ...[...seen, ...asked].map(({ address, text }) => ({ where: address, text })),
      { where: 'the log of the CMS', text: cms.log() },
      { where: 'the log of the site', text: site.log() },
    ];
    const leaks = texts.flatMap(({ where, text }) =>
      canariesIn(text, canaries).map((leak) => `${where}: ${leak}`),
    );
    expect(leaks).toEqual([]);
    expect(seen.length).toBeGreaterThan(40);
    // The rows themselves are there: it is what they hide that is not.
    const ledger = seen.filter(({ address }) => address.endsWith('.csv'));
    expect(ledger.some(({ text }) => text.includes(',100004,'))).toBe(true);
  });
});

it('a canary is found in whatever form it hides', () => {
  const [{ name, phone, email } = people[0]!] = people;
  const forms = [
    name,
    name.toUpperCase(),
    `<p>${encodeURIComponent(name)}</p>`,
    Buffer.from(`{"donor":"${name}"}`).toString('base64'),
    'nguyen van xiem quyenh',
    'NGUYENVANXIEMQUYENH',
    phone.replace(/(....)(...)(...)/, '$1.$2 $3'),
    email.replace('@', '%40'),
    [...name]
      .map((sign) => (sign > '~' ? `&#x${sign.codePointAt(0)?.toString(16)};` : sign))
      .join(''),
  ];
  for (const form of forms) expect(canariesIn(`x ${form} y`, canaries), form).not.toEqual([]);
  expect(canariesIn('N. V. X. Q. ung ho 100000', canaries)).toEqual([]);
});
