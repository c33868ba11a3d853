import { accepted, paragraphOf, uploaded, type Desk } from '../harness/desk.ts';
import { pdf, picture } from '../harness/pictures.ts';

type Row = Readonly<Record<string, unknown>>;

const text = (words: string): Row => ({ type: 'text', text: words });
const block = (type: string, words: string, more: Row = {}): Row => ({
  type,
  children: [text(words)],
  ...more,
});

/** A text with every kind of block. */
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

/** One of everything that the newsroom publishes, most of it in both languages. */
export async function publishOneOfEach(desk: Desk): Promise<void> {
  const cover = await uploaded(
    desk.upload('hinh.png', 'image/png', await picture('png', 1200, 750)),
  );
  const file = await uploaded(desk.upload('toan-van.pdf', 'application/pdf', pdf()));
  const article = {
    title: 'Đồng bào Cao Bằng nhận nhà mới',
    category: 'dia-phuong',
    lead: 'Sáu tuần sau lũ, 64 hộ nhận nhà.',
    body: articleBody,
    cover: cover.id,
    coverCaption: 'Hình minh họa.',
    gallery: [cover.id],
    attachments: [file.id],
  };
  const id = await accepted(desk.post('article', article));
  const english = { ...article, title: 'New houses in Cao Bằng', lead: 'Sixty-four families.' };
  await accepted(desk.save('article', id, english, 'en'));
  await accepted(desk.publish('article', id, english, 'en'));
  await accepted(
    desk.post('article', {
      ...article,
      title: 'Bài chỉ có tiếng Việt',
      category: 'trung-uong',
    }),
  );
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
    files: [file.id],
  };
  const older = await accepted(desk.post('directive', directive));
  await accepted(
    desk.post('directive', {
      ...directive,
      number: 9,
      symbol: 'HD-BCĐ',
      kind: 'huong-dan',
      abstract: 'Hướng dẫn giao nhận hiện vật',
      abstractEn: null,
      guides: { connect: [{ documentId: older, status: 'published' }] },
    }),
  );
  const page = {
    title: 'Trang kiểm tra',
    slug: 'trang-kiem-tra',
    lead: 'Tiểu ban vận động và huy động xã hội.',
    body: articleBody,
  };
  const about = await accepted(desk.post('page', page));
  const translated = { ...page, title: 'A page to check' };
  await accepted(desk.save('page', about, translated, 'en'));
  await accepted(desk.publish('page', about, translated, 'en'));
  await accepted(
    desk.post('faq', {
      question: 'Có cần số căn cước không?',
      answer: paragraphOf('Không cần.'),
      position: 1,
    }),
  );
  await accepted(desk.post('partner', { name: 'Hội Tương trợ', address: 'https://example.org/' }));
  await accepted(
    desk.post('announcement', {
      title: 'Kho tạm nghỉ',
      text: 'Kho nghỉ ngày lễ.',
      level: 'warning',
      startsAt: '2026-01-01T00:00:00.000Z',
      endsAt: '2999-01-01T00:00:00.000Z',
      link: '/thu-tuc-ung-ho',
      linkText: 'Điểm nhận',
    }),
  );
  await accepted(
    desk.post('receiving-point', {
      name: 'Kho Trung ương',
      address: 'Số 00 phố Trình Diễn',
      hours: '7:30–17:30',
      phone: '1900 0000',
      position: 1,
    }),
  );
  await accepted(
    desk.settle({
      bodyName: 'Ban Vận động',
      phone: '1900 0000',
      email: 'hoi-dap@chungtay.example',
    }),
  );
}
