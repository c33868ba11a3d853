import { contentType, shared } from '../../content-type';

export default contentType({
  name: 'faq',
  plural: 'faqs',
  label: 'Hỏi đáp',
  description: 'Câu hỏi thường gặp và câu trả lời',
  drafts: true,
  localized: true,
  title: 'question',
  sort: ['position', 'ASC'],
  list: ['question', 'position', 'updatedAt'],
  fields: {
    question: {
      label: 'Câu hỏi',
      help: 'Viết như người dân hỏi.',
      localized: true,
      attribute: { type: 'string', required: true, maxLength: 255 },
    },
    answer: shared.body('Trả lời', 'Ngắn, nói thẳng, kèm liên kết đến trang làm được việc.'),
    position: shared.position(),
    demonstration: shared.demonstration(),
  },
});
