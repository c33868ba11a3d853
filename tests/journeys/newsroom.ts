import { PNG } from 'pngjs';
import type { Cms } from '../harness/cms.ts';

type Row = Readonly<Record<string, unknown>>;
type Language = 'vi' | 'en';

const text = (words: string): Row => ({ type: 'text', text: words });
const block = (type: string, words: string, more: Row = {}): Row => ({
  type,
  children: [text(words)],
  ...more,
});
export const paragraph = (words: string): Row => block('paragraph', words);

async function answerOf(answer: Response): Promise<Record<string, unknown>> {
  const body = await answer.text();
  if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}: ${body.slice(0, 500)}`);
  return JSON.parse(body) as Record<string, unknown>;
}

/** An editor who works through the admin's own API. */
export function editorAt(cms: Cms) {
  const send = async (path: string, method: string, body: unknown) =>
    answerOf(
      await cms.adminFetch(`/content-manager/${path}`, {
        method,
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
    );
  const pathOf = (name: string) => `collection-types/api::newsroom.${name}`;
  const documentOf = (answer: Record<string, unknown>) =>
    String((answer.data as { documentId: string }).documentId);

  return {
    /** Saves a draft; answers its document id. `documentId` adds a language to what there is. */
    async save(name: string, data: Row, locale: Language | null = 'vi', documentId?: string) {
      const query = locale === null ? '' : `?locale=${locale}`;
      return documentId === undefined
        ? documentOf(await send(`${pathOf(name)}${query}`, 'POST', data))
        : documentOf(await send(`${pathOf(name)}/${documentId}${query}`, 'PUT', data));
    },
    async publish(name: string, data: Row, locale: Language | null = 'vi', documentId?: string) {
      const id = await this.save(name, data, locale, documentId);
      const query = locale === null ? '' : `?locale=${locale}`;
      await send(`${pathOf(name)}/${id}/actions/publish${query}`, 'POST', data);
      return id;
    },
    async withdraw(name: string, documentId: string) {
      await send(`${pathOf(name)}/${documentId}/actions/unpublish?locale=vi`, 'POST', {});
    },
    /** Uploads a file; answers its id. */
    async upload(name: string, type: string, bytes: Uint8Array<ArrayBuffer>) {
      const form = new FormData();
      form.append('files', new Blob([bytes], { type }), name);
      form.append('fileInfo', JSON.stringify({ name, alternativeText: 'Hình minh họa' }));
      const answer = await cms.adminFetch('/upload', { method: 'POST', body: form });
      const body = await answer.text();
      if (!answer.ok) throw new Error(`upload answered ${answer.status}: ${body}`);
      return Number((JSON.parse(body) as { id: number }[])[0]?.id);
    },
    async settle(data: Row, locale: Language) {
      await send(`single-types/api::newsroom.site-setting?locale=${locale}`, 'PUT', data);
    },
    /** The address at which the site shows a draft. */
    async previewOf(name: string, documentId: string) {
      const query = new URLSearchParams({ documentId, locale: 'vi', status: 'draft' });
      const answer = await cms.adminFetch(
        `/content-manager/preview/url/api::newsroom.${name}?${query}`,
      );
      return String(((await answerOf(answer)).data as { url: string }).url);
    },
  };
}

export type Editor = ReturnType<typeof editorAt>;

export const articleBody: readonly Row[] = [
  block('heading', 'Một tiêu đề', { level: 4 }),
  {
    type: 'paragraph',
    children: [text('Đồng bào '), { ...text('cả nước'), bold: true }, text(' chung tay.')],
  },
  {
    type: 'list',
    format: 'unordered',
    children: [
      block('list-item', 'một'),
      { type: 'list', format: 'ordered', children: [block('list-item', 'trong một')] },
      block('list-item', 'hai'),
    ],
  },
  block('quote', 'Một lời trích.'),
  block('code', 'VDXH 2021 1104 31'),
];

/** The smallest file that is a PDF: one empty page. */
function emptyPdf(): Uint8Array<ArrayBuffer> {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>',
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = text.length;
    text += `${index + 1} 0 obj${object}endobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const start = text.length;
  text += `xref\n0 4\n0000000000 65535 f \n${places.join('')}`;
  text += `trailer<</Size 4/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`;
  return new TextEncoder().encode(text);
}

/** One of everything that the newsroom publishes, most of it in both languages. */
export async function publishOneOfEach(editor: Editor): Promise<void> {
  const picture = new PNG({ width: 1200, height: 750 });
  picture.data.fill(180);
  const cover = await editor.upload(
    'hinh.png',
    'image/png',
    Uint8Array.from(PNG.sync.write(picture)),
  );
  const file = await editor.upload('toan-van.pdf', 'application/pdf', emptyPdf());
  const article = {
    title: 'Đồng bào Cao Bằng nhận nhà mới',
    category: 'dia-phuong',
    lead: 'Sáu tuần sau lũ, 64 hộ nhận nhà.',
    body: articleBody,
    cover,
    coverCaption: 'Hình minh họa.',
    gallery: [cover],
    attachments: [file],
  };
  const id = await editor.publish('article', article);
  const english = { ...article, title: 'New houses in Cao Bằng', lead: 'Sixty-four families.' };
  await editor.publish('article', english, 'en', id);
  await editor.publish('article', {
    ...article,
    title: 'Bài chỉ có tiếng Việt',
    category: 'trung-uong',
  });
  const directive = {
    number: 84,
    symbol: 'QĐ-BCĐ',
    kind: 'quyet-dinh',
    issuer: 'Ban Chỉ đạo',
    issuedOn: '2026-01-15',
    abstract: 'Ban hành Quy chế tiếp nhận nguồn lực cứu trợ',
    abstractEn: 'Rules on receiving relief',
    state: 'in-force',
    urgency: 'thuong',
    scope: 'trung-uong',
    secrecy: 'thuong',
    legalBases: 'Nghị định số 93/2021/NĐ-CP',
    files: [file],
  };
  const older = await editor.publish('directive', directive, null);
  await editor.publish(
    'directive',
    {
      ...directive,
      number: 9,
      symbol: 'HD-BCĐ',
      kind: 'huong-dan',
      abstract: 'Hướng dẫn giao nhận hiện vật',
      abstractEn: null,
      guides: { connect: [{ documentId: older, status: 'published' }] },
    },
    null,
  );
  const page = {
    title: 'Trang kiểm tra',
    slug: 'trang-kiem-tra',
    lead: 'Tiểu ban vận động và huy động xã hội.',
    body: articleBody,
  };
  const about = await editor.publish('page', page);
  await editor.publish('page', { ...page, title: 'A page to check' }, 'en', about);
  await editor.publish('faq', {
    question: 'Có cần số căn cước không?',
    answer: [paragraph('Không cần.')],
    position: 1,
  });
  await editor.publish('partner', { name: 'Hội Tương trợ', address: 'https://example.org/' }, null);
  await editor.publish('announcement', {
    title: 'Kho tạm nghỉ',
    text: 'Kho nghỉ ngày lễ.',
    level: 'warning',
    startsAt: '2026-01-01T00:00:00.000Z',
    endsAt: '2999-01-01T00:00:00.000Z',
    link: '/thu-tuc-ung-ho',
    linkText: 'Điểm nhận',
  });
  await editor.publish('receiving-point', {
    name: 'Kho Trung ương',
    address: 'Số 00 phố Trình Diễn',
    hours: '7:30–17:30',
    phone: '1900 0000',
    position: 1,
  });
  await editor.settle(
    { bodyName: 'Ban Vận động', phone: '1900 0000', email: 'hoi-dap@chungtay.example' },
    'vi',
  );
}
