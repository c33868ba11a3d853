import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  accepted,
  articleOf,
  askDatabase,
  deskOf,
  directiveOf,
  engines,
  eventually,
  freshPlace,
  generateArticles,
  jsonOf,
  operate,
  paragraphOf,
  startCms,
  type Cms,
  type Place,
} from '../harness/index.ts';
import { randomFrom } from '../harness/statement-file.ts';

interface Change {
  readonly kind: string;
  readonly locale: string;
  readonly documentKey: string;
  readonly slug: string;
  readonly state: 'live' | 'gone';
  readonly revision: number;
  readonly updatedAt: string;
  readonly former: readonly string[];
}
interface Changes {
  readonly revision: number;
  readonly more: boolean;
  readonly changes: readonly Change[];
}
interface Draft {
  readonly publishAt: string | null;
  readonly publishedAt: string | null;
}
interface Waiting {
  readonly refused: {
    readonly total: number;
    readonly items: readonly object[];
  };
}
interface List {
  readonly total: number;
  readonly items: readonly {
    readonly slug: string;
    readonly title: string;
    readonly locale: string;
  }[];
}
interface Document {
  readonly slug: string;
  readonly title: string;
  readonly documentKey: string;
  readonly revision: number;
  readonly views: number;
  readonly movedTo?: string;
  readonly code?: string;
  readonly blocks: readonly unknown[];
}

describe.each(engines)('the newsroom on %s', (engine) => {
  let place: Place;
  let cms: Cms;
  let desk: ReturnType<typeof deskOf>;
  beforeAll(async () => {
    place = await freshPlace(engine);
    cms = await startCms(place);
    desk = deskOf(cms.adminFetch);
  });
  afterAll(async () => {
    await cms.stop();
    await place.remove();
  });

  const get = async <T>(at: string) => {
    const answer = await cms.fetch(`/api/newsroom/${at}`);
    return { status: answer.status, body: await jsonOf<T>(answer) };
  };
  const find = (slug: string, locale = 'vi', kind = 'articles') =>
    get<Document>(`${kind}/${slug}?locale=${locale}`);
  /** How many revisions were drawn as one process sees it. */
  const count = async (at: Cms) =>
    (await jsonOf<Changes>(await at.fetch('/api/newsroom/changes?after=2000000000'))).revision;
  const draftAt = async (documentKey: string) => {
    const path = `/content-manager/collection-types/api::newsroom.article/${documentKey}?locale=vi`;
    const answer = await jsonOf<{ data: Draft }>(await cms.adminFetch(path));
    return answer.data;
  };
  const waiting = async () => jsonOf<Waiting>(await cms.adminFetch('/newsroom/desk'));
  const attempts = async () =>
    (
      await askDatabase<{ attempts: number }>(place, 'select attempts from newsroom_own_refusals')
    ).map((row) => row.attempts);
  const search = async (q: string, more = '') =>
    (await get<List>(`search?q=${encodeURIComponent(q)}${more}`)).body;

  describe('the life of an article', () => {
    it('is public from its publication to its withdrawal, and says what became of it', async () => {
      const data = articleOf('Nhà mới ở Nà Lốc');
      const { documentId, slug } = await desk.create('article', data);
      expect(slug).toBe('nha-moi-o-na-loc');
      expect((await find(slug)).status).toBe(404);

      expect((await desk.publish('article', documentId, data)).status).toBe(200);
      const first = (await find(slug)).body;
      expect(first).toMatchObject({ title: data.title, documentKey: documentId });

      // A saved draft changes nothing; its publication does.
      const corrected = articleOf('Nhà mới ở Nà Lốc, bản sửa', { slug });
      await desk.save('article', documentId, corrected);
      expect((await find(slug)).body).toEqual(first);
      await desk.publish('article', documentId, corrected);
      const second = (await find(slug)).body;
      expect(second.title).toBe(corrected.title);
      expect(second.revision).toBeGreaterThan(first.revision);

      // The same again tells the site nothing.
      await desk.publish('article', documentId, corrected);
      expect((await find(slug)).body.revision).toBe(second.revision);

      expect((await desk.unpublish('article', documentId)).status).toBe(200);
      const gone = await find(slug);
      expect([gone.status, gone.body.code]).toEqual([410, 'document-withdrawn']);
      await desk.publish('article', documentId, corrected);
      expect((await find(slug)).status).toBe(200);

      expect((await desk.remove('article', documentId)).status).toBe(200);
      expect((await find(slug)).status).toBe(410);
      // Its address is free again.
      const next = await desk.post('article', articleOf('Bài khác', { slug }));
      expect([next.status, (await find(slug)).body.title]).toEqual([200, 'Bài khác']);
    });

    it('has its own life in each language', async () => {
      const vi = articleOf('Hai thứ tiếng');
      const { documentId } = await desk.post('article', vi);
      const en = articleOf('Two languages', { slug: null });
      const saved = await desk.save('article', documentId, en, 'en');
      expect([saved.status, saved.slug]).toEqual([200, 'two-languages']);
      expect((await find('two-languages', 'en')).status).toBe(404);
      await desk.publish('article', documentId, en, 'en');
      expect((await find('two-languages', 'en')).body).toMatchObject({
        title: 'Two languages',
        alternates: { vi: 'hai-thu-tieng', en: 'two-languages' },
      });
      await desk.unpublish('article', documentId, 'en');
      expect((await find('two-languages', 'en')).status).toBe(410);
      expect((await find('hai-thu-tieng')).status).toBe(200);
      await desk.publish('article', documentId, en, 'en');
      await desk.remove('article', documentId, 'vi');
      expect((await find('hai-thu-tieng')).status).toBe(410);
      expect((await find('two-languages', 'en')).status).toBe(200);
    });

    it('shows what exists only in Vietnamese to English readers, once', async () => {
      await desk.post('article', articleOf('Chỉ có tiếng Việt zqx'));
      const both = await desk.post('article', articleOf('Có cả hai zqx'));
      const en = articleOf('Both of them zqx', { slug: null });
      await desk.save('article', both.documentId, en, 'en');
      await desk.publish('article', both.documentId, en, 'en');
      const list = (await get<List>('articles?locale=en&size=100')).body.items;
      const titles = list.filter(({ title }) => title.includes('zqx')).map(({ title }) => title);
      expect(titles.sort()).toEqual(['Both of them zqx', 'Chỉ có tiếng Việt zqx']);
      const found = await search('zqx', '&locale=en');
      expect(found.items.map(({ title }) => title).sort()).toEqual(titles);
      expect((await search('zqx')).total).toBe(2);
    });
  });

  describe('addresses', () => {
    it('are made from titles, kept apart, and refused when they are taken, reserved or malformed', async () => {
      const one = await desk.post('article', articleOf('Cùng một tên'));
      const two = await desk.post('article', articleOf('Cùng một tên'));
      expect([one.slug, two.slug]).toEqual(['cung-mot-ten', 'cung-mot-ten-2']);
      const typed = await desk.create('article', articleOf('Gõ tay', { slug: one.slug }));
      expect(typed.status).toBe(400);
      const reserved = await desk.create('article', articleOf('Mô hình', { slug: 'mo-hinh' }));
      expect([reserved.status, reserved.code]).toEqual([400, 'slug-reserved']);
      for (const slug of ['Hoa-Lớn', 'a--b', '../x', 'a_b']) {
        const malformed = await desk.create('article', articleOf('Sai', { slug }));
        expect(malformed.status, slug).toBe(400);
      }
      // A title that folds into a reserved word or into nothing gets an address that is free.
      const made = await desk.post('article', articleOf('Mô hình'));
      expect([made.status, /^bai-[a-z0-9]+$/.test(made.slug)]).toEqual([200, true]);
      const none = await desk.post('article', articleOf('…'));
      expect([none.status, /^bai-[a-z0-9]+$/.test(none.slug)]).toEqual([200, true]);
      expect((await desk.create('page', { title: 'Sao kê', slug: 'sao-ke' })).code).toBe(
        'slug-reserved',
      );
    });

    it('lead on when they change, along any number of changes', async () => {
      const data = articleOf('Đổi địa chỉ');
      const { documentId } = await desk.post('article', data);
      for (const slug of ['dia-chi-hai', 'dia-chi-ba']) {
        await desk.save('article', documentId, { ...data, slug });
        // The draft wants it, the public still has the old one.
        expect((await find(slug)).status).toBe(404);
        await desk.publish('article', documentId, { ...data, slug });
      }
      for (const slug of ['doi-dia-chi', 'dia-chi-hai']) {
        expect((await find(slug)).body).toEqual({ movedTo: 'dia-chi-ba' });
      }
      const { changes } = (await get<Changes>('changes')).body;
      const own = changes.find(({ documentKey }) => documentKey === documentId);
      expect([...(own?.former ?? [])].sort()).toEqual(['dia-chi-hai', 'doi-dia-chi']);
      // Nobody else may take a former address while it leads on.
      expect((await desk.create('article', articleOf('x', { slug: 'dia-chi-hai' }))).code).toBe(
        'slug-taken',
      );
      // Back to the first one: it is live, not a way to itself.
      await desk.publish('article', documentId, { ...data, slug: 'doi-dia-chi' });
      expect((await find('doi-dia-chi')).status).toBe(200);
      expect((await find('dia-chi-ba')).body).toEqual({ movedTo: 'doi-dia-chi' });
    });

    it('go to one of many who ask at once', async () => {
      const asked = await Promise.all(
        Array.from({ length: 12 }, () => desk.create('article', articleOf('Tranh nhau'))),
      );
      expect(asked.map(({ status }) => status)).toEqual(Array(12).fill(201));
      expect(new Set(asked.map(({ slug }) => slug)).size).toBe(12);
      const typed = await Promise.all(
        Array.from({ length: 8 }, () =>
          desk.create('article', articleOf('Tranh nhau', { slug: 'chi-mot-nguoi' })),
        ),
      );
      expect(typed.filter(({ status }) => status === 201)).toHaveLength(1);
      expect(typed.filter(({ status }) => status === 400)).toHaveLength(7);
    });

    it('stand for one published version when two editors publish at once', async () => {
      const data = articleOf('Hai người cùng bấm');
      const { documentId, slug } = await desk.create('article', data);
      const answers = await Promise.all(
        Array.from({ length: 6 }, (_, index) =>
          desk.publish('article', documentId, { ...data, slug, lead: `Bản ${index}.` }),
        ),
      );
      expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
      const [row] = await askDatabase<{ count: number | string; lead: string }>(
        place,
        `select count(*) as count, max(lead) as lead from newsroom_articles
         where document_id = '${documentId}' and published_at is not null`,
      );
      expect(Number(row?.count)).toBe(1);
      expect((await find(slug)).body).toMatchObject({ lead: row?.lead });
    });
  });

  describe('directives', () => {
    it('are one for each number, issuer and day, however it is typed', async () => {
      const first = await desk.post('directive', directiveOf(8401));
      expect(first.status).toBe(200);
      for (const more of [
        {},
        { symbol: 'qđ-bvđ' },
        { symbol: 'QĐ-BVĐ'.normalize('NFD') },
        { issuer: 'BAN VẬN ĐỘNG CỨU TRỢ TRUNG ƯƠNG'.normalize('NFD') },
      ]) {
        const again = await desk.create('directive', directiveOf(8401, more));
        expect([again.status, again.code], JSON.stringify(more)).toEqual([400, 'directive-exists']);
      }
      const otherDay = await desk.create(
        'directive',
        directiveOf(8401, { issuedOn: '2026-05-05' }),
      );
      expect(otherDay.status).toBe(201);
      const parallel = await Promise.all(
        Array.from({ length: 8 }, () => desk.create('directive', directiveOf(8402))),
      );
      expect(parallel.filter(({ status }) => status === 201)).toHaveLength(1);
      expect(parallel.filter(({ code }) => code === 'directive-exists')).toHaveLength(7);
      // Who deletes one may write it anew.
      expect((await desk.remove('directive', first.documentId)).status).toBe(200);
      expect((await desk.create('directive', directiveOf(8401))).status).toBe(201);
    });

    it('are stored only when they are not secret', async () => {
      const secret = await desk.create('directive', directiveOf(8403, { secrecy: 'mat' }));
      expect(secret.status).toBe(400);
    });

    it('are listed by kind, issuer and year, with the same numbers as their facets', async () => {
      await desk.post('directive', directiveOf(8404, { issuedOn: '2024-01-31' }));
      await desk.post('directive', directiveOf(8405, { kind: 'chi-thi', issuer: 'Sở Nội vụ' }));
      const facets = (
        await get<Record<string, { value: string; count: number; name?: string }[]>>('facets')
      ).body;
      for (const [facet, parameter] of [
        ['kinds', 'category'],
        ['issuers', 'issuer'],
        ['years', 'year'],
      ] as const) {
        for (const { value, count } of facets[facet] ?? []) {
          const { total } = (await get<List>(`directives?${parameter}=${value}`)).body;
          expect(total, `${parameter}=${value}`).toBe(count);
        }
      }
      expect(facets.issuers).toContainEqual({ value: 'so-noi-vu', count: 1, name: 'Sở Nội vụ' });
      expect((await get<List>('directives?locale=en&category=chi-thi')).body.total).toBe(1);
    });
  });

  describe('the feed', () => {
    it('is dense, in order, and complete in parts', async () => {
      const whole = (await get<Changes>('changes')).body;
      expect(whole.more).toBe(false);
      const numbers = whole.changes.map(({ revision: each }) => each);
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
      const seen: Change[] = [];
      for (let after = 0, more = true; more;) {
        const part = (await get<Changes>(`changes?after=${after}&limit=3`)).body;
        expect(part.revision).toBeGreaterThanOrEqual(after);
        seen.push(...part.changes);
        more = part.more;
        after = part.revision;
      }
      expect(seen).toEqual(whole.changes);
      for (const { updatedAt } of seen) expect(new Date(updatedAt).toISOString()).toBe(updatedAt);
      expect((await get<Changes>(`changes?after=${whole.revision}`)).body.changes).toEqual([]);
    });

    it('misses nothing for a reader who polls while many publish', async () => {
      const start = await count(cms);
      const seen = new Map<string, number>();
      let isOver = false;
      const reader = (async () => {
        let after = start;
        for (let last = false; !last;) {
          last = isOver;
          for (let more = true; more;) {
            const part = (await get<Changes>(`changes?after=${after}&limit=5`)).body;
            for (const change of part.changes) {
              expect(change.revision).toBeGreaterThan(after);
              seen.set(change.documentKey, change.revision);
            }
            more = part.more;
            after = part.revision;
          }
        }
      })();
      const posted = await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          desk.post('article', articleOf(`Song song ${index}`)),
        ),
      );
      isOver = true;
      await reader;
      expect(posted.filter(({ status }) => status !== 200)).toEqual([]);
      expect(posted.filter(({ documentId }) => !seen.has(documentId))).toEqual([]);
      expect(new Set(seen.values()).size).toBe(50);
    });
  });

  describe('search', () => {
    it('finds without marks, ranks exact marks first, and takes the last word as a beginning', async () => {
      await desk.post('article', articleOf('Đồng bào vùng lũ nhận gạo'));
      await desk.post('article', articleOf('Dòng báo cáo thứ hai'));
      expect((await search('dong bao')).total).toBe(2);
      expect((await search('đồng bào')).items[0]?.title).toBe('Đồng bào vùng lũ nhận gạo');
      expect((await search('dòng báo')).items[0]?.title).toBe('Dòng báo cáo thứ hai');
      expect((await search('đồng bào'.normalize('NFD'))).items[0]?.title).toBe(
        'Đồng bào vùng lũ nhận gạo',
      );
      expect((await search('vung lu nhan ga')).total).toBe(1);
      expect((await search('ung lu')).total).toBe(0);
      expect((await search('8404/QĐ-BVĐ')).total).toBe(1);
      expect((await search('')).total).toBe(0);
    });

    it('forgets what was withdrawn and knows what was corrected', async () => {
      const data = articleOf('Từ khóa hiếm wqzk');
      const { documentId } = await desk.post('article', data);
      expect((await search('wqzk')).total).toBe(1);
      await desk.publish('article', documentId, articleOf('Từ khóa khác vvyk'));
      expect([(await search('wqzk')).total, (await search('vvyk')).total]).toEqual([0, 1]);
      await desk.unpublish('article', documentId);
      expect((await search('vvyk')).total).toBe(0);
    });

    it('answers whatever is typed', async () => {
      const random = randomFrom(7);
      const parts = [
        ...['"', "'", '*', ':', '(', ')', '^', '-', '+', '{', '}', '\\', '%', '_', ';', '--', '/*'],
        ...[
          'AND',
          'OR',
          'NOT',
          'NEAR',
          'NEAR/2',
          'title:',
          'rowid',
          '\u0000',
          '\n',
          '😀',
          '\u0300',
        ],
        ...['đồng', 'bào', 'a', '&', '|', '!', '<->', ':*', "'::tsquery", '\u202e', '\ufffd', ' '],
      ];
      for (let round = 0; round < 200; round += 1) {
        const length = 1 + Math.floor(random() * 12);
        const typed = Array.from(
          { length },
          () => parts[Math.floor(random() * parts.length)] as string,
        ).join(random() < 0.5 ? '' : ' ');
        const { status, body } = await get<List>(`search?q=${encodeURIComponent(typed)}`);
        expect([status, typeof body.total], JSON.stringify(typed)).toEqual([200, 'number']);
      }
    });
  });

  it('refuses parameters that make no sense, with a code, and never breaks', async () => {
    const long = 'x'.repeat(3000);
    const wrong = [
      ...[
        'articles?locale=fr',
        'articles?locale=vi&locale=en',
        'articles?page=0',
        'articles?page=x',
      ],
      ...['articles?page=1001', 'articles?size=101', 'articles?size=-1', 'articles?size=1e3'],
      ...['articles?category=%00', 'articles?category=a&category=b', `articles?category=${long}`],
      ...[
        'directives?issuer=%00',
        'directives?year=99999',
        'directives?year=-1',
        'directives?year[]=1',
      ],
      ...['changes?after=-1', 'changes?after=9999999999', 'changes?after=x', 'changes?limit=1'],
      ...['changes?limit=5000', `search?q=${'x'.repeat(201)}`, 'search?q=a&q=b', 'search?q[a]=b'],
      ...[
        'articles/%00',
        'articles/%ED%A0%80',
        `articles/${long}`,
        'articles/x%00y',
        'articles/..%2f',
      ],
      ...['constructor', '__proto__', 'toString', 'constructor/x', '__proto__/x', 'faqs/x', 'khac'],
      ...['preview/x', 'preview/%00', 'preview/a.b', `preview/${long}`, 'articles/%E0%A4%A'],
    ];
    for (const at of wrong) {
      const answer = await cms.fetch(`/api/newsroom/${at}`);
      const body = await jsonOf<{ code?: string }>(answer);
      expect(answer.status, at).toBeGreaterThanOrEqual(400);
      expect(answer.status, at).toBeLessThan(500);
      expect(body.code, at).toMatch(/^[a-z-]+$/);
    }
    for (const title of ['a\u0000b', 'a\ud800b']) {
      expect((await desk.create('article', articleOf(title))).status).toBe(400);
    }
  });

  it('counts signed batches of views once', async () => {
    const { documentId, slug } = await desk.post('article', articleOf('Đếm lượt xem'));
    const secret = readFileSync(path.join(place.dataDir, 'secrets.json'), 'utf8');
    const { hintSecret } = JSON.parse(secret) as { hintSecret: string };
    const send = (body: unknown, signature?: string) => {
      const text = JSON.stringify(body);
      return cms.fetch('/api/newsroom/views', {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'Hint-Signature':
            signature ?? createHmac('sha256', hintSecret).update(text).digest('hex'),
        },
        body: text,
      });
    };
    const counts = [{ documentKey: documentId, locale: 'vi', views: 7 }];
    const batch = randomUUID();
    expect((await send({ batch, counts })).status).toBe(200);
    expect(await jsonOf(await send({ batch, counts }))).toEqual({ counts });
    const parallel = randomUUID();
    await Promise.all(Array.from({ length: 6 }, () => send({ batch: parallel, counts })));
    await Promise.all(Array.from({ length: 6 }, () => send({ batch: randomUUID(), counts })));
    expect((await find(slug)).body.views).toBe(7 * 8);
    for (const signature of ['', 'x', '0'.repeat(64)]) {
      expect((await send({ batch: randomUUID(), counts }, signature)).status).toBe(403);
    }
    const many = Array.from({ length: 5000 }, (_, index) => ({
      ...{ documentKey: `d${index}`, locale: 'vi', views: 1 },
    }));
    expect((await send({ batch: randomUUID(), counts: many })).status).toBe(200);
    for (const bad of [{ batch: 'x', counts }, { batch, counts: [{ views: -1 }] }, []]) {
      expect((await send(bad)).status).toBe(422);
    }
    expect((await find(slug)).body.views).toBe(7 * 8);
  });

  it('keeps hostile content harmless, however it came into the database', async () => {
    const script = '<script>alert(1)</script>';
    const data = articleOf(script, { lead: `${script}"'`, author: script, coverCaption: script });
    const { documentId, slug } = await desk.post('article', data);
    const body = [
      { type: 'heading', level: 99, children: [{ type: 'text', text: script }] },
      {
        type: 'paragraph',
        onclick: 'alert(1)',
        children: [
          { type: 'link', url: 'javascript:alert(1)', children: [{ type: 'text', text: 'bấm ' }] },
          {
            type: 'link',
            url: ' java\nscript:alert(1)',
            children: [{ type: 'text', text: 'đi ' }],
          },
          { type: 'link', url: 'https://example.org', children: [{ type: 'text', text: 'được' }] },
        ],
      },
      { type: 'iframe', src: 'https://evil.example', children: [{ type: 'text', text: 'khung' }] },
      { type: 'image', image: { url: 'https://evil.example/x.svg', mime: 'text/html' } },
      null,
      'chữ',
      { type: 'text', text: { deep: true } },
    ];
    const escaped = JSON.stringify(body).replaceAll("'", "''");
    await askDatabase(
      place,
      `update newsroom_articles set body = '${escaped}' where document_id = '${documentId}'`,
    );
    const mended = await operate(place, ['newsroom', 'reproject']);
    expect([mended.code, mended.output]).toEqual([0, expect.stringMatching(/, 1 mended/)]);
    const found = (await find(slug)).body;
    expect(found).toMatchObject({ title: script, lead: `${script}"'`, author: script });
    const text = JSON.stringify(found.blocks);
    expect(text).not.toMatch(/javascript|iframe|evil|onclick|"level":99/);
    for (const word of ['bấm', 'đi', 'được', 'khung', 'https://example.org']) {
      expect(text).toContain(word);
    }
    expect((await search('khung bam di')).items).toHaveLength(1);
  });

  it('shows no word of a draft anywhere', async () => {
    const canary = 'hoàngyến7421';
    const folded = 'hoangyen7421';
    const published = articleOf('Có bản nháp mới hơn');
    const { documentId, slug } = await desk.post('article', published);
    const draft = articleOf(`${canary} sửa`, {
      slug: `${folded}-moi`,
      lead: canary,
      body: paragraphOf(canary),
      author: canary,
    });
    await desk.save('article', documentId, draft);
    await desk.create('article', articleOf(canary));
    await desk.create('directive', directiveOf(8499, { abstract: canary, issuer: canary }));
    await desk.create('page', { title: canary, lead: canary, body: paragraphOf(canary) });
    await desk.create('faq', { question: canary, answer: paragraphOf(canary), position: 1 });
    await desk.create('partner', { name: canary, position: 1 });
    await desk.create('announcement', {
      title: canary,
      text: canary,
      level: 'info',
      startsAt: '2026-01-01T00:00:00Z',
    });
    const lists = ['articles', 'directives', 'pages', 'faqs', 'partners', 'announcements'];
    const tricks = [
      '',
      '&status=draft',
      '&populate=*',
      '&publicationState=preview',
      '&filters[id]=1',
    ];
    const addresses = [
      ...[...lists, 'receiving-points', 'settings'].flatMap((list) =>
        ['vi', 'en'].flatMap((locale) =>
          tricks.map((trick) => `${list}?locale=${locale}&size=100${trick}`),
        ),
      ),
      ...['changes', 'facets', `search?q=${folded}`, `search?q=${folded}&locale=en&status=draft`],
      ...[`articles/${slug}`, `articles/${slug}?status=draft&populate=*`, `articles/${folded}`],
      ...[`articles/${folded}-moi`, `pages/${folded}`, `directives/${folded}`],
    ];
    for (const at of addresses) {
      const answer = await cms.fetch(`/api/newsroom/${at}`);
      const text = (await answer.text()).normalize('NFC').toLowerCase();
      expect(answer.status, at).toBeLessThan(500);
      expect(text.includes(canary) || text.includes(folded), at).toBe(false);
    }
  });

  it('has no generated interface besides its own', async () => {
    const names = ['article', 'directive', 'page', 'faq', 'partner', 'announcement'];
    for (const name of [...names, 'receiving-point', 'site-setting']) {
      for (const at of [`/api/${name}s`, `/api/${name}`, `/api/newsroom/${name}`]) {
        for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
          const answer = await cms.fetch(`${at}?status=draft&populate=*`, { method });
          expect([404, 405], `${method} ${at}`).toContain(answer.status);
        }
      }
    }
  });

  it('shows a draft to the holder of a token, for this document and one hour', async () => {
    const { documentId } = await desk.create('article', articleOf('Xem trước nhé'));
    const secret = readFileSync(path.join(place.dataDir, 'secrets.json'), 'utf8');
    const { hintSecret } = JSON.parse(secret) as { hintSecret: string };
    const sign = (ticket: object, key = hintSecret) => {
      const body = Buffer.from(JSON.stringify(ticket)).toString('base64url');
      const signature = createHmac('sha256', key).update(`preview:${body}`).digest('base64url');
      return `${body}.${signature}`;
    };
    const ticket = {
      uid: 'api::newsroom.article',
      documentId,
      locale: 'vi',
      status: 'draft',
      untilMs: Date.now() + 60_000,
    };
    const look = (token: string) => cms.fetch(`/api/newsroom/preview/${token}`);
    const shown = await look(sign(ticket));
    expect([shown.status, shown.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
    expect(await jsonOf(shown)).toMatchObject({ title: 'Xem trước nhé' });
    const own = sign(ticket);
    const other = Buffer.from(JSON.stringify({ ...ticket, documentId: 'x' })).toString('base64url');
    for (const token of [
      sign(ticket, 'another secret'),
      sign({ ...ticket, untilMs: Date.now() - 1 }),
      sign({ ...ticket, documentId: 'khongco' }),
      sign({ ...ticket, uid: 'admin::user' }),
      `${other}.${own.split('.')[1]}`,
      own.slice(0, -1),
    ]) {
      expect((await look(token)).status).toBe(404);
    }
  });

  it('publishes at the hour once, with two processes, and leaves what was withdrawn', async () => {
    const second = await startCms(place);
    try {
      const soon = new Date(Date.now() + 1500).toISOString();
      const data = articleOf('Hẹn giờ đăng', { publishAt: soon });
      const { documentId, slug } = await desk.create('article', data);
      const broken = await desk.create('article', {
        title: 'Hẹn giờ thiếu sa-pô',
        category: 'trung-uong',
        publishAt: soon,
      });
      const early = articleOf('Đăng tay trước giờ', { publishAt: soon });
      const byHand = await desk.post('article', early);
      await desk.unpublish('article', byHand.documentId);
      const before = await count(cms);
      const live = await eventually(
        () => find(slug),
        ({ status }) => status === 200,
        20_000,
      );
      expect(live.status).toBe(200);
      await new Promise((resolve) => setTimeout(resolve, 6000));
      expect(await count(cms)).toBe(before + 1);
      expect((await find(byHand.slug)).status).toBe(410);
      expect(broken.status).toBe(201);
      // What was refused keeps its hour, says why, and is left alone for a while ...
      const due = await draftAt(broken.documentId);
      expect([due.publishAt, due.publishedAt]).toEqual([soon, null]);
      const { refused } = await waiting();
      expect(refused.items).toMatchObject([
        { documentId: broken.documentId, at: soon, reason: expect.stringMatching(/: Sa-pô\. \/ /) },
      ]);
      expect(await attempts()).toEqual([1]);
      // ... until somebody mends it.
      const mended = articleOf('Hẹn giờ thiếu sa-pô', { publishAt: soon });
      const saved = await accepted(desk.save('article', broken.documentId, mended));
      const after = await eventually(
        () => draftAt(saved),
        ({ publishAt }) => publishAt === null,
        12_000,
      );
      expect(after.publishAt).toBeNull();
      expect((await find('hen-gio-thieu-sa-po')).status).toBe(200);
      expect((await waiting()).refused.total).toBe(0);
      expect(await attempts()).toEqual([]);
      await desk.unpublish('article', documentId);
      await new Promise((resolve) => setTimeout(resolve, 6000));
      expect((await find(slug)).status).toBe(410);
    } finally {
      await second.stop();
    }
  });

  it('loses no hour when the process is killed while it publishes', async () => {
    await cms.stop();
    const first = await startCms(place);
    const before = await count(first);
    const hour = new Date(Date.now() + 8000).toISOString();
    // More than the clock publishes at a time.
    const titles = Array.from({ length: 70 }, (_, index) => `Cùng một giờ ${index}`);
    const writing = deskOf(first.adminFetch);
    for (const title of titles) {
      await accepted(writing.create('article', articleOf(title, { publishAt: hour })));
    }
    const live =
      "select id from newsroom_articles where title like 'Cùng một giờ %' and published_at is not null";
    // The process that publishes is too busy to be asked.
    await eventually(
      async () => (await askDatabase(place, live)).length,
      (published) => published > 0,
      30_000,
    );
    await first.kill();
    cms = await startCms(place);
    desk = deskOf(cms.adminFetch);
    const second = await startCms(place);
    try {
      const killedAt = await count(cms);
      expect(killedAt).toBeGreaterThan(before);
      expect(killedAt).toBeLessThan(before + titles.length);
      await eventually(
        () => count(cms),
        (now) => now >= before + titles.length,
        60_000,
      );
      await new Promise((resolve) => setTimeout(resolve, 6000));
      // Every one once, and none with an hour left.
      expect(await count(cms)).toBe(before + titles.length);
      const left = await askDatabase(
        place,
        "select id from newsroom_articles where title like 'Cùng một giờ %' and publish_at is not null",
      );
      expect(left).toEqual([]);
      expect(await askDatabase(place, live)).toHaveLength(titles.length);
    } finally {
      await second.stop();
    }
  });

  it('finds the due by an index', async () => {
    const catalogue =
      engine === 'sqlite'
        ? "select name from sqlite_master where type = 'index' and name like '%publish_at_ix'"
        : "select indexname as name from pg_indexes where indexname like '%publish_at_ix'";
    const names = (await askDatabase<{ name: string }>(place, catalogue)).map(({ name }) => name);
    expect(names.sort()).toEqual(
      ['article', 'directive', 'page'].map((kind) => `newsroom_${kind}_publish_at_ix`),
    );
  });

  it('mends what the public reads when it is not what was published', async () => {
    const data = articleOf('Cần sửa lại qqvw');
    const { slug } = await desk.post('article', data);
    await askDatabase(
      place,
      `update newsroom_own_entries set body = '{}', title = 'x' where slug = '${slug}'`,
      `delete from newsroom_own_search`,
    );
    expect((await search('qqvw')).total).toBe(0);
    const mended = await operate(place, ['newsroom', 'reproject']);
    expect([mended.code, mended.output]).toEqual([0, expect.stringMatching(/, 1 mended/)]);
    expect((await find(slug)).body.title).toBe(data.title);
    expect((await search('qqvw')).total).toBe(1);
    const again = await operate(place, ['newsroom', 'reproject']);
    expect(again.output).toMatch(/, 0 mended/);
  });

  it('takes generated articles for its own', async () => {
    const count = 300;
    const before = (await get<List>('articles')).body.total;
    await generateArticles(place, count, 3);
    const list = (await get<List>('articles?size=100')).body;
    expect(list.total).toBe(before + count);
    const english = (await get<Changes>('changes')).body.changes.filter(
      ({ locale, documentKey }) => locale === 'en' && documentKey.startsWith('g'),
    );
    expect(english).toHaveLength(count / 5);
    const one = english[0] as Change;
    const found = (await find(one.slug, 'en')).body;
    expect(found.blocks.length).toBeGreaterThan(5);
    const changed = articleOf('Corrected by hand kkwq', { slug: one.slug });
    expect((await desk.publish('article', one.documentKey, changed, 'en')).status).toBe(200);
    expect((await find(one.slug, 'en')).body.title).toBe('Corrected by hand kkwq');
    expect((await search('kkwq', '&locale=en')).total).toBe(1);
    expect((await operate(place, ['newsroom', 'reproject'])).output).toMatch(/, 0 mended/);
    expect((await desk.unpublish('article', one.documentKey, 'en')).status).toBe(200);
    expect((await find(one.slug, 'en')).status).toBe(410);
  });
});
