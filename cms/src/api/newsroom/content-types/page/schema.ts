import { contentType, shared } from '../../content-type';

export default contentType({
  name: 'page',
  plural: 'pages',
  label: 'Trang',
  description: 'Giới thiệu, điều khoản, quyền riêng tư, khả năng tiếp cận, liên hệ và trang khác',
  drafts: true,
  localized: true,
  title: 'title',
  sort: ['updatedAt', 'DESC'],
  list: ['title', 'slug', 'updatedAt'],
  fields: {
    title: shared.title('Tiêu đề', 'Tên của trang.'),
    slug: shared.slug('title'),
    publishAt: shared.publishAt(),
    lead: {
      label: 'Đoạn mở đầu',
      help: 'Một, hai câu nói trang này có gì.',
      localized: true,
      attribute: { type: 'text', maxLength: 600 },
    },
    body: shared.body('Nội dung', 'Đoạn văn, đầu đề, danh sách, ảnh.'),
    attachments: shared.documents('Hiện dưới trang.'),
    seoTitle: shared.seoTitle(),
    seoDescription: shared.seoDescription(),
    demonstration: shared.demonstration(),
  },
});
