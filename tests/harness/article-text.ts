import { randomFrom } from './statement-file.ts';

/** A block of Strapi's rich text, as its editor writes it. */
interface Block {
  readonly type: string;
  readonly level?: number;
  readonly format?: string;
  readonly url?: string;
  readonly text?: string;
  readonly bold?: boolean;
  readonly children?: readonly Block[];
}

export interface GeneratedText {
  readonly title: string;
  readonly lead: string;
  readonly body: readonly Block[];
}

export interface GeneratedArticle {
  readonly category: 'trung-uong' | 'dia-phuong' | 'mo-hinh';
  readonly localityKey: string | null;
  readonly postedAtMs: number;
  readonly vi: GeneratedText;
  readonly en: GeneratedText | null;
  /** Positions of earlier articles that this one names. */
  readonly related: readonly number[];
}

const places = [
  ['vn34:01', 'Hà Nội'],
  ['vn34:04', 'Cao Bằng'],
  ['vn34:08', 'Tuyên Quang'],
  ['vn34:11', 'Điện Biên'],
  ['vn34:15', 'Lào Cai'],
  ['vn34:19', 'Thái Nguyên'],
  ['vn34:31', 'Hải Phòng'],
  ['vn34:38', 'Thanh Hóa'],
  ['vn34:40', 'Nghệ An'],
  ['vn34:44', 'Quảng Trị'],
  ['vn34:48', 'Đà Nẵng'],
  ['vn34:96', 'Cà Mau'],
] as const;
const villages = [
  'Nà Lốc',
  'Phiêng Đén',
  'Bản Chang',
  'Khuổi Ky',
  'Làng Mới',
  'Đồng Rằm',
  'Cồn Sẻ',
];
const villagesToo = ['Thạch Sơn', 'Hòa Tiến', 'Xuân Lộc', 'Bình Yên', 'Tân Lập', 'An Phú'];
const goods = [
  ['gạo', 'rice'],
  ['áo phao', 'life jackets'],
  ['chăn ấm', 'blankets'],
  ['sách giáo khoa', 'school books'],
  ['thuốc khử khuẩn', 'disinfectant'],
  ['tôn lợp mái', 'roofing sheets'],
  ['nước uống', 'drinking water'],
  ['hạt giống', 'seeds'],
] as const;
const givers = [
  ['nhóm cựu học sinh', 'a group of former pupils'],
  ['hội phụ nữ xã', 'the women’s union of the commune'],
  ['công đoàn nhà máy', 'the trade union of a factory'],
  ['một hợp tác xã trồng chè', 'a tea growers’ co-operative'],
  ['đoàn viên thanh niên', 'young volunteers'],
  ['bà con kiều bào', 'Vietnamese living abroad'],
] as const;
const works = [
  ['dựng lại nhà', 'rebuild houses'],
  ['sửa trường học', 'repair a school'],
  ['nối lại cầu dân sinh', 'mend a footbridge'],
  ['khơi thông mương tưới', 'clear the irrigation canal'],
  ['khử khuẩn giếng nước', 'disinfect the wells'],
  ['dọn bùn trạm y tế', 'clear mud from the clinic'],
] as const;

const titles: readonly (readonly [string, string])[] = [
  ['{P}: {N} hộ ở {V} {w} trước mùa mưa', '{P}: {N} households of {V} {W} before the rains'],
  ['{G} chở {N} phần {g} lên {V}', '{GE} bring {N} loads of {E} to {V}'],
  [
    'Đồng bào {V} nhận {N} suất {g} sau lũ',
    'People of {V} receive {N} parcels of {E} after the flood',
  ],
  ['Ba tuần để {w} ở {V}, {P}', 'Three weeks to {W} in {V}, {P}'],
  ['{P} công khai từng khoản tiền giúp {V} {w}', '{P} accounts for every đồng used to {W} in {V}'],
  ['Một buổi giao {g} ở {V}: ai ký, ai nhận', 'Delivering {E} in {V}: who signs, who receives'],
];

const sentences: readonly (readonly [string, string])[] = [
  [
    'Sáng sớm, xe dừng ở đầu bản {V} vì đoạn đường cuối còn ngập bùn.',
    'Early in the morning the lorry stops before {V}, for the last stretch is still under mud.',
  ],
  [
    'Danh sách {N} hộ đã được niêm yết ba ngày ở nhà văn hóa, hai hộ xin nhường phần cho nhà hàng xóm.',
    'The list of {N} households hung in the community house for three days; two gave their share to a neighbour.',
  ],
  [
    'Mỗi kiện {g} có một mã, người giao và người nhận cùng ký trên một biên bản.',
    'Each parcel of {E} has its code, and whoever gives and whoever receives sign the same record.',
  ],
  [
    'Cán bộ xã đếm lại lần nữa trước khi xe quay đầu, số đếm khớp với phiếu xuất kho.',
    'The commune counts once more before the lorry turns back, and the count agrees with the warehouse.',
  ],
  [
    'Theo kế hoạch, phần việc còn lại là {w}, dự kiến xong trong {M} ngày nếu trời không mưa thêm.',
    'What remains is to {W}, which should take {M} days if no more rain falls.',
  ],
  [
    'Tiền mua {g} lấy từ khoản phân bổ của tỉnh {P}, hóa đơn được lưu cùng biên bản giao nhận.',
    'The {E} were paid from what {P} was allocated; the invoice is kept with the record of delivery.',
  ],
  [
    '{G} ở lại hai đêm để giúp bà con {w}, ăn cơm tự nấu và không nhận quà.',
    '{GE} stayed two nights to help {W}, cooked their own meals and took no presents.',
  ],
  [
    'Những nhà ở sát bờ suối được chuyển lên khu đất cao hơn, cách chỗ cũ chừng {N} mét.',
    'Houses by the stream moved to higher ground some {N} metres away.',
  ],
  [
    'Trưởng bản nói điều bà con cần nhất lúc này là đường đi được, còn lương thực đã đủ đến cuối tháng.',
    'The head of the village says that a passable road is needed most; food will last until the end of the month.',
  ],
  [
    'Ba ngày một lần, số liệu của {P} được chốt và gửi về Trung ương lúc 17 giờ.',
    'Every three days the figures of {P} are closed and sent to the centre at 17:00.',
  ],
  [
    'Khoản chưa dùng hết được giữ lại trong tài khoản và hiện trên sao kê, không chuyển sang việc khác.',
    'What is not used stays in the account and in the public ledger; it is not moved to another purpose.',
  ],
  [
    'Lớp học tạm mở lại với {M} học sinh, bàn ghế mượn của trường bên và một chiếc trống cũ.',
    'The temporary class reopened with {M} pupils, borrowed desks and an old drum.',
  ],
];

const headings: readonly (readonly [string, string])[] = [
  ['Trước khi xe chạy', 'Before the lorry leaves'],
  ['Ở chỗ giao', 'At the place of delivery'],
  ['Số liệu và giấy tờ', 'Figures and papers'],
  ['Việc còn lại', 'What remains'],
];
const quotes: readonly (readonly [string, string])[] = [
  [
    'Có tên mình trên danh sách thì yên tâm, có biên bản thì không ai phải nghe kể lại.',
    'My name on the list gives me peace of mind; with the record nobody needs hearsay.',
  ],
  [
    'Bà con giúp nhau trước, hàng của Trung ương đến thì chia theo danh sách.',
    'Neighbours help first; what comes from the centre is shared by the list.',
  ],
];

const dayMs = 86_400_000;
/** The generated articles end here, so that the same seed gives the same days. */
const newestMs = Date.parse('2026-11-20T01:00:00Z');

/** The words of one article in both languages. */
function write(random: () => number) {
  const pick = <T>(values: readonly T[]) => values[Math.floor(random() * values.length)] as T;
  const [localityKey, place] = pick(places);
  const fill = (texts: readonly [string, string]) => {
    const [given, givenEn] = pick(givers);
    const [good, goodEn] = pick(goods);
    const [work, workEn] = pick(works);
    const values: Readonly<Record<string, string>> = {
      P: place,
      V: `${pick(villages)}`,
      N: String(20 + Math.floor(random() * 900)),
      M: String(3 + Math.floor(random() * 40)),
      G: given.charAt(0).toUpperCase() + given.slice(1),
      GE: givenEn.charAt(0).toUpperCase() + givenEn.slice(1),
      g: good,
      E: goodEn,
      w: work,
      W: workEn,
    };
    const put = (text: string) =>
      text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
    return [put(texts[0]), put(texts[1])] as const;
  };
  return { pick, fill, localityKey, place };
}

const text = (words: string, bold = false): Block => ({
  type: 'text',
  text: words,
  ...(bold ? { bold } : {}),
});
const paragraph = (...children: Block[]): Block => ({ type: 'paragraph', children });

/** One article out of a seed and its position: 300 to 600 words with headings, a list, a quote and a link. */
export function generateArticle(seed: number, index: number): GeneratedArticle {
  const random = randomFrom(seed * 1_000_003 + index);
  const { pick, fill, localityKey, place } = write(random);
  const title = fill(pick(titles));
  const lead = [fill(pick(sentences)), fill(pick(sentences))];
  const bodies: [Block[], Block[]] = [[], []];
  const add = (make: (language: 0 | 1) => Block) => {
    bodies[0].push(make(0));
    bodies[1].push(make(1));
  };
  const addParagraph = () => {
    const said = [fill(pick(sentences)), fill(pick(sentences)), fill(pick(sentences))] as const;
    add((language) => paragraph(text(said.map((each) => each[language]).join(' '))));
  };
  const sections = 2 + Math.floor(random() * 3);
  addParagraph();
  for (let section = 0; section < sections; section += 1) {
    const heading = headings[section] as (typeof headings)[number];
    add((language) => ({ type: 'heading', level: 2, children: [text(heading[language])] }));
    addParagraph();
    if (section === 0) {
      const items = [fill(pick(sentences)), fill(pick(sentences)), fill(pick(sentences))];
      add((language) => ({
        type: 'list',
        format: random() < 0.5 ? 'ordered' : 'unordered',
        children: items.map((item) => ({ type: 'list-item', children: [text(item[language])] })),
      }));
    } else if (section === 1) {
      const quote = pick(quotes);
      add((language) => ({ type: 'quote', children: [text(quote[language])] }));
      addParagraph();
    } else addParagraph();
  }
  add((language) =>
    paragraph(
      text(language === 0 ? 'Xem từng khoản ở ' : 'See every gift in the '),
      {
        type: 'link',
        url: language === 0 ? '/sao-ke' : '/en/sao-ke',
        children: [text(language === 0 ? 'sao kê' : 'ledger')],
      },
      text(language === 0 ? ` của ${place}, ` : ` of ${place}, `),
      text(language === 0 ? 'cập nhật hằng ngày.' : 'kept up to date each day.', true),
    ),
  );
  const village = pick(villagesToo);
  const textIn = (language: 0 | 1): GeneratedText => ({
    // The place and the number keep titles apart, as they do in a real newsroom.
    title: `${title[language]} (${village}, ${language === 0 ? 'kỳ' : 'part'} ${index + 1})`,
    lead: lead.map((each) => each[language]).join(' '),
    body: bodies[language],
  });
  const category = pick(['trung-uong', 'dia-phuong', 'dia-phuong', 'mo-hinh'] as const);
  return {
    category,
    localityKey: category === 'trung-uong' ? null : localityKey,
    postedAtMs: newestMs - Math.floor(random() * 730 * dayMs),
    vi: textIn(0),
    en: index % 5 === 4 ? textIn(1) : null,
    related:
      index < 3
        ? []
        : [...new Set([0, 1, 2].map(() => Math.floor(random() * index)))].sort((a, b) => a - b),
  };
}
