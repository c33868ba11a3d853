import { csvLine } from '@chung-tay/domain';
import type { OpenLedgerRow } from '@chung-tay/strapi-plugin-donations/strapi-server';

interface Column {
  readonly name: string;
  readonly of: (row: OpenLedgerRow) => string | number;
  /** Table Schema: https://datapackage.org/standard/table-schema/ */
  readonly type: 'string' | 'integer' | 'date';
  readonly constraints?: object;
  readonly vi: string;
  readonly en: string;
}

/**
 * The columns of the daily ledger, in order. Numbers and days come first and free texts last, so that simple
 * tools can add up a column without reading quotes.
 */
export const columns: readonly Column[] = [
  {
    name: 'row',
    of: ({ seq, index }) => `${seq}-${index}`,
    type: 'string',
    constraints: { required: true, unique: true, pattern: '[1-9][0-9]*-[0-9]+' },
    vi: 'Số dòng: bút toán và vị trí trong bút toán; cũng là địa chỉ /sao-ke/{bút toán}/{vị trí}.',
    en: 'Number of the row: entry and place within it; also its address /sao-ke/{entry}/{place}.',
  },
  {
    name: 'received_on',
    of: ({ on }) => on,
    type: 'date',
    constraints: { required: true },
    vi: 'Ngày nhận, hoặc ngày điều chỉnh, theo giờ Việt Nam.',
    en: 'Day of receipt, or of the correction, in Viet Nam.',
  },
  {
    name: 'amount_vnd',
    of: ({ amountVnd }) => amountVnd,
    type: 'integer',
    constraints: { required: true },
    vi: 'Số tiền bằng đồng; số âm là dòng điều chỉnh một dòng trước.',
    en: 'Amount in đồng; a negative one corrects an earlier row.',
  },
  {
    name: 'kind',
    of: ({ kind }) => kind,
    type: 'string',
    constraints: { required: true, enum: ['cash', 'goods'] },
    vi: 'Tiền (cash) hoặc hiện vật (goods).',
    en: 'Cash or goods.',
  },
  {
    name: 'source',
    of: ({ source }) => source,
    type: 'string',
    constraints: {
      required: true,
      enum: ['bank-line', 'counter-slip', 'goods-receipt', 'wallet', 'direct'],
    },
    vi: 'Nguồn: sao kê ngân hàng, phiếu thu tại quầy, biên bản hiện vật, ví điện tử, trực tiếp.',
    en: 'Source: bank statement, counter slip, goods receipt, wallet, direct.',
  },
  {
    name: 'origin',
    of: ({ origin }) => origin,
    type: 'string',
    constraints: { enum: ['domestic', 'foreign'] },
    vi: 'Trong nước hay ngoài nước, nếu biết.',
    en: 'Domestic or foreign, where known.',
  },
  {
    name: 'campaign',
    of: ({ campaign }) => campaign,
    type: 'string',
    constraints: { required: true },
    vi: 'Mã đợt vận động.',
    en: 'Code of the campaign.',
  },
  {
    name: 'unit',
    of: ({ unit }) => unit,
    type: 'string',
    vi: 'Đơn vị tiếp nhận.',
    en: 'Unit that received it.',
  },
  {
    name: 'account',
    of: ({ account }) => account,
    type: 'string',
    vi: 'Tài khoản tiếp nhận.',
    en: 'Receiving account.',
  },
  {
    name: 'code',
    of: ({ code }) => code,
    type: 'string',
    vi: 'Mã đăng ký trong nội dung, nếu có.',
    en: 'Reference code of the memo, if any.',
  },
  {
    name: 'reverses',
    of: ({ reverses }) => reverses,
    type: 'string',
    vi: 'Số của dòng mà dòng này điều chỉnh.',
    en: 'Number of the row that this one corrects.',
  },
  {
    name: 'reason_code',
    of: ({ reasonCode }) => reasonCode,
    type: 'string',
    vi: 'Mã lý do điều chỉnh.',
    en: 'Code of the reason of a correction.',
  },
  {
    name: 'name',
    of: ({ name }) => name,
    type: 'string',
    vi: 'Tên người ủng hộ, chỉ khi người đó đồng ý công khai.',
    en: 'Name of the donor, only where the donor agreed.',
  },
  {
    name: 'memo',
    of: ({ memo }) => memo,
    type: 'string',
    vi: 'Nội dung chuyển khoản đã che dữ liệu cá nhân.',
    en: 'Memo of the transfer without personal data.',
  },
  {
    name: 'reason',
    of: ({ reason }) => reason,
    type: 'string',
    vi: 'Lý do điều chỉnh.',
    en: 'Reason of a correction.',
  },
];

type Pages = AsyncIterable<readonly OpenLedgerRow[]>;

export async function* csvParts(pages: Pages): AsyncGenerator<string> {
  yield csvLine(columns.map(({ name }) => name));
  for await (const rows of pages) {
    yield rows.map((row) => csvLine(columns.map(({ of }) => of(row)))).join('');
  }
}

/** The same rows as JSON Lines; amounts are decimal strings, empty values are left out. */
export async function* jsonParts(pages: Pages): AsyncGenerator<string> {
  for await (const rows of pages) {
    yield rows
      .map((row) => {
        const filled = columns.flatMap(({ name, of }) => {
          const value = of(row);
          return value === '' ? [] : [[name, value] as const];
        });
        return `${JSON.stringify(Object.fromEntries(filled))}\n`;
      })
      .join('');
  }
}
