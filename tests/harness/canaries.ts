import { fold } from '@chung-tay/domain';
import { drawFrom } from './corpus-random.ts';
import type { TestRow } from './statement-file.ts';

/**
 * Made-up personal data that occurs nowhere else: whoever meets one of them in anything public has found a
 * leak. Names are pairs of words that are no words of the site.
 */
export interface Canary {
  readonly kind: 'name' | 'phone' | 'email' | 'account' | 'id-number' | 'address';
  readonly text: string;
}

/** One person with everything that must stay hidden. */
export interface CanaryPerson {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly account: string;
  readonly idNumber: string;
  readonly address: string;
}

const middles = ['Văn', 'Thị', 'Quốc', 'Ngọc', 'Hữu'];
const givens = ['Xiêm Quyềnh', 'Uyềnh Ngoạch', 'Khuyếch Trệu', 'Nguễch Soạn', 'Quẹo Thuỳnh'];

export function drawPeople(seed: number): CanaryPerson[] {
  const draw = drawFrom(seed);
  return givens.map((given, index) => ({
    name: `Nguyễn ${middles[index] ?? 'Văn'} ${given}`,
    phone: `09${draw.digits(8)}`,
    email: `canary.${draw.digits(6)}@hop-thu-${draw.digits(4)}.vn`,
    account: `7${draw.digits(12)}`,
    idNumber: `0${draw.digits(11)}`,
    address: `số ${200 + draw.below(90)} đường Lê ${given}`,
  }));
}

export const canariesOf = (people: readonly CanaryPerson[]): Canary[] =>
  people.flatMap(({ name, phone, email, account, idNumber, address }) => [
    { kind: 'name', text: name },
    { kind: 'phone', text: phone },
    { kind: 'email', text: email },
    { kind: 'account', text: account },
    { kind: 'id-number', text: idNumber },
    { kind: 'address', text: address },
  ]);

/** Rows of a statement that carry all of it in every form of memo. */
export function canaryRows(people: readonly CanaryPerson[]): TestRow[] {
  return people.flatMap(({ name, phone, email, account, idNumber, address }, index) => {
    const plain = fold(name).toUpperCase();
    const memos = [
      `MBVCB.6123456789.${plain} ung ho ${phone}.CT tu ${account} ${plain} toi 0000000000 CHUNG TAY`,
      `123456.100924.081500.${name} ${email} ung ho FT24254${idNumber.slice(0, 9)}`,
      `020097040509110815002024ABCD012345.67890.081500.Vietcombank:0000000000:CCCD ${idNumber} ung ho`,
      `PARTNER.DIRECT_DEBITS_VCB.MSE.66000000000.20240910.66000000000-${phone}_${plain} ung ho chuyen tien qua MoMo`,
      `SHGD:10001234.DD:240910.BO:${plain}.Remark:ung ho dc ${address}`,
      `CT nhanh 247 den: ${name} tk ${account} sdt ${phone.slice(0, 4)} ${phone.slice(4, 7)} ${phone.slice(7)}; thoi gian GD:10/09/2024 08:15:00`,
      `TKThe :${account}, tai Techcombank. ${plain} ${email.replace('@', ' @')} ung ho -CTLNHIDI000012345678-1/1-CRE-002`,
    ];
    return memos.map((memo, place) => ({
      ...{ bookedOn: '10/09/2024', reference: `5213.${10_000 + index * 10 + place}` },
      ...{ amountVnd: 100_000 + index, memo },
    }));
  });
}

const entities = (text: string) =>
  [...text]
    .map((sign) => (sign > '~' ? `&#x${sign.codePointAt(0)?.toString(16)};` : sign))
    .join('');

/** The forms in which a canary could hide in a text. */
export function formsOf({ text }: Canary): string[] {
  const plain = fold(text);
  const bases = [
    text,
    text.normalize('NFD'),
    text.toUpperCase(),
    text.toLowerCase(),
    plain,
    plain.toUpperCase(),
  ];
  const joined = [text, plain].map((form) => form.replaceAll(' ', ''));
  const all = [...bases, ...joined].flatMap((form) => [
    form,
    encodeURIComponent(form),
    new URLSearchParams([['', form]]).toString().slice(1),
    entities(form),
    // Of base64 in the middle of something else only what stands on whole groups is sure.
    ...[0, 1, 2].map((shift) => {
      const bytes = Buffer.from(`${'x'.repeat(shift)}${form}`);
      const text64 = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64');
      return shift === 0 ? text64 : text64.slice(4);
    }),
  ]);
  return [...new Set(all)].filter((form) => form.length >= 8);
}

const knownForms = new WeakMap<Canary, readonly string[]>();
function formsKept(canary: Canary): readonly string[] {
  const forms = knownForms.get(canary) ?? formsOf(canary);
  knownForms.set(canary, forms);
  return forms;
}

/** What of the canaries a text shows; phones also with signs between their digits. */
export function canariesIn(text: string, canaries: readonly Canary[]): string[] {
  const folded = fold(text);
  const squeeze = (of: string) => fold(of).replace(/[\s.\-_()]/g, '');
  const squeezed = squeeze(text);
  return canaries.flatMap((canary) => {
    const found = formsKept(canary).find((form) => text.includes(form));
    if (found !== undefined) return [`${canary.kind} ${canary.text} as ${found}`];
    const isThere = folded.includes(fold(canary.text)) || squeezed.includes(squeeze(canary.text));
    return isThere ? [`${canary.kind} ${canary.text}`] : [];
  });
}
