import { directiveKinds, directiveStates, signingAuthorities, urgencies } from '@chung-tay/domain';
import { choiceOf, contentType, shared, type Field } from '../../content-type';

/** As it is printed before the title of the one who signs. */
const authorityWords = Object.fromEntries(
  Object.entries(signingAuthorities).map(([key, { vi }]) => [
    key,
    { vi: `${key}. (${vi.toLowerCase()})` },
  ]),
);

const others = (label: string, help: string): Field => ({
  label,
  help,
  shownBy: 'abstract',
  attribute: { type: 'relation', relation: 'oneToMany', target: 'api::newsroom.directive' },
});

const day = (label: string, help: string, required = false): Field => ({
  label,
  help,
  size: 4,
  attribute: { type: 'date', required },
});

/** The metadata of Decree 30/2020/NĐ-CP, Article 8 and Annex I. */
export default contentType({
  name: 'directive',
  plural: 'directives',
  label: 'Văn bản chỉ đạo',
  description: 'Văn bản với siêu dữ liệu theo Nghị định 30/2020/NĐ-CP và tệp PDF',
  drafts: true,
  localized: false,
  title: 'abstract',
  sort: ['issuedOn', 'DESC'],
  list: ['number', 'symbol', 'abstract', 'issuedOn'],
  fields: {
    number: {
      label: 'Số',
      help: 'Chỉ phần số, ví dụ 84.',
      size: 4,
      attribute: { type: 'integer', required: true, min: 1, max: 99999 },
    },
    symbol: {
      label: 'Ký hiệu',
      help: 'Ví dụ QĐ-BCĐ; công văn: 2942/MTTW-BTT thì ký hiệu là MTTW-BTT.',
      size: 4,
      attribute: {
        type: 'string',
        required: true,
        maxLength: 40,
        // Strapi compiles it without the flag that \p{L} needs: from À to ỹ are the letters with marks.
        regex: '^[A-Za-z0-9À-ỹ]+(?:[-.&/][A-Za-z0-9À-ỹ]+)*$',
      },
    },
    isNormative: {
      label: 'Văn bản quy phạm pháp luật',
      help: 'Bật thì số viết kèm năm: 93/2021/NĐ-CP.',
      size: 4,
      attribute: { type: 'boolean', default: false },
    },
    kind: {
      label: 'Loại văn bản',
      help: 'Một trong 29 loại của Nghị định 30/2020/NĐ-CP.',
      size: 6,
      attribute: choiceOf(directiveKinds, 'quyet-dinh'),
    },
    issuer: {
      label: 'Cơ quan ban hành',
      help: 'Tên đầy đủ. Cùng số, cơ quan và ngày ban hành chỉ lưu được một văn bản.',
      size: 6,
      attribute: { type: 'string', required: true, maxLength: 200 },
    },
    abstract: {
      label: 'Trích yếu',
      help: 'Trích yếu nội dung như trên văn bản; là tiêu đề của trang.',
      attribute: { type: 'text', required: true, maxLength: 600 },
    },
    abstractEn: {
      label: 'Trích yếu bằng tiếng Anh',
      help: 'Cho trang tiếng Anh. Để trống thì trang tiếng Anh hiện trích yếu tiếng Việt.',
      attribute: { type: 'text', maxLength: 600 },
    },
    slug: shared.slug('abstract'),
    publishAt: shared.publishAt(),
    issuedOn: day('Ngày ban hành', 'Ngày ghi trên văn bản.', true),
    effectiveOn: day('Ngày có hiệu lực', 'Để trống nếu văn bản không ghi.'),
    expiresOn: day('Ngày hết hiệu lực', 'Ngày cuối cùng còn hiệu lực.'),
    state: {
      label: 'Tình trạng hiệu lực',
      help: 'Các ngày ở trên và văn bản thay thế được xét trước.',
      size: 6,
      attribute: choiceOf(directiveStates, 'in-force'),
    },
    urgency: {
      label: 'Độ khẩn',
      help: 'Như đóng dấu trên văn bản.',
      size: 6,
      attribute: choiceOf(urgencies, 'thuong'),
    },
    secrecy: {
      label: 'Độ mật',
      help: 'Chỉ văn bản thường được lưu ở đây; văn bản mật không bao giờ đưa vào hệ thống này.',
      size: 6,
      attribute: choiceOf({ thuong: { vi: 'Thường' } }, 'thuong'),
    },
    scope: {
      label: 'Phạm vi',
      help: 'Toàn quốc hay một tỉnh, thành.',
      size: 6,
      attribute: choiceOf(
        { 'trung-uong': { vi: 'Toàn quốc' }, tinh: { vi: 'Một tỉnh, thành' } },
        'trung-uong',
      ),
    },
    signerName: {
      label: 'Người ký',
      help: 'Họ và tên, không kèm học hàm, học vị.',
      size: 4,
      attribute: { type: 'string', maxLength: 120 },
    },
    signerTitle: {
      label: 'Chức vụ người ký',
      help: 'Như trên văn bản.',
      size: 4,
      attribute: { type: 'string', maxLength: 200 },
    },
    signerAuthority: {
      label: 'Thẩm quyền ký',
      help: 'TM. thay mặt, KT. ký thay, TL. thừa lệnh, TUQ. thừa ủy quyền, Q. quyền.',
      size: 4,
      attribute: choiceOf(authorityWords, undefined, false),
    },
    field: {
      label: 'Lĩnh vực',
      help: 'Ví dụ: tiếp nhận, phân bổ, công khai.',
      size: 6,
      attribute: { type: 'string', maxLength: 120 },
    },
    legalBases: {
      label: 'Căn cứ',
      help: 'Mỗi căn cứ một dòng.',
      attribute: { type: 'text', maxLength: 4000 },
    },
    replaces: others('Thay thế', 'Văn bản mà văn bản này thay thế; chúng hiện là hết hiệu lực.'),
    amends: others('Sửa đổi, bổ sung', 'Văn bản mà văn bản này sửa đổi hoặc bổ sung.'),
    guides: others('Hướng dẫn', 'Văn bản mà văn bản này hướng dẫn thi hành.'),
    files: shared.documents(
      'Bản PDF, nên có lớp chữ. Dung lượng và mã SHA-256 được tính khi đăng.',
    ),
    demonstration: shared.demonstration(),
  },
});
