import type { RichNode } from '@chung-tay/domain';
import type { Card, ReceivingPoint } from '../cms/newsroom-shapes.ts';

/** What the page of samples shows: one of each, in no newsroom. */
const text = (words: string, marks: object = {}): RichNode => ({
  type: 'text',
  text: words,
  ...marks,
});
const block = (type: string, words: string, more: object = {}): RichNode => ({
  type,
  children: [text(words)],
  ...more,
});

export const sampleBlocks: readonly RichNode[] = [
  block('heading', 'Tiêu đề trong bài', { level: 2 }),
  {
    type: 'paragraph',
    children: [
      text('Chữ '),
      text('đậm', { bold: true }),
      text(', '),
      text('nghiêng', { italic: true }),
      text(', '),
      text('gạch bỏ', { strikethrough: true }),
      text(', '),
      { type: 'link', url: '/kieu-mau', children: [text('liên kết')] },
      text('.'),
    ],
  },
  {
    type: 'list',
    format: 'unordered',
    children: [block('list-item', 'mục thứ nhất'), block('list-item', 'mục thứ hai')],
  },
  {
    type: 'list',
    format: 'ordered',
    children: [block('list-item', 'bước thứ nhất'), block('list-item', 'bước thứ hai')],
  },
  block('quote', 'Câu trích dẫn đứng riêng, có vạch vàng bên trái.'),
  block('code', 'VDXH 2021 1104 31'),
  block('heading', 'Tiêu đề cấp dưới', { level: 4 }),
  block('paragraph', 'Cấp tiêu đề do trang tự giữ đúng thứ tự.'),
];

const postedAt = '2024-07-19T02:30:00.000Z';
const card = (title: string, more: Partial<Card>): Card => ({
  kind: 'article',
  locale: 'vi',
  slug: 'bai-mau',
  title,
  lead: 'Lời dẫn của bài, một hoặc hai câu, nói điều quan trọng nhất trước.',
  category: 'dia-phuong',
  postedAt,
  ...more,
});

export const sampleNews: readonly Card[] = [
  card('Bài có một tiêu đề vừa đủ dài để xuống dòng', {}),
  card('Bếp ăn nghĩa tình', { category: 'mo-hinh' }),
];

const pdf = { name: 'Toàn văn', file: 'van-ban-mau.pdf', mime: 'application/pdf', bytes: 312_000 };
export const sampleDirectives: readonly Card[] = [
  card('Về việc tiếp nhận, bảo quản và giao hiện vật cứu trợ tại địa phương', {
    kind: 'directive',
    slug: 'van-ban-mau',
    category: 'huong-dan',
    number: '15/HD-TD',
    issuedOn: '2024-07-08',
    files: [pdf],
  }),
  card('Phân bổ đợt 1 cho các tỉnh', {
    kind: 'directive',
    slug: 'van-ban-mau-khac',
    category: 'quyet-dinh',
    number: '01/QĐ-TD',
    issuedOn: '2024-06-21',
    files: [],
  }),
];

export const samplePoint: ReceivingPoint = {
  name: 'Kho mẫu',
  address: 'Số 00 phố Trình Diễn, Hà Nội',
  hours: '7:30–17:30 hằng ngày',
  phone: '1900 0000',
  note: 'Ghi mã ủng hộ lên từng kiện.',
  localityKey: null,
};
