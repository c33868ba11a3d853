import { contentType, shared } from '../../content-type';

export default contentType({
  name: 'receiving-point',
  plural: 'receiving-points',
  label: 'Điểm tiếp nhận',
  description: 'Nơi nhận tiền mặt và hiện vật, hiện ở trang Thủ tục ủng hộ',
  drafts: true,
  localized: true,
  title: 'name',
  sort: ['position', 'ASC'],
  list: ['name', 'localityKey', 'position', 'updatedAt'],
  fields: {
    name: shared.title('Tên điểm', 'Ví dụ: Kho tiếp nhận số 1.'),
    address: {
      label: 'Địa chỉ',
      help: 'Số nhà, đường, phường hoặc xã, tỉnh.',
      localized: true,
      attribute: { type: 'string', required: true, maxLength: 255 },
    },
    hours: {
      label: 'Giờ nhận',
      help: 'Ví dụ: 7:30–17:00, từ thứ Hai đến thứ Bảy.',
      size: 6,
      localized: true,
      attribute: { type: 'string', required: true, maxLength: 200 },
    },
    phone: {
      label: 'Điện thoại',
      help: 'Số của điểm tiếp nhận, được công khai.',
      size: 6,
      attribute: { type: 'string', maxLength: 40, regex: '^[+\\d][\\d .()-]{3,}$' },
    },
    note: {
      label: 'Lưu ý',
      help: 'Nhận gì, không nhận gì, đường vào cho xe tải.',
      localized: true,
      attribute: { type: 'text', maxLength: 600 },
    },
    localityKey: {
      label: 'Địa phương',
      help: 'Tỉnh, thành của điểm này.',
      size: 8,
      attribute: { type: 'customField', customField: 'global::locality' },
    },
    position: shared.position(),
    demonstration: shared.demonstration(),
  },
});
