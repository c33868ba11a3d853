import { contentType, shared } from '../../content-type';

const line = (label: string, help: string, maxLength = 200, required = false) => ({
  label,
  help,
  size: 6,
  localized: true,
  attribute: { type: 'string', maxLength, required },
});

export default contentType({
  name: 'site-setting',
  plural: 'site-settings',
  single: true,
  label: 'Thông tin trang',
  description: 'Tên cơ quan, đường dây nóng, chân trang',
  drafts: false,
  localized: true,
  title: 'bodyName',
  sort: ['bodyName', 'ASC'],
  list: ['bodyName', 'phone'],
  fields: {
    bodyName: line('Tên cơ quan', 'Cơ quan chịu trách nhiệm về trang này.', 200, true),
    tagline: line('Dòng dưới tên trang', 'Một câu ngắn dưới tên Chung Tay.'),
    address: line('Địa chỉ', 'Địa chỉ của cơ quan.', 300),
    phone: line('Đường dây nóng', 'Số điện thoại cho người dân.', 40),
    phoneHours: line('Giờ nghe máy', 'Ví dụ: 7:00–21:00 hằng ngày.'),
    email: line('Thư điện tử', 'Hộp thư nhận phản ánh.', 120),
    footerNote: {
      label: 'Ghi chú cuối trang',
      help: 'Giấy phép, người chịu trách nhiệm nội dung, cách ghi nguồn.',
      localized: true,
      attribute: { type: 'text', maxLength: 600 },
    },
    demonstration: shared.demonstration(),
  },
});
