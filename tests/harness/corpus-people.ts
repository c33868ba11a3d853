import type { Draw } from './corpus-random.ts';
import { cumulative } from './corpus-random.ts';

/** What a memo hides and no page may show. */
export type SecretKind =
  'phone' | 'account' | 'id-number' | 'tax-number' | 'trace' | 'email' | 'address' | 'name';

export interface Secret {
  readonly kind: SecretKind;
  /** As it stands in the memo before the bank wrapped it. */
  readonly text: string;
}

// Frequencies of surnames in the population; the shares are rounded.
const surnames = cumulative<string>([
  [38, 'Nguyễn'],
  [12, 'Trần'],
  [9.5, 'Lê'],
  [7, 'Phạm'],
  [5.1, 'Hoàng'],
  [4.5, 'Phan'],
  [3.9, 'Vũ'],
  [2.1, 'Đặng'],
  [2, 'Bùi'],
  [1.4, 'Đỗ'],
  [1.3, 'Hồ'],
  [1.3, 'Ngô'],
  [1, 'Dương'],
  [0.6, 'Lý'],
  [0.8, 'Đinh'],
  [0.6, 'Đoàn'],
  [0.5, 'Lương'],
  [0.5, 'Trương'],
  [0.5, 'Mai'],
  [0.4, 'Đào'],
  [0.4, 'Trịnh'],
  [0.3, 'Lâm'],
  [0.3, 'Phùng'],
  [0.3, 'Châu'],
  [0.3, 'Tạ'],
  [0.2, 'Quách'],
  [0.2, 'Cao'],
  [0.2, 'Thái'],
]);
const middles = ['Văn', 'Thị', 'Thị', 'Thị', 'Minh', 'Thanh', 'Quốc', 'Đức', 'Ngọc', 'Thu', 'Hữu'];
const seconds = ['', '', '', '', 'Thanh', 'Ngọc', 'Hồng', 'Phương', 'Bảo', 'Kim', 'Mỹ'];
const givens = (
  'Anh Hương Hùng Dũng Linh Trang Hà Nam Hằng Lan Mai Tuấn Hải Long Sơn Hoa Thảo Phương Ngân Quỳnh ' +
  'Khoa Đạt Huy Yến Nhung Hiền Thủy Bình Bảo Châu Chi Dung Duy Giang Khánh Kiên Lâm Loan My Nga Nhi ' +
  'Oanh Phúc Quân Tâm Thành Thư Trâm Trung Tú Uyên Vân Việt Vy Xuân'
).split(' ');

/** A full name with its marks. */
export function drawName(draw: Draw): string {
  const parts = [
    draw.weighted(surnames),
    draw.pick(middles),
    draw.pick(seconds),
    draw.pick(givens),
  ];
  return parts.filter((part) => part !== '').join(' ');
}

const phoneStarts = [
  '32',
  '35',
  '36',
  '38',
  '39',
  '70',
  '76',
  '78',
  '81',
  '84',
  '90',
  '91',
  '93',
  '97',
  '98',
];

/** A mobile number in ten digits, `0912345678`. */
export const drawPhone = (draw: Draw) => `0${draw.pick(phoneStarts)}${draw.digits(7)}`;

/** A phone as people type it. */
export function drawPhoneTyped(draw: Draw): string {
  const phone = drawPhone(draw);
  const [a, b, c] = [phone.slice(0, 4), phone.slice(4, 7), phone.slice(7)];
  switch (draw.below(8)) {
    case 0:
      return `${a} ${b} ${c}`;
    case 1:
      return `${a}.${b}.${c}`;
    case 2:
      return `${a}-${b}-${c}`;
    case 3:
      return `+84${phone.slice(1)}`;
    case 4:
      return `84${phone.slice(1)}`;
    case 5:
      return `${phone.slice(0, 3)} ${phone.slice(3, 5)} ${phone.slice(5, 7)} ${phone.slice(7)}`;
    default:
      return phone;
  }
}

const accountLengths = cumulative<number>([
  [30, 13],
  [20, 10],
  [15, 12],
  [15, 14],
  [10, 9],
  [5, 8],
  [5, 15],
]);

/** A bank account; some are the phone of their owner. */
export function drawAccount(draw: Draw): string {
  if (draw.is(0.15)) return drawPhone(draw);
  return `${1 + draw.below(9)}${draw.digits(draw.weighted(accountLengths) - 1)}`;
}

/** A citizen's number of twelve digits, or the old one of nine. */
export const drawIdNumber = (draw: Draw) =>
  draw.is(0.8)
    ? `0${String(1 + draw.below(96)).padStart(2, '0')}${draw.below(4)}${draw.digits(8)}`
    : `${1 + draw.below(3)}${draw.digits(8)}`;

/** A person's tax number: ten digits, sometimes with a branch. */
export const drawTaxNumber = (draw: Draw) =>
  draw.is(0.7) ? `8${draw.digits(9)}` : `8${draw.digits(9)}-${draw.digits(3)}`;

const mailHosts = [
  'gmail.com',
  'yahoo.com',
  'yahoo.com.vn',
  'outlook.com',
  'vidu.edu.vn',
  'icloud.com',
];
const mailStarts = ['hoa', 'minh.tran', 'le_van', 'nguyenthi', 'p.anh', 'tuan-vu', 'lan'];
export const drawEmail = (draw: Draw) =>
  `${draw.pick(mailStarts)}${draw.digits(1 + draw.below(4))}@${draw.pick(mailHosts)}`;

const streets = ['Nguyễn Trãi', 'Lê Lợi', 'Trần Phú', 'Hai Bà Trưng', 'Lý Thường Kiệt', 'Kim Mã'];
/** A street address with its house number, as people type it. */
export function drawAddress(draw: Draw): string {
  const house = 1 + draw.below(400);
  const street = draw.pick(streets);
  switch (draw.below(4)) {
    case 0:
      return `số ${house} đường ${street}`;
    case 1:
      return `${house}/${1 + draw.below(60)} đường ${street}`;
    case 2:
      return `số nhà ${house} ngõ ${1 + draw.below(300)} phố ${street}`;
    default:
      return `ngõ ${1 + draw.below(300)} ${street} phường ${1 + draw.below(20)}`;
  }
}
