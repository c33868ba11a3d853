import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import sharp from 'sharp';
import {
  accepted,
  admin,
  adminPost,
  articleOf,
  engines,
  freshPlace,
  jsonOf,
  startCms,
  type Cms,
  type Place,
} from '../harness/index.ts';
import { administrator, invite, type Person } from '../harness/editors.ts';
import { blackPng, pdf, phonePicture, picture, zipEnd } from '../harness/pictures.ts';

interface Refusal {
  readonly error: { readonly message: string; readonly details: { readonly code?: string } };
}

interface UploadedFile {
  readonly id: number;
  readonly url: string;
  readonly ext: string;
  readonly mime: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly formats: Record<string, { readonly url: string; readonly width: number }> | null;
}

interface Desk {
  readonly drafts: { readonly items: readonly { readonly title: string }[] };
  readonly changed: { readonly total: number };
  readonly scheduled: {
    readonly items: readonly { readonly title: string; readonly at: string }[];
  };
  readonly site: {
    readonly waiting: number;
    readonly dead: number;
    readonly failures: readonly { readonly address: string }[];
  } | null;
}

const articles = '/content-manager/collection-types/api::newsroom.article';

describe.each(engines)("the editors' desk on %s", (engine) => {
  let place: Place;
  let cms: Cms;
  let temporary: string;
  let chief: Person;
  let writer: Person;
  let otherWriter: Person;
  let editor: Person;
  let publisher: Person;

  const start = () => startCms(place, { env: { TMPDIR: temporary, JOBS: 'off' } });
  const uploads = () => readdirSync(path.join(place.dataDir, 'public', 'uploads'));
  const bytesOf = (url: string) =>
    readFileSync(path.join(place.dataDir, 'public', 'uploads', path.basename(url)));

  beforeAll(async () => {
    temporary = mkdtempSync(path.join(tmpdir(), 'chung-tay-desk-'));
    place = await freshPlace(engine);
    cms = await start();
    chief = await administrator(cms, admin);
    writer = await invite(cms, 'newsroom-writer', 'nguoi-viet');
    otherWriter = await invite(cms, 'newsroom-writer', 'nguoi-viet-hai');
    editor = await invite(cms, 'newsroom-editor', 'bien-tap');
    publisher = await invite(cms, 'newsroom-publisher', 'xuat-ban');
  });
  afterAll(async () => {
    await cms.stop();
    await place.remove();
    rmSync(temporary, { recursive: true, force: true });
  });

  describe('uploads', () => {
    it('makes the widths of a photograph, upright, and keeps nothing of where it was taken', async () => {
      const original = await phonePicture();
      expect((await sharp(original).metadata()).exif?.length).toBeGreaterThan(50);
      const answer = await writer.desk.upload('Bếp ăn.JPG', 'image/jpeg', original);
      expect(answer.status).toBe(201);
      const [file] = await jsonOf<UploadedFile[]>(answer);
      if (file === undefined) throw new Error('no file came back');
      expect(file.mime).toBe('image/jpeg');
      expect(file.ext).toBe('.jpg');
      expect([file.width, file.height]).toEqual([1707, 2560]);
      const { formats } = file;
      expect(Object.keys(formats ?? {}).sort()).toEqual([
        ...['large', 'medium', 'small', 'thumbnail', 'xlarge'],
      ]);
      for (const { url } of [file, ...Object.values(formats ?? {})]) {
        const { exif, orientation, xmp } = await sharp(bytesOf(url)).metadata();
        expect({ exif, orientation, xmp }).toEqual({});
      }
      expect(readdirSync(temporary)).toEqual([]);
    });

    it('takes PNG, WebP and PDF, one at a time or as a new version', async () => {
      const png = await writer.desk.upload(
        'a.png',
        'image/png',
        await picture('png'),
        '/upload/files',
      );
      expect(png.status).toBe(201);
      const { id } = await jsonOf<UploadedFile>(png);
      const webp = await writer.desk.upload('b.webp', 'image/webp', await picture('webp'));
      expect(webp.status).toBe(201);
      const paper = await writer.desk.upload('c.pdf', 'application/pdf', pdf());
      expect(paper.status).toBe(201);
      const again = await picture('png');
      const replaced = await writer.desk.upload('a2.png', 'image/png', again, `/upload?id=${id}`);
      expect(replaced.status).toBe(200);
      const bad = await writer.desk.upload(
        'a3.png',
        'image/png',
        pdf(),
        `/upload/files/${id}/replace`,
      );
      expect(bad.status).toBe(400);
      const foreign = `/upload/files/${id}/replace`;
      expect((await otherWriter.desk.upload('a.png', 'image/png', again, foreign)).status).toBe(
        403,
      );
      expect(readdirSync(temporary)).toEqual([]);
    });

    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>');
    const refused: readonly [string, string, string, () => Buffer | Promise<Buffer>, string][] = [
      ['an SVG', 'a.svg', 'image/svg+xml', () => svg, 'file-kind-refused'],
      ['a GIF', 'a.gif', 'image/gif', () => picture('gif'), 'file-kind-refused'],
      ['an AVIF', 'a.avif', 'image/avif', () => picture('avif'), 'file-kind-refused'],
      ['a HEIC', 'a.heic', 'image/heic', () => picture('avif'), 'file-kind-refused'],
      ['no ending', 'a', 'image/png', () => picture('png'), 'file-kind-refused'],
      ['an AVIF called JPEG', 'a.jpg', 'image/jpeg', () => picture('avif'), 'file-disagrees'],
      ['an SVG called PNG', 'a.png', 'image/png', () => svg, 'file-disagrees'],
      ['a PNG called JPEG', 'a.jpg', 'image/jpeg', () => picture('png'), 'file-disagrees'],
      ['a PNG declared HTML', 'a.png', 'text/html', () => picture('png'), 'file-disagrees'],
      ['HTML called PDF', 'a.pdf', 'application/pdf', () => svg, 'file-disagrees'],
      [
        'a PDF that begins as a page',
        'a.pdf',
        'application/pdf',
        () => pdf({ head: '<html><script>1</script>' }),
        'file-disagrees',
      ],
      [
        'a PDF that is an archive',
        'a.pdf',
        'application/pdf',
        () => pdf({ after: zipEnd }),
        'file-disagrees',
      ],
      [
        'a cut PNG',
        'a.png',
        'image/png',
        async () => (await picture('png')).subarray(0, 400),
        'file-disagrees',
      ],
      ['a bomb', 'a.png', 'image/png', () => blackPng(30_000, 30_000), 'picture-too-large'],
    ];
    it.each(refused)('refuses %s', async (_what, name, type, make, code) => {
      const before = uploads();
      const answer = await writer.desk.upload(name, type, await make());
      expect(answer.status).toBe(400);
      const { error } = await jsonOf<Refusal>(answer);
      expect(error.details.code).toBe(code);
      expect(error.message).toMatch(/ \/ /);
      expect(uploads()).toEqual(before);
      expect(readdirSync(temporary)).toEqual([]);
    });

    it('refuses more than 20 MB, said or not said beforehand', async () => {
      const big = Buffer.alloc(21 * 1024 * 1024);
      const said = await writer.desk.upload('a.pdf', 'application/pdf', big);
      expect(said.status).toBe(413);
      expect((await jsonOf<Refusal>(said)).error.details.code).toBe('body-too-large');
      const head =
        '--x\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n' +
        'Content-Type: application/pdf\r\n\r\n';
      const parts = [Buffer.from(head), big, Buffer.from('\r\n--x--\r\n')];
      const unsaid = await writer
        .fetch('/upload', {
          method: 'POST',
          headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
          body: new ReadableStream({
            pull(stream) {
              const part = parts.shift();
              if (part === undefined) stream.close();
              else stream.enqueue(new Uint8Array(part));
            },
          }),
          duplex: 'half',
        } as RequestInit)
        // The parser hangs up in the middle of what is too long: no answer is an answer, too.
        .catch(() => null);
      expect([413, undefined]).toContain(unsaid?.status);
      expect(readdirSync(temporary)).toEqual([]);
    });

    it('takes files from nobody else, nowhere else, and from no address', async () => {
      const form = () => {
        const body = new FormData();
        body.set('files', new File([new Uint8Array(pdf())], 'a.pdf', { type: 'application/pdf' }));
        body.set('other', new File([new Uint8Array(pdf())], 'b.pdf', { type: 'application/pdf' }));
        return { method: 'POST', body };
      };
      expect((await cms.fetch('/upload', form())).status).toBe(401);
      const forged = { ...form(), headers: { Authorization: 'Bearer x.y.z' } };
      expect((await cms.fetch('/upload/files', forged)).status).toBe(401);
      for (const elsewhere of ['/api/upload', '/api/pledges', '/nowhere']) {
        expect((await writer.fetch(elsewhere, form())).status, elsewhere).toBeGreaterThanOrEqual(
          400,
        );
      }
      const fetched = await writer.send('POST', '/upload/actions/upload-from-urls', {
        urls: ['http://127.0.0.1/a.png'],
      });
      expect((await jsonOf<Refusal>(fetched)).error.details.code).toBe('upload-from-address-off');
      // A second field is judged like the first.
      const body = new FormData();
      body.set('files', new File([new Uint8Array(pdf())], 'a.pdf', { type: 'application/pdf' }));
      body.set('other', new File(['x'], 'a.exe', { type: 'application/x-msdownload' }));
      expect((await writer.fetch('/upload', { method: 'POST', body })).status).toBe(400);
      expect(readdirSync(temporary)).toEqual([]);
    });
  });

  describe('roles', () => {
    it('lets a writer write, and neither publish nor touch what others wrote', async () => {
      const due = new Date(Date.now() - 60_000).toISOString();
      const early = articleOf('Bài của người viết', { publishAt: due, demonstration: true });
      const own = await writer.desk.create('article', early);
      expect(own.status).toBe(201);
      // The hour would publish it without a publisher.
      expect(own.publishAt).toBeNull();
      const other = await accepted(
        otherWriter.desk.create('article', articleOf('Bài của người khác')),
      );
      const changed = articleOf('Bài đã sửa');
      const { desk } = writer;
      expect((await desk.save('article', own.documentId, changed)).status).toBe(200);
      expect((await desk.save('article', other, changed)).status).toBe(403);
      expect((await desk.publish('article', own.documentId, changed)).status).toBe(403);
      const direct = await writer.send('POST', `${articles}/actions/publish?locale=vi`, changed);
      expect(direct.status).toBe(403);
      const bulk = await writer.send('POST', `${articles}/actions/bulkPublish`, {
        documentIds: [own.documentId],
      });
      expect(bulk.status).toBe(403);
      expect((await desk.remove('article', own.documentId, 'vi')).status).toBe(403);
      expect((await desk.create('faq', { question: 'Hỏi?' })).status).toBe(201);
      expect((await desk.create('page', { title: 'x' })).status).toBe(403);
    });

    it('lets an editor change everything and publish nothing, a publisher all', async () => {
      const key = await accepted(writer.desk.create('article', articleOf('Bài đi qua ba người')));
      const edited = articleOf('Bài đi qua ba người, đã biên tập');
      expect((await editor.desk.save('article', key, edited)).status).toBe(200);
      expect((await editor.desk.publish('article', key, edited)).status).toBe(403);
      expect((await publisher.desk.publish('article', key, edited)).status).toBe(200);
      expect((await editor.desk.unpublish('article', key)).status).toBe(403);
      expect((await editor.desk.remove('article', key, 'vi')).status).toBe(403);
      // The writer goes on writing: the public keeps what was published.
      const later = await writer.desk.save('article', key, articleOf('Bài viết tiếp'));
      expect(later.status).toBe(200);
      const read = await cms.fetch('/api/newsroom/articles/bai-di-qua-ba-nguoi');
      expect((await jsonOf<{ title: string }>(read)).title).toBe(edited.title);
      expect((await publisher.desk.unpublish('article', key)).status).toBe(200);
      expect((await publisher.desk.remove('article', key, 'vi')).status).toBe(200);
      expect((await editor.desk.settle({ bodyName: 'Tiểu ban' })).status).toBe(403);
      expect((await publisher.desk.settle({ bodyName: 'Tiểu ban' })).status).toBe(200);
    });

    it('are the administrator and the three of the newsroom, none of those that Strapi makes', async () => {
      const { data } = await jsonOf<{ data: { code: string }[] }>(
        await chief.fetch('/admin/roles'),
      );
      expect(data.map(({ code }) => code).sort()).toEqual([
        'newsroom-editor',
        'newsroom-publisher',
        'newsroom-writer',
        'strapi-super-admin',
      ]);
    });

    it('shows nobody of them money, people or settings', async () => {
      const { data: types } = await jsonOf<{
        data: { uid: string; kind: string; isDisplayed: boolean }[];
      }>(await chief.fetch('/content-manager/content-types'));
      const others = types.filter(({ uid }) => !uid.startsWith('api::newsroom.'));
      expect(others.map(({ uid }) => uid)).toContain('plugin::pledges.pledge');
      const closed = [
        '/donations/statements',
        '/donations/accounts',
        ...others.map(({ uid }) => `/content-manager/collection-types/${uid}`),
        '/admin/users',
        '/admin/roles',
        '/admin/webhooks',
        '/admin/api-tokens',
      ];
      for (const person of [writer, editor, publisher]) {
        for (const address of closed) {
          expect((await person.fetch(address)).status, `${person.email} ${address}`).toBe(403);
        }
      }
    });

    it('gives a writer the languages, pictures and articles to choose from', async () => {
      const seen = await accepted(otherWriter.desk.create('article', articleOf('Bài để liên kết')));
      const own = await accepted(writer.desk.create('article', articleOf('Bài có liên kết')));
      expect((await writer.fetch('/i18n/locales')).status).toBe(200);
      const translated = articleOf('An article with a relation');
      const english = await writer.desk.save('article', own, translated, 'en');
      expect(english.status).toBe(200);
      const picker = await jsonOf<{ results: { documentId: string; title: string }[] }>(
        await writer.fetch(
          `/content-manager/relations/api::newsroom.article/related?id=${own}&locale=vi&_q=để`,
        ),
      );
      expect(picker.results.map(({ title }) => title)).toContain('Bài để liên kết');
      const upload = await writer.desk.upload('bia.png', 'image/png', await picture('png'));
      const [cover] = await jsonOf<UploadedFile[]>(upload);
      const listed = await writer.fetch('/upload/files?page=1&pageSize=10');
      expect(listed.status).toBe(200);
      const saved = await writer.desk.save('article', own, {
        ...articleOf('Bài có liên kết'),
        cover: cover?.id,
        related: { connect: [{ documentId: seen, locale: 'vi' }], disconnect: [] },
        localityKey: 'vn34:01',
      });
      expect(saved.status).toBe(200);
    });
  });

  it('lets a reader of drafts look at one on the site, and nobody else', async () => {
    const key = await accepted(writer.desk.create('article', articleOf('Bài để xem trước')));
    const asked = await otherWriter.desk.preview('article', key);
    const { data } = await jsonOf<{ data: { url: string } }>(asked);
    expect(data.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/xem-truoc\/[\w.-]+$/);
    const token = data.url.split('/').at(-1) ?? '';
    const shown = await cms.fetch(`/api/newsroom/preview/${token}`);
    expect(shown.headers.get('cache-control')).toContain('no-store');
    expect((await jsonOf<{ title: string }>(shown)).title).toBe('Bài để xem trước');
    expect((await cms.fetch(`/api/newsroom/preview/${token.slice(0, -2)}`)).status).toBe(404);
    // A question has no page of its own.
    const question = await accepted(chief.desk.create('faq', { question: 'Hỏi gì?' }));
    expect((await chief.desk.preview('faq', question)).status).toBe(204);
    // Strapi asks for no permission here: somebody who is only logged in gets no address.
    const { data: role } = await jsonOf<{ data: { code: string } }>(
      await adminPost(cms, '/admin/roles', { name: 'Kế toán', description: '' }),
    );
    const outsider = await invite(cms, role.code, 'ke-toan');
    expect((await outsider.desk.preview('article', key)).status).toBe(204);
  });

  it('says what waits, to each what may be read', async () => {
    const hour = { publishAt: '2031-02-03T04:05:06.000Z' };
    await accepted(chief.desk.create('article', articleOf('Bài hẹn giờ', hour)));
    const body = articleOf('Bài sửa sau khi đăng');
    const key = await accepted(chief.desk.post('article', body));
    const before = await jsonOf<Desk>(await writer.fetch('/newsroom/desk'));
    await new Promise((resolve) => setTimeout(resolve, 700));
    await accepted(chief.desk.save('article', key, { ...body, lead: 'Lời dẫn mới.' }));
    const desk = await jsonOf<Desk>(await writer.fetch('/newsroom/desk'));
    expect(desk.changed.total).toBe(before.changed.total + 1);
    expect(desk.scheduled.items).toMatchObject([
      { title: 'Bài hẹn giờ', at: '2031-02-03T04:05:06.000Z' },
    ]);
    await accepted(writer.desk.create('article', articleOf('Bài mới nhất')));
    const newest = await jsonOf<Desk>(await writer.fetch('/newsroom/desk'));
    expect(newest.drafts.items[0]?.title).toBe('Bài mới nhất');
    expect(newest.site).toBeNull();
    const forPublisher = await jsonOf<Desk>(await publisher.fetch('/newsroom/desk'));
    expect(forPublisher.site?.dead).toBe(0);
    // Nobody carries the notes in this test.
    expect(forPublisher.site?.waiting).toBeGreaterThan(0);
    expect(forPublisher.site?.failures).toEqual([]);
    // As the site notes what it could not write.
    const home = path.join(place.dataDir, 'site');
    const note = { address: '/tin-tuc/a', fault: 'answered 500', attempts: 3, since: '2026-01-01' };
    mkdirSync(home, { recursive: true });
    writeFileSync(path.join(home, 'failures.json'), JSON.stringify({ failures: [note] }));
    const failed = await jsonOf<Desk>(await publisher.fetch('/newsroom/desk'));
    expect(failed.site?.failures).toEqual([note]);
    writeFileSync(path.join(home, 'failures.json'), 'half');
    expect((await publisher.fetch('/newsroom/desk')).status).toBe(200);
    expect((await cms.fetch('/newsroom/desk')).status).toBe(401);
  });

  it('sets labels and help again at each start', async () => {
    const address = '/content-manager/content-types/api::newsroom.article/configuration';
    interface Form {
      readonly data: {
        readonly contentType: {
          readonly settings: object;
          readonly metadatas: Record<
            string,
            {
              edit: { label?: string; description?: string };
              list: Record<string, unknown>;
            }
          >;
          readonly layouts: { readonly edit: readonly (readonly { name: string }[])[] };
        };
      };
    }
    const { settings, metadatas, layouts } = (await jsonOf<Form>(await chief.fetch(address))).data
      .contentType;
    // Strapi reads out more of a list column than it takes in.
    const taken = Object.entries(metadatas).map(([name, { edit, list }]) => {
      const { mainField: _, ...column } = list;
      return [name, { edit: name === 'title' ? { ...edit, label: 'title' } : edit, list: column }];
    });
    const spoilt = Object.fromEntries(taken);
    const put = await chief.send('PUT', address, { settings, layouts, metadatas: spoilt });
    expect(put.status).toBe(200);
    await cms.stop();
    cms = await start();
    chief = await administrator(cms, admin);
    const mended = (await jsonOf<Form>(await chief.fetch(address))).data.contentType;
    expect(mended.metadatas.title?.edit.label).toBe('Tiêu đề');
    expect(mended.metadatas.title?.edit.description).toMatch(/^Một câu/);
    const fields = mended.layouts.edit.flat().map(({ name }) => name);
    expect(fields.slice(0, 3)).toEqual(['title', 'slug', 'category']);
    expect(fields).not.toContain('demonstration');
    for (const name of fields) {
      const { label, description } = mended.metadatas[name]?.edit ?? {};
      expect(label, name).not.toBe(name);
      expect(description, name).not.toBe('');
    }
  });
});
