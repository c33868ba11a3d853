import { amountVndMax } from './money.ts';
import { accept, refuse, type Decision } from './refusal.ts';

/**
 * What a VietQR holds for a transfer to an account (NAPAS 247 by EMVCo Merchant-Presented Mode). `memo` is
 * sub-field 08 of the additional data.
 */
export interface VietQr {
  /** Six digits that name the bank. */
  readonly bin: string;
  readonly account: string;
  readonly amountVnd?: number;
  readonly memo?: string;
}

export type VietQrRefusal =
  | 'bin-malformed'
  | 'account-number-malformed'
  | 'amount-not-whole'
  | 'amount-not-positive'
  | 'amount-too-large'
  | 'memo-malformed';

export type VietQrFault =
  | 'malformed-tlv'
  | 'checksum-differs'
  | 'bad-payload-format'
  | 'not-viet-qr'
  | 'service-code-misplaced'
  | 'bad-amount';

const napas = 'A000000727';
const transferToAccount = 'QRIBFTTA';
const memoMax = 19;

/** CRC-16/CCITT-FALSE (polynomial 1021, start FFFF) over ASCII text, as four upper-case hex digits. */
export function crc16(text: string): string {
  let crc = 0xffff;
  for (let index = 0; index < text.length; index += 1) {
    crc ^= text.charCodeAt(index) << 8;
    for (let bit = 0; bit < 8; bit += 1) {
      crc = (crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021;
      crc &= 0xffff;
    }
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}

function field(id: string, value: string): string {
  return `${id}${String(value.length).padStart(2, '0')}${value}`;
}

function refusalOf({ bin, account, amountVnd, memo }: VietQr): VietQrRefusal | null {
  if (!/^\d{6}$/.test(bin)) return 'bin-malformed';
  if (!/^[0-9A-Za-z]{1,19}$/.test(account)) return 'account-number-malformed';
  if (amountVnd !== undefined) {
    if (!Number.isInteger(amountVnd)) return 'amount-not-whole';
    if (amountVnd <= 0) return 'amount-not-positive';
    if (amountVnd > amountVndMax) return 'amount-too-large';
  }
  const memoFits = memo === undefined || /^[A-Z0-9](?:[A-Z0-9 ]*[A-Z0-9])?$/.test(memo);
  if (!memoFits || (memo ?? '').length > memoMax) return 'memo-malformed';
  return null;
}

/** Writes the payload that a bank's app scans. With an amount the code is dynamic (12), else static (11). */
export function encodeVietQr(qr: VietQr): Decision<string, VietQrRefusal> {
  const refusal = refusalOf(qr);
  if (refusal !== null) {
    return refuse(refusal, refusal === 'amount-too-large' ? { maxVnd: amountVndMax } : {});
  }
  const beneficiary = field('00', qr.bin) + field('01', qr.account);
  const payload = [
    field('00', '01'),
    field('01', qr.amountVnd === undefined ? '11' : '12'),
    field('38', field('00', napas) + field('01', beneficiary) + field('02', transferToAccount)),
    field('53', '704'),
    qr.amountVnd === undefined ? '' : field('54', String(qr.amountVnd)),
    field('58', 'VN'),
    qr.memo === undefined ? '' : field('62', field('08', qr.memo)),
    '6304',
  ].join('');
  return accept(payload + crc16(payload));
}

type Fields = ReadonlyMap<string, string>;

function fieldsOf(text: string): Fields | null {
  const fields = new Map<string, string>();
  let position = 0;
  while (position < text.length) {
    const head = /^(\d{2})(\d{2})/.exec(text.slice(position, position + 4));
    if (head === null) return null;
    const [, id = '', length = ''] = head;
    const value = text.slice(position + 4, position + 4 + Number(length));
    if (value.length !== Number(length) || fields.has(id)) return null;
    fields.set(id, value);
    position += 4 + Number(length);
  }
  return fields;
}

function partsOf(root: Fields): Decision<VietQr, VietQrFault> {
  const merchant = fieldsOf(root.get('38') ?? '');
  const beneficiary = fieldsOf(merchant?.get('01') ?? '');
  const additional = fieldsOf(root.get('62') ?? '');
  if (merchant === null || beneficiary === null || additional === null) {
    // A length that swallows the service code leaves its parent without one.
    return refuse(
      merchant !== null && !merchant.has('02') ? 'service-code-misplaced' : 'malformed-tlv',
    );
  }
  if (merchant.get('00') !== napas) return refuse('not-viet-qr');
  if (merchant.get('02') === undefined) return refuse('service-code-misplaced');
  const bin = beneficiary.get('00') ?? '';
  const account = beneficiary.get('01') ?? '';
  if (!/^\d{6}$/.test(bin) || account === '') return refuse('not-viet-qr');
  const amount = root.get('54');
  if (amount !== undefined && !/^\d{1,13}$/.test(amount)) return refuse('bad-amount');
  const memo = additional.get('08');
  return accept({
    bin,
    account,
    ...(amount === undefined ? {} : { amountVnd: Number(amount) }),
    ...(memo === undefined ? {} : { memo }),
  });
}

/** Reads a payload as a bank's app would; the order of the fields is free, the checksum comes last. */
export function parseVietQr(payload: string): Decision<VietQr, VietQrFault> {
  const root = fieldsOf(payload);
  if (root === null || !/6304[0-9A-Fa-f]{4}$/.test(payload)) return refuse('malformed-tlv');
  if (crc16(payload.slice(0, -4)) !== payload.slice(-4).toUpperCase()) {
    return refuse('checksum-differs');
  }
  if (root.get('00') !== '01') return refuse('bad-payload-format');
  if (root.get('53') !== '704' || root.get('58') !== 'VN') return refuse('not-viet-qr');
  return partsOf(root);
}
