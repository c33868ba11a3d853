import type { RichNode } from '@chung-tay/domain';
import { z } from 'astro/zod';

/**
 * What the newsroom answers, as the site believes it. An answer that does not fit is worth as much as none:
 * pages are rendered from these shapes only.
 */
const locale = z.enum(['vi', 'en']);
const instant = z.iso.datetime({ offset: true });
const day = z.iso.date();
const slug = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
const fileName = z.string().regex(/^[^/\\?#]+$/);

const size = z.object({ file: fileName, width: z.number() });
const picture = z.object({
  file: fileName,
  width: z.number(),
  height: z.number(),
  alt: z.string(),
  caption: z.string().optional(),
  sizes: z.array(size),
});

const attachment = z.object({
  name: z.string(),
  file: fileName,
  mime: z.string(),
  sha256: z.string().optional(),
  bytes: z.number().optional(),
});

// Only the frame of a rich text is checked: what is unknown inside is shown as plain words.
const richNode: z.ZodType<RichNode> = z.lazy(() =>
  z.looseObject({
    type: z.string(),
    text: z.string().optional(),
    children: z.array(richNode).optional(),
  }),
);
const blocks = z.array(richNode);

const card = z.object({
  kind: z.enum(['article', 'directive', 'page']),
  locale,
  slug,
  title: z.string(),
  lead: z.string(),
  category: z.string(),
  postedAt: instant,
  cover: picture.nullish(),
  localityKey: z.string().nullish(),
  number: z.string().optional(),
  issuedOn: day.optional(),
  issuer: z.string().optional(),
  abstractEn: z.string().nullish(),
  files: z.array(attachment).optional(),
});

const frame = {
  locale,
  documentKey: z.string(),
  slug: z.string(),
  revision: z.number(),
  postedAt: instant,
  views: z.number(),
  alternates: z.partialRecord(locale, z.string()),
};
const findable = { seoTitle: z.string().nullish(), seoDescription: z.string().nullish() };

const article = z.object({
  ...frame,
  ...findable,
  kind: z.literal('article'),
  title: z.string(),
  lead: z.string(),
  blocks,
  cover: picture.nullable(),
  coverCaption: z.string(),
  gallery: z.array(picture),
  attachments: z.array(attachment),
  category: z.string(),
  campaignCode: z.string().nullable(),
  localityKey: z.string().nullable(),
  author: z.string().nullable(),
  updatedAt: instant.nullish(),
  related: z.array(card),
});

const directive = z.object({
  ...frame,
  // The kind of the document, such as `quyet-dinh`: of all content, directives alone name it here.
  kind: z.string(),
  number: z.string(),
  issuer: z.string(),
  abstract: z.string(),
  abstractEn: z.string().nullable(),
  issuedOn: day,
  effectiveOn: day.nullable(),
  expiresOn: day.nullable(),
  state: z.enum(['not-yet', 'in-force', 'partly-expired', 'expired']),
  urgency: z.string(),
  scope: z.string(),
  signerName: z.string().nullable(),
  signerTitle: z.string().nullable(),
  signerAuthority: z.string().nullable(),
  field: z.string().nullable(),
  legalBases: z.array(z.string()),
  files: z.array(attachment),
  replaces: z.array(card),
  amends: z.array(card),
  guides: z.array(card),
  replacedBy: z.array(card),
  amendedBy: z.array(card),
  guidedBy: z.array(card),
});

const page = z.object({
  ...frame,
  ...findable,
  kind: z.literal('page'),
  title: z.string(),
  lead: z.string(),
  blocks,
  attachments: z.array(attachment),
  updatedAt: instant.nullish(),
});

const faq = z.object({ question: z.string(), answer: blocks });
const partner = z.object({
  name: z.string(),
  nameEn: z.string().nullable(),
  address: z.string().nullable(),
  logo: picture.nullable(),
});
const announcement = z.object({
  title: z.string(),
  text: z.string(),
  level: z.string(),
  startsAt: instant.nullable(),
  endsAt: instant.nullable(),
  link: z.string().nullable(),
  linkText: z.string().nullable(),
});
const receivingPoint = z.object({
  name: z.string(),
  address: z.string(),
  hours: z.string(),
  phone: z.string().nullable(),
  note: z.string().nullable(),
  localityKey: z.string().nullable(),
});
const setting = z.object({
  bodyName: z.string(),
  tagline: z.string().nullable(),
  address: z.string().nullable(),
  phone: z.string().nullable(),
  phoneHours: z.string().nullable(),
  email: z.string().nullable(),
  footerNote: z.string().nullable(),
});

const facet = z.object({
  value: z.union([z.string(), z.number()]).transform(String),
  count: z.number(),
});

export const shapes = {
  article,
  directive,
  page,
  moved: z.object({ movedTo: slug }),
  cards: z.object({ total: z.number(), page: z.number(), size: z.number(), items: z.array(card) }),
  facets: z.object({
    kinds: z.array(facet),
    issuers: z.array(facet.and(z.object({ name: z.string() }))),
    years: z.array(facet),
  }),
  faqs: z.object({ items: z.array(faq) }),
  partners: z.object({ items: z.array(partner) }),
  announcements: z.object({ items: z.array(announcement) }),
  receivingPoints: z.object({ items: z.array(receivingPoint) }),
  settings: z.object({ items: z.array(setting) }),
  faq: z.object({ kind: z.literal('faq'), locale, ...faq.shape }),
  partner: z.object({ kind: z.literal('partner'), locale, ...partner.shape }),
  announcement: z.object({ kind: z.literal('announcement'), locale, ...announcement.shape }),
  receivingPoint: z.object({
    kind: z.literal('receiving-point'),
    locale,
    ...receivingPoint.shape,
  }),
  setting: z.object({ kind: z.literal('setting'), locale, ...setting.shape }),
} as const;

export type Picture = z.infer<typeof picture>;
export type Attachment = z.infer<typeof attachment>;
export type Card = z.infer<typeof card>;
export type Cards = z.infer<typeof shapes.cards>;
export type Facets = z.infer<typeof shapes.facets>;
export type Article = z.infer<typeof article>;
export type Directive = z.infer<typeof directive>;
export type ContentPage = z.infer<typeof page>;
export type Faq = z.infer<typeof faq>;
export type Partner = z.infer<typeof partner>;
export type Announcement = z.infer<typeof announcement>;
export type ReceivingPoint = z.infer<typeof receivingPoint>;
export type SiteSetting = z.infer<typeof setting>;

/** A picture inside a rich text; null when it has another shape. */
export const pictureOf = (value: unknown): Picture | null => picture.safeParse(value).data ?? null;
