import { choiceOf, contentType, shared } from '../../content-type';

export default contentType({
  name: 'announcement',
  plural: 'announcements',
  label: 'Thông báo',
  description: 'Dải thông báo ở trang chủ, hiện từ lúc bắt đầu đến lúc kết thúc',
  drafts: true,
  localized: true,
  title: 'title',
  sort: ['startsAt', 'DESC'],
  list: ['title', 'startsAt', 'endsAt'],
  fields: {
    title: shared.title('Tiêu đề', 'Ngắn, nói việc gì.'),
    text: {
      label: 'Nội dung',
      help: 'Một, hai câu.',
      localized: true,
      attribute: { type: 'text', maxLength: 400 },
    },
    level: {
      label: 'Mức',
      help: 'Thông tin, hoặc cảnh báo cần chú ý ngay.',
      size: 4,
      attribute: choiceOf({ info: { vi: 'Thông tin' }, warning: { vi: 'Cảnh báo' } }, 'info'),
    },
    startsAt: {
      label: 'Bắt đầu hiện',
      help: 'Để trống: ngay khi đăng.',
      size: 4,
      attribute: { type: 'datetime' },
    },
    endsAt: {
      label: 'Thôi hiện',
      help: 'Để trống: đến khi gỡ xuống.',
      size: 4,
      attribute: { type: 'datetime' },
    },
    link: {
      label: 'Liên kết',
      help: 'Địa chỉ https hoặc trang của chúng ta, ví dụ /tin-tuc.',
      size: 6,
      localized: true,
      attribute: { type: 'string', maxLength: 255 },
    },
    linkText: {
      label: 'Chữ của liên kết',
      help: 'Ví dụ: Xem chi tiết.',
      size: 6,
      localized: true,
      attribute: { type: 'string', maxLength: 80 },
    },
    demonstration: shared.demonstration(),
  },
});
