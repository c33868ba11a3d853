import type { Day } from './day.ts';
import { fold } from './text.ts';

/**
 * The kinds of administrative documents and their abbreviations: Decree 30/2020/NĐ-CP, Article 7 and
 * Annex III. Official letters (công văn) have none.
 */
export const directiveKinds = {
  'nghi-quyet': { abbreviation: 'NQ', vi: 'Nghị quyết', en: 'Resolution' },
  'quyet-dinh': { abbreviation: 'QĐ', vi: 'Quyết định', en: 'Decision' },
  'chi-thi': { abbreviation: 'CT', vi: 'Chỉ thị', en: 'Directive' },
  'quy-che': { abbreviation: 'QC', vi: 'Quy chế', en: 'Regulation' },
  'quy-dinh': { abbreviation: 'QyĐ', vi: 'Quy định', en: 'Rules' },
  'thong-cao': { abbreviation: 'TC', vi: 'Thông cáo', en: 'Communiqué' },
  'thong-bao': { abbreviation: 'TB', vi: 'Thông báo', en: 'Notice' },
  'huong-dan': { abbreviation: 'HD', vi: 'Hướng dẫn', en: 'Guidance' },
  'chuong-trinh': { abbreviation: 'CTr', vi: 'Chương trình', en: 'Programme' },
  'ke-hoach': { abbreviation: 'KH', vi: 'Kế hoạch', en: 'Plan' },
  'phuong-an': { abbreviation: 'PA', vi: 'Phương án', en: 'Arrangement' },
  'de-an': { abbreviation: 'ĐA', vi: 'Đề án', en: 'Scheme' },
  'du-an': { abbreviation: 'DA', vi: 'Dự án', en: 'Project' },
  'bao-cao': { abbreviation: 'BC', vi: 'Báo cáo', en: 'Report' },
  'bien-ban': { abbreviation: 'BB', vi: 'Biên bản', en: 'Minutes' },
  'to-trinh': { abbreviation: 'TTr', vi: 'Tờ trình', en: 'Submission' },
  'hop-dong': { abbreviation: 'HĐ', vi: 'Hợp đồng', en: 'Contract' },
  'cong-van': { abbreviation: '', vi: 'Công văn', en: 'Official letter' },
  'cong-dien': { abbreviation: 'CĐ', vi: 'Công điện', en: 'Telegram' },
  'ban-ghi-nho': { abbreviation: 'BGN', vi: 'Bản ghi nhớ', en: 'Memorandum' },
  'ban-thoa-thuan': { abbreviation: 'BTT', vi: 'Bản thỏa thuận', en: 'Agreement' },
  'giay-uy-quyen': { abbreviation: 'GUQ', vi: 'Giấy ủy quyền', en: 'Power of attorney' },
  'giay-moi': { abbreviation: 'GM', vi: 'Giấy mời', en: 'Invitation' },
  'giay-gioi-thieu': { abbreviation: 'GGT', vi: 'Giấy giới thiệu', en: 'Letter of introduction' },
  'giay-nghi-phep': { abbreviation: 'GNP', vi: 'Giấy nghỉ phép', en: 'Leave paper' },
  'phieu-gui': { abbreviation: 'PG', vi: 'Phiếu gửi', en: 'Sending slip' },
  'phieu-chuyen': { abbreviation: 'PC', vi: 'Phiếu chuyển', en: 'Forwarding slip' },
  'phieu-bao': { abbreviation: 'PB', vi: 'Phiếu báo', en: 'Notification slip' },
  'thu-cong': { abbreviation: '', vi: 'Thư công', en: 'Official correspondence' },
} as const;
export type DirectiveKind = keyof typeof directiveKinds;

export const isDirectiveKind = (text: string): text is DirectiveKind =>
  Object.hasOwn(directiveKinds, text);

/** With whose authority a document is signed (Decree 30/2020/NĐ-CP, Annex I): in collegial name, for, by order. */
export const signingAuthorities = {
  TM: { vi: 'Thay mặt', en: 'On behalf of' },
  KT: { vi: 'Ký thay', en: 'Signing for' },
  TL: { vi: 'Thừa lệnh', en: 'By order of' },
  TUQ: { vi: 'Thừa ủy quyền', en: 'Authorised by' },
  Q: { vi: 'Quyền', en: 'Acting' },
} as const;
export type SigningAuthority = keyof typeof signingAuthorities;

export const directiveStates = {
  'not-yet': { vi: 'Chưa có hiệu lực', en: 'Not yet in force' },
  'in-force': { vi: 'Còn hiệu lực', en: 'In force' },
  'partly-expired': { vi: 'Hết hiệu lực một phần', en: 'Partly expired' },
  expired: { vi: 'Hết hiệu lực', en: 'Expired' },
} as const;
export type DirectiveState = keyof typeof directiveStates;

export const urgencies = {
  thuong: { vi: 'Thường', en: 'Ordinary' },
  khan: { vi: 'Khẩn', en: 'Urgent' },
  'thuong-khan': { vi: 'Thượng khẩn', en: 'Very urgent' },
  'hoa-toc': { vi: 'Hỏa tốc', en: 'Most urgent' },
} as const;
export type Urgency = keyof typeof urgencies;

/** The number as it is printed: `84/QĐ-BCĐ`; documents with the force of law carry the year, `93/2021/NĐ-CP`. */
export function directiveNumber(directive: {
  readonly number: number;
  readonly symbol: string;
  readonly issuedOn: string;
  readonly isNormative: boolean;
}): string {
  // Numbers below ten are written with a leading zero.
  const number = String(directive.number).padStart(2, '0');
  const year = directive.isNormative ? `/${directive.issuedOn.slice(0, 4)}` : '';
  return `${number}${year}/${directive.symbol}`;
}

/** One document: the same number of the same issuer on the same day. Equal whatever the marks and spaces. */
export function directiveIdentity(directive: {
  readonly number: number;
  readonly symbol: string;
  readonly issuer: string;
  readonly issuedOn: string;
}): string {
  const plain = (text: string) =>
    fold(text)
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
  return `${directive.number}|${plain(directive.symbol)}|${plain(directive.issuer)}|${directive.issuedOn}`;
}

/** The state on a day: the days of force speak first, what the editor noted stands otherwise. */
export function directiveStateOn(
  directive: {
    readonly state: DirectiveState;
    readonly effectiveOn: string | null;
    readonly expiresOn: string | null;
    readonly isReplaced: boolean;
  },
  today: Day,
): DirectiveState {
  if (directive.state === 'expired' || directive.isReplaced) return 'expired';
  if (directive.expiresOn !== null && directive.expiresOn < today) return 'expired';
  if (directive.effectiveOn !== null) {
    if (directive.effectiveOn > today) return 'not-yet';
    // It has come into force since the editor wrote.
    if (directive.state === 'not-yet') return 'in-force';
  }
  return directive.state;
}
