/** One field of a form: what Strapi stores, and what editors read beside it. */
export interface Field {
  readonly label: string;
  /** The sentence under the field. */
  readonly help: string;
  /** Columns of twelve that it takes in the form. */
  readonly size?: number;
  /** Whether each language has its own value. */
  readonly localized?: boolean;
  /** Only programs write it: shown nowhere in the form. */
  readonly hidden?: boolean;
  /** For a relation: the field by which the other entry is picked and shown. */
  readonly shownBy?: string;
  readonly attribute: Readonly<Record<string, unknown>>;
}

interface ContentType {
  readonly name: string;
  readonly plural: string;
  readonly single?: boolean;
  readonly label: string;
  readonly description: string;
  readonly drafts: boolean;
  readonly localized: boolean;
  /** The field that names an entry in lists and relations. */
  readonly title: string;
  readonly sort: readonly [field: string, order: 'ASC' | 'DESC'];
  /** Columns of the list. */
  readonly list: readonly string[];
  readonly fields: Readonly<Record<string, Field>>;
}

function rowsOfForm(fields: ContentType['fields']) {
  const rows: { name: string; size: number }[][] = [];
  let room = 0;
  for (const [name, { size = 12, hidden = false }] of Object.entries(fields)) {
    if (hidden) continue;
    if (size > room) {
      rows.push([]);
      room = 12;
    }
    rows.at(-1)?.push({ name, size });
    room -= size;
  }
  return rows;
}

const attributeOf = (field: Field, localized: boolean) => ({
  ...field.attribute,
  ...(localized ? { pluginOptions: { i18n: { localized: field.localized ?? false } } } : {}),
});

const metadataOf = ({ label, help, hidden = false, shownBy }: Field) => ({
  edit: {
    label,
    description: help,
    visible: !hidden,
    editable: true,
    ...(shownBy === undefined ? {} : { mainField: shownBy }),
  },
  list: { label },
});

/** What Strapi adds to every type, in the words of editors. */
const ownedByStrapi = {
  id: 'Số',
  documentId: 'Mã tài liệu',
  createdAt: 'Tạo lúc',
  updatedAt: 'Sửa lần cuối',
  createdBy: 'Người tạo',
  updatedBy: 'Người sửa',
};

/**
 * A content type of the newsroom as Strapi's schema, with a label and a sentence of help for every field:
 * a field without them cannot be written down.
 */
export function contentType(type: ContentType) {
  const entries = Object.entries(type.fields);
  const [defaultSortBy, defaultSortOrder] = type.sort;
  return {
    kind: type.single ? 'singleType' : 'collectionType',
    collectionName: `newsroom_${type.plural.replaceAll('-', '_')}`,
    info: {
      singularName: type.name,
      pluralName: type.plural,
      displayName: type.label,
      description: type.description,
    },
    options: { draftAndPublish: type.drafts },
    // The clock asks every few seconds whose hour has come.
    indexes:
      'publishAt' in type.fields
        ? [{ name: `newsroom_${type.name}_publish_at_ix`, columns: ['publish_at'] }]
        : [],
    pluginOptions: {
      'content-type-builder': { visible: false },
      ...(type.localized ? { i18n: { localized: true } } : {}),
    },
    attributes: Object.fromEntries(
      entries.map(([name, field]) => [name, attributeOf(field, type.localized)]),
    ),
    config: {
      settings: {
        bulkable: true,
        filterable: true,
        searchable: true,
        pageSize: 20,
        mainField: type.title,
        defaultSortBy,
        defaultSortOrder,
      },
      metadatas: {
        ...Object.fromEntries(
          Object.entries(ownedByStrapi).map(([name, label]) => [name, { list: { label } }]),
        ),
        ...Object.fromEntries(entries.map(([name, field]) => [name, metadataOf(field)])),
      },
      layouts: { edit: rowsOfForm(type.fields), list: type.list },
    },
  };
}

const string = (maxLength: number, more: object = {}) => ({ type: 'string', maxLength, ...more });
const images = ['images'];

/** What a choice is called, by the value that is stored. */
export type ChoiceWords = Readonly<Record<string, { readonly vi: string }>>;

/**
 * One of several values, of which editors see the words and the database the keys: Strapi's own select would
 * show the keys.
 */
export const choiceOf = (words: ChoiceWords, preset?: string, required = true) => ({
  type: 'customField',
  customField: 'global::choice',
  enum: Object.keys(words),
  required,
  ...(preset === undefined ? {} : { default: preset }),
  options: { words: Object.fromEntries(Object.entries(words).map(([key, { vi }]) => [key, vi])) },
});

/** Fields that several types share, said once. */
export const shared = {
  title: (label: string, help: string): Field => ({
    label,
    help,
    localized: true,
    attribute: string(200, { required: true }),
  }),
  slug: (from: string): Field => ({
    label: 'Đường dẫn',
    help: 'Phần cuối của địa chỉ trang: chữ thường không dấu, số, gạch nối. Để trống thì lấy từ tiêu đề. Đổi sau khi đăng: địa chỉ cũ tự dẫn sang địa chỉ mới.',
    size: 6,
    localized: true,
    attribute: { type: 'uid', targetField: from, maxLength: 120 },
  }),
  publishAt: (): Field => ({
    label: 'Hẹn giờ đăng',
    help: 'Bản nháp tự đăng vào lúc này nếu không còn lỗi. Để trống: chỉ đăng khi bấm nút Xuất bản.',
    size: 6,
    localized: true,
    attribute: { type: 'datetime' },
  }),
  position: (): Field => ({
    label: 'Thứ tự',
    help: 'Số nhỏ đứng trước.',
    size: 4,
    attribute: { type: 'integer', min: 0, max: 9999, default: 100, required: true },
  }),
  body: (label: string, help: string): Field => ({
    label,
    help,
    localized: true,
    attribute: { type: 'blocks' },
  }),
  image: (label: string, help: string, size = 6): Field => ({
    label,
    help,
    size,
    attribute: { type: 'media', multiple: false, allowedTypes: images },
  }),
  pictures: (label: string, help: string): Field => ({
    label,
    help,
    attribute: { type: 'media', multiple: true, allowedTypes: images },
  }),
  documents: (help: string): Field => ({
    label: 'Tệp PDF đính kèm',
    help,
    attribute: { type: 'media', multiple: true, allowedTypes: ['files'] },
  }),
  seoTitle: (): Field => ({
    label: 'Tiêu đề cho máy tìm kiếm',
    help: 'Để trống thì dùng tiêu đề. Nên dưới 60 ký tự.',
    size: 6,
    localized: true,
    attribute: string(120),
  }),
  seoDescription: (): Field => ({
    label: 'Mô tả cho máy tìm kiếm',
    help: 'Để trống thì dùng sa-pô. Nên dưới 160 ký tự.',
    size: 6,
    localized: true,
    attribute: string(255),
  }),
  demonstration: (): Field => ({
    label: 'Nội dung trình diễn',
    help: 'Do lệnh nạp nội dung trình diễn đặt; lệnh gỡ xóa đúng những mục này.',
    hidden: true,
    attribute: { type: 'boolean', default: false },
  }),
} as const;
