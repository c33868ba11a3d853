import { contentType, shared } from '../../content-type';

export default contentType({
  name: 'partner',
  plural: 'partners',
  label: 'Đơn vị đồng hành',
  description: 'Tổ chức cùng vận động, hiện ở trang giới thiệu',
  drafts: true,
  localized: false,
  title: 'name',
  sort: ['position', 'ASC'],
  list: ['name', 'position', 'updatedAt'],
  fields: {
    name: {
      label: 'Tên',
      help: 'Tên đầy đủ bằng tiếng Việt.',
      size: 6,
      attribute: { type: 'string', required: true, maxLength: 200 },
    },
    nameEn: {
      label: 'Tên tiếng Anh',
      help: 'Để trống thì trang tiếng Anh hiện tên tiếng Việt.',
      size: 6,
      attribute: { type: 'string', maxLength: 200 },
    },
    address: {
      label: 'Địa chỉ trang',
      help: 'Bắt đầu bằng https://',
      size: 8,
      attribute: { type: 'string', maxLength: 255, regex: '^https://[^\\s]+$' },
    },
    position: shared.position(),
    logo: shared.image('Biểu trưng', 'PNG hoặc WebP trên nền trắng.'),
    demonstration: shared.demonstration(),
  },
});
