import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  adminPost,
  askDatabase,
  engines,
  eventually,
  freshPlace,
  jsonOf,
  operate,
  pledgeBody,
  repository,
  startCms,
  submitPledge,
  type Cms,
  type Place,
} from '../harness/index.ts';
import { expectShape, openapi } from '../harness/openapi.ts';

const moneyTypes = [
  'plugin::donations.account',
  'plugin::donations.statement',
  'plugin::donations.line',
  'plugin::donations.donation',
  'plugin::pledges.pledge',
  'plugin::pledges.settlement',
];

describe.each(engines)('the CMS on %s', (engine) => {
  let place: Place;
  let cms: Cms;
  beforeAll(async () => {
    place = await freshPlace(engine);
    cms = await startCms(place);
  });
  afterAll(async () => {
    await cms.stop();
    await place.remove();
  });

  it('has every plugin with its types', async () => {
    const { data } = await jsonOf<{ data: { uid: string }[] }>(
      await cms.adminFetch('/content-manager/content-types'),
    );
    const uids = data.map(({ uid }) => uid);
    expect(uids).toEqual(
      expect.arrayContaining([
        ...moneyTypes,
        ...['plugin::donations.campaign', 'plugin::donations.bank', 'plugin::donations.item'],
        ...['plugin::provinces.locality', 'plugin::provinces.unit'],
      ]),
    );
  });

  it('answers every described address, and describes every one that it answers', async () => {
    for (const [address, methods] of Object.entries(openapi.paths)) {
      for (const method of Object.keys(methods)) {
        const url = address
          .replace('{code}', 'VDXH0000000195')
          .replace('{seq}', '1')
          .replace('{index}', '0')
          .replace('{kind}', 'articles')
          .replace('{slug}', 'khong-co')
          .replace('{token}', 'khong-co');
        const answer = await cms.fetch(url, { method: method.toUpperCase() });
        const body = await answer.text();
        expect(answer.status, `${method} ${address}`).toBeLessThan(500);
        expect(body, `${method} ${address}`).not.toContain('route-not-found');
      }
    }
    const plugins = ['journal', 'provinces', 'donations', 'pledges', 'statistics'];
    const declared = plugins.flatMap((name) => {
      const routes = readFileSync(
        path.join(repository, 'plugins', name, 'server', 'src', 'routes', 'public.ts'),
        'utf8',
      );
      return [...routes.matchAll(/method: '(\w+)',\s*path: '([^']+)'/g)].map(
        ([, method = '', at = '']) => {
          const prefix = at === `/${name}` ? '' : `/${name}`;
          return `${method.toLowerCase()} /api${prefix}${at.replaceAll(/:(\w+)/g, '{$1}')}`;
        },
      );
    });
    const newsroom = readFileSync(
      path.join(repository, 'cms', 'src', 'api', 'newsroom', 'routes', 'newsroom.ts'),
      'utf8',
    );
    declared.push(
      ...[...newsroom.matchAll(/method: '(\w+)', path: '([^']+)'/g)].map(
        ([, method = '', at = '']) =>
          `${method.toLowerCase()} /api${at.replaceAll(/:(\w+)/g, '{$1}')}`,
      ),
    );
    const described = Object.entries(openapi.paths).flatMap(([address, methods]) =>
      Object.keys(methods).map((method) => `${method} ${address}`),
    );
    expect(described.filter((each) => each.includes('/api/')).sort()).toEqual(declared.sort());
  });

  it('answers in the shapes that are described', async () => {
    const body = pledgeBody('500000', {
      lines: [
        { kind: 'cash', currency: 'VND', amount: '500000' },
        { kind: 'goods', text: 'Áo phao', quantity: '20', unit: 'chiếc' },
      ],
    });
    expectShape('PledgeSubmission', body);
    const answer = await jsonOf<{ code: string; token: string }>(
      await submitPledge(cms, 'shape-key-1', body),
    );
    expectShape('PledgeAnswer', answer);
    expectShape(
      'PledgeStatus',
      await jsonOf(await cms.fetch(`/api/pledges/status/${answer.code}`)),
    );
    const mine = await cms.fetch('/api/pledges/mine', {
      headers: { 'Pledge-Token': answer.token },
    });
    expectShape('PledgeView', await jsonOf(mine));
    for (const campaign of await jsonOf<unknown[]>(await cms.fetch('/api/donations/campaigns'))) {
      expectShape('Campaign', campaign);
    }
    expectShape('SignedAccountList', await jsonOf(await cms.fetch('/api/donations/accounts')));
    expectShape('Totals', await jsonOf(await cms.fetch('/api/statistics/totals')));
    expectShape('Problem', await jsonOf(await submitPledge(cms, 'shape-key-2', {})));
  });

  it('loads 63 and 34 localities, each of the old ones with its successor', async () => {
    const list = async (epoch: string) =>
      (
        await jsonOf<{ localities: { key: string; successorKey: string | null }[] }>(
          await cms.fetch(`/api/provinces/localities?epoch=${epoch}`),
        )
      ).localities;
    const [old, now] = [await list('vn63'), await list('vn34')];
    expect([old.length, now.length]).toEqual([63, 34]);
    const keys = new Set(now.map(({ key }) => key));
    expect(old.filter(({ successorKey }) => !keys.has(successorKey ?? ''))).toEqual([]);
  });

  it('shows money types in the content manager, searchable, and lets nobody change them', async () => {
    const { code } = await jsonOf<{ code: string }>(await submitPledge(cms, 'boot-pledge-1'));
    for (const uid of moneyTypes) {
      const listed = await cms.adminFetch(`/content-manager/collection-types/${uid}?_q=x`);
      expect(listed.status, uid).toBe(200);
      const created = await adminPost(cms, `/content-manager/collection-types/${uid}`, {});
      expect(created.status, `create ${uid}`).toBe(403);
    }
    const found = await jsonOf<{ results: { documentId: string }[] }>(
      await cms.adminFetch(`/content-manager/collection-types/plugin::pledges.pledge?_q=${code}`),
    );
    expect(found.results).toHaveLength(1);
    const at = `/content-manager/collection-types/plugin::pledges.pledge/${found.results[0]?.documentId}`;
    const changed = await cms.adminFetch(at, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ settledVnd: '1' }),
    });
    const deleted = await cms.adminFetch(at, { method: 'DELETE' });
    expect([changed.status, deleted.status]).toEqual([403, 403]);
    expect((await cms.fetch(`/api/pledges/status/${code}`)).status).toBe(200);
  });

  it('offers no generated REST for anything of ours', async () => {
    for (const name of ['accounts', 'statements', 'lines', 'donations', 'settlements']) {
      expect((await cms.fetch(`/api/${name}`)).status).toBe(404);
      // The accounts have an address of ours: the signed list.
      const status = name === 'accounts' ? 200 : 404;
      expect((await cms.fetch(`/api/donations/${name}`)).status).toBe(status);
    }
  });

  it('asks for a login before it shows statements', async () => {
    for (const address of ['/donations/statements', '/donations/accounts']) {
      expect((await cms.fetch(address)).status).toBe(401);
    }
    expect((await cms.fetch('/pledges/1/approve', { method: 'POST' })).status).toBe(401);
  });

  it('takes files on no other route', async () => {
    const form = new FormData();
    form.append('files', new Blob(['x'.repeat(1000)]), 'x.txt');
    for (const address of ['/api/pledges/withdraw', '/api/khong-co', '/admin/login']) {
      const answer = await cms.fetch(address, { method: 'POST', body: form });
      expect(answer.status, address).toBeGreaterThanOrEqual(400);
      expect(answer.status, address).toBeLessThan(500);
    }
  });

  it('refuses changes of the journal in the database itself, and finds them when forced', async () => {
    await submitPledge(cms, 'boot-pledge-2');
    await eventually(
      async () => (await jsonOf<{ seq: number }>(await cms.fetch('/api/journal/head'))).seq,
      (seq) => seq >= 2,
    );
    await expect(askDatabase(place, "update journal_entries set event = 'x'")).rejects.toThrow(
      /append-only/,
    );
    await expect(askDatabase(place, 'delete from journal_seals')).rejects.toThrow(/append-only/);
    // Whoever owns the database can take the triggers away; the chain tells.
    const trigger =
      engine === 'sqlite'
        ? 'journal_entries_no_update'
        : 'journal_entries_append_only on journal_entries';
    await askDatabase(place, `drop trigger ${trigger}`);
    await askDatabase(
      place,
      "update journal_entries set canonical = replace(canonical, '500000', '900000')",
    );
    const verdict = await operate(place, ['journal', 'verify']);
    expect(verdict.output).toContain('hash-differs');
    expect(verdict.code).toBe(4);
  });
});
