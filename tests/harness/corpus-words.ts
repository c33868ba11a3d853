import {
  drawAccount,
  drawAddress,
  drawEmail,
  drawIdNumber,
  drawName,
  drawPhoneTyped,
  drawTaxNumber,
  type Secret,
} from './corpus-people.ts';
import { cumulative, type Draw } from './corpus-random.ts';

/** What a payer wrote: the words with their secrets. */
export interface Words {
  readonly text: string;
  readonly secrets: readonly Secret[];
}

const wishes = [
  'ủng hộ đồng bào miền Bắc',
  'ủng hộ bão số 3',
  'ủng hộ đồng bào bị ảnh hưởng bởi bão Yagi',
  'ủng hộ khắc phục hậu quả bão lũ',
  'ủng hộ bà con vùng lũ',
  'ủng hộ Làng Nủ',
  'ủng hộ đồng bào bị thiệt hại do cơn bão số 3 gây ra',
  'gửi bà con vùng lũ',
  'chung tay khắc phục',
  'giúp đỡ đồng bào bão lụt',
  'góp chút tấm lòng cho miền Bắc thân yêu',
  'mong bà con sớm vượt qua khó khăn',
  'cầu mong bình an',
  'thương quá Việt Nam mình ơi',
  'quyên góp',
  'từ thiện',
  'UH',
  'ung ho',
];
const payers = [
  'gia đình tôi',
  'nhà hảo tâm ẩn danh',
  'hai mẹ con',
  'tập thể lớp 12A1',
  'lớp 5A Trường TH Kim Đồng',
  'học sinh Trường THCS Lê Quý Đôn',
  'Công ty TNHH Xây dựng Hòa Phát Thịnh',
  'Công ty CP May Sông Hồng',
  'chi đoàn thanh niên khu phố 3',
  'nhóm bạn cấp 3 khóa 1998 2001',
  'cháu Bon và cháu Bống',
];
// School or class 1 to 3.5 %, company 0.2 to 1.2 %, the rest of these small.
const payerShares = cumulative<number>([
  [3, 0],
  [2, 1],
  [1, 2],
  [0.8, 3],
  [0.8, 4],
  [0.8, 5],
  [0.4, 6],
  [0.4, 7],
  [0.2, 8],
  [0.5, 9],
  [0.6, 10],
]);

type Maker = (draw: Draw) => { readonly before: string; readonly secret: Secret };
const secretOf =
  (kind: Secret['kind'], before: readonly string[], make: (draw: Draw) => string): Maker =>
  (draw) => ({ before: draw.pick(before), secret: { kind, text: make(draw) } });

// What payers tell about themselves, among those who tell anything.
const makers = cumulative<Maker>([
  [60, secretOf('phone', ['', '', 'sđt ', 'SDT:', 'ĐT ', 'lh ', 'zalo '], drawPhoneTyped)],
  [10, secretOf('account', ['', 'stk ', 'tk ', 'từ tài khoản '], drawAccount)],
  [8, secretOf('id-number', ['CCCD ', 'CMND số ', 'cccd: ', ''], drawIdNumber)],
  [3, secretOf('tax-number', ['MST ', 'mã số thuế '], drawTaxNumber)],
  [9, secretOf('email', ['', 'email ', 'mail: '], drawEmail)],
  [10, secretOf('address', ['', 'đ/c ', 'ở '], drawAddress)],
]);

const marks = /[\u0300-\u036f]/g;
// The words of a corpus are few: each is folded once.
const unmarkedWords = new Map<string, string>();
function unmarkedWord(word: string): string {
  const known = unmarkedWords.get(word);
  if (known !== undefined) return known;
  const plain = word.normalize('NFD').replace(marks, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');
  if (unmarkedWords.size < 10_000) unmarkedWords.set(word, plain);
  return plain;
}

/** Without marks, as most banks carry words; letters keep their case. */
export const unmarked = (text: string) =>
  /[^ -~]/.test(text) ? text.split(' ').map(unmarkedWord).join(' ') : text;

type Look = 'mixed' | 'upper' | 'lower';
const looks = cumulative<Look>([
  [80, 'mixed'],
  [12, 'upper'],
  [8, 'lower'],
]);
const styled: Readonly<Record<Look, (text: string) => string>> = {
  mixed: (text) => text,
  upper: (text) => text.toLocaleUpperCase('vi'),
  lower: (text) => text.toLocaleLowerCase('vi'),
};

/**
 * Words of a payer: median about 35 characters, half with "ủng hộ", a third with "chuyển tiền", most without
 * marks. `hiddenShare` is the share that names a phone, an account, an address or alike.
 */
export function drawWords(
  draw: Draw,
  options: { hiddenShare: number; code?: string | undefined },
): Words {
  const parts: string[] = [];
  const secrets: Secret[] = [];
  if (draw.is(0.62)) {
    // Apps write the name in capitals, people as they like.
    const name = drawName(draw);
    const written = draw.is(0.6) ? unmarked(name).toUpperCase() : name;
    secrets.push({ kind: 'name', text: written });
    parts.push(written);
  } else if (draw.is(0.25)) parts.push(payers[draw.weighted(payerShares)] ?? '');
  if (draw.is(options.hiddenShare)) {
    const { before, secret } = draw.weighted(makers)(draw);
    secrets.push(secret);
    parts.push(before + secret.text);
  }
  if (options.code !== undefined) parts.push(options.code);
  if (draw.is(0.3)) parts.push(draw.is(0.5) ? 'chuyen tien' : 'chuyển tiền');
  if (parts.length === 0 || draw.is(0.8)) parts.push(draw.pick(wishes));
  if (draw.is(0.1)) parts.push(draw.pick(wishes));
  if (draw.is(0.1)) parts.reverse();
  const style = styled[draw.weighted(looks)];
  const carried = draw.is(0.12) ? style : (text: string) => unmarked(style(text));
  return {
    text: carried(parts.join(draw.is(0.9) ? ' ' : ', ')),
    secrets: secrets.map(({ kind, text }) => ({ kind, text: carried(text) })),
  };
}
