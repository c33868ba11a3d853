import path from 'node:path';
import {
  directiveNumber,
  isTextNode,
  plainTextOf,
  safeAddress,
  searchKey,
  startOfDay,
  type Day,
  type RichNode,
} from '@chung-tay/domain';
import type { Kind } from './kinds';

/** A picture as the site shows it: names of files, never addresses of the CMS. */
export interface Picture {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly alt: string;
  readonly sizes: readonly { readonly file: string; readonly width: number }[];
}

interface MediaRow {
  readonly name: string;
  readonly alternativeText: string | null;
  readonly caption: string | null;
  readonly url: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly size: number | string;
  readonly mime: string;
  readonly formats: Readonly<
    Record<string, { readonly url: string; readonly width: number }>
  > | null;
}

interface LinkedRow {
  readonly documentId: string;
}

/** A row of a content type with what it links to, as Strapi gives it. */
export type ContentRow = Readonly<Record<string, unknown>> & {
  readonly id: number;
  readonly documentId: string;
  readonly locale?: string | null;
  readonly publishedAt: string | null;
  readonly updatedAt: string;
};

/** What a shape says of a row, before it becomes an entry. */
export interface Shape {
  readonly slug: string;
  readonly title: string;
  readonly lead: string;
  /** What is searched besides title and lead. */
  readonly text: string;
  readonly sortAtMs: number | null;
  readonly position: number;
  readonly category: string;
  readonly issuerKey: string;
  readonly year: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly files: readonly string[];
  readonly links: readonly string[];
}

const fileOf = (url: string) => path.posix.basename(url);
const textOr = (value: unknown, otherwise = '') =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : otherwise;

function pictureOf(media: MediaRow | null | undefined): Picture | null {
  if (!media?.mime.startsWith('image/')) return null;
  const sizes = Object.values(media.formats ?? {})
    .map(({ url, width }) => ({ file: fileOf(url), width }))
    .sort((a, b) => a.width - b.width);
  return {
    file: fileOf(media.url),
    width: media.width ?? 0,
    height: media.height ?? 0,
    alt: textOr(media.alternativeText),
    sizes,
  };
}

export interface Attachment {
  readonly name: string;
  readonly file: string;
  readonly mime: string;
}

const attachmentOf = (media: MediaRow): Attachment => ({
  name: textOr(media.caption, media.name.replace(/\.\w+$/, '')),
  file: fileOf(media.url),
  mime: media.mime,
});

const filesOfPicture = (picture: Picture | null) =>
  picture === null ? [] : [picture.file, ...picture.sizes.map(({ file }) => file)];

/** The rich text with only what the site may show; pictures lose everything but their names and sizes. */
function tidy(nodes: unknown, files: string[]): RichNode[] {
  if (!Array.isArray(nodes)) return [];
  return nodes.flatMap((node: unknown): RichNode[] => {
    if (typeof node !== 'object' || node === null) return [];
    const raw = node as Record<string, unknown>;
    if (isTextNode(raw as unknown as RichNode)) {
      const { text, bold, italic, underline, strikethrough, code } = raw as {
        text: string;
      } & Record<string, boolean | undefined>;
      const marks = { bold, italic, underline, strikethrough, code };
      const set = Object.fromEntries(Object.entries(marks).filter(([, on]) => on === true));
      return [{ type: 'text', text, ...set }];
    }
    const children = tidy(raw.children, files);
    const type = String(raw.type);
    switch (type) {
      case 'paragraph':
      case 'quote':
      case 'code':
      case 'list-item':
        return [{ type, children }];
      case 'heading':
        return [
          { type, level: Math.min(6, Math.max(1, Math.trunc(Number(raw.level)) || 2)), children },
        ];
      case 'list':
        return [{ type, format: raw.format === 'ordered' ? 'ordered' : 'unordered', children }];
      case 'link': {
        const url = safeAddress(String(raw.url ?? ''));
        return url === null ? children : [{ type, url, children }];
      }
      case 'image': {
        const image = pictureOf(raw.image as MediaRow | null);
        if (image === null) return [];
        files.push(...filesOfPicture(image));
        const caption = textOr((raw.image as MediaRow).caption);
        return [{ type, image: { ...image, caption }, children: [] }];
      }
      default:
        // Unknown blocks keep their words and nothing else.
        return [{ type: 'unknown', children }];
    }
  });
}

const linked = (value: unknown) =>
  Array.isArray(value) ? (value as LinkedRow[]).map(({ documentId }) => documentId) : [];

const instantMs = (value: unknown) => {
  if (value === null || value === undefined || value === '') return null;
  const ms = value instanceof Date ? value.getTime() : Date.parse(String(value));
  return Number.isFinite(ms) ? ms : null;
};
const isoOf = (value: unknown) => {
  const ms = instantMs(value);
  return ms === null ? null : new Date(ms).toISOString();
};

const plain: Pick<Shape, 'position' | 'category' | 'issuerKey' | 'year' | 'links' | 'sortAtMs'> = {
  position: 0,
  category: '',
  issuerKey: '',
  year: 0,
  links: [],
  sortAtMs: null,
};

function articleShape(row: ContentRow): Shape {
  const files: string[] = [];
  const blocks = tidy(row.body, files);
  const cover = pictureOf(row.cover as MediaRow | null);
  const gallery = ((row.gallery ?? []) as MediaRow[]).flatMap((media) => {
    const picture = pictureOf(media);
    return picture === null ? [] : [{ ...picture, caption: textOr(media.caption) }];
  });
  const attachments = ((row.attachments ?? []) as MediaRow[]).map(attachmentOf);
  const title = textOr(row.title);
  const lead = textOr(row.lead);
  const postedAtMs = instantMs(row.postedAt);
  return {
    ...plain,
    slug: textOr(row.slug),
    title,
    lead,
    text: plainTextOf(blocks),
    sortAtMs: postedAtMs,
    category: textOr(row.category),
    files: [
      ...files,
      ...filesOfPicture(cover),
      ...gallery.flatMap(filesOfPicture),
      ...attachments.map(({ file }) => file),
    ],
    links: linked(row.related),
    body: {
      title,
      lead,
      blocks,
      cover,
      coverCaption: textOr(row.coverCaption),
      gallery,
      attachments,
      category: textOr(row.category),
      campaignCode: textOr(row.campaignCode) || null,
      localityKey: textOr(row.localityKey) || null,
      author: textOr(row.author) || null,
      updatedAt: isoOf(row.updatedAt),
      seoTitle: textOr(row.seoTitle) || null,
      seoDescription: textOr(row.seoDescription) || null,
    },
  };
}

function directiveShape(row: ContentRow): Shape {
  const files = ((row.files ?? []) as MediaRow[]).map(attachmentOf);
  const issuedOn = textOr(row.issuedOn);
  const issuer = textOr(row.issuer);
  const number = directiveNumber({
    number: Number(row.number),
    symbol: textOr(row.symbol),
    issuedOn,
    isNormative: row.isNormative === true,
  });
  const abstract = textOr(row.abstract);
  const replaces = linked(row.replaces);
  const amends = linked(row.amends);
  const guides = linked(row.guides);
  const legalBases = textOr(row.legalBases)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return {
    ...plain,
    slug: textOr(row.slug),
    title: abstract,
    lead: '',
    text: [number, issuer, textOr(row.abstractEn), textOr(row.signerName), ...legalBases].join(
      '\n',
    ),
    sortAtMs: startOfDay(issuedOn as Day),
    category: textOr(row.kind),
    issuerKey: searchKey(issuer).replaceAll(' ', '-'),
    year: Number(issuedOn.slice(0, 4)),
    files: files.map(({ file }) => file),
    links: [...replaces, ...amends, ...guides],
    body: {
      number,
      kind: textOr(row.kind),
      issuer,
      abstract,
      abstractEn: textOr(row.abstractEn) || null,
      issuedOn,
      effectiveOn: textOr(row.effectiveOn) || null,
      expiresOn: textOr(row.expiresOn) || null,
      state: textOr(row.state, 'in-force'),
      urgency: textOr(row.urgency, 'thuong'),
      scope: textOr(row.scope, 'trung-uong'),
      signerName: textOr(row.signerName) || null,
      signerTitle: textOr(row.signerTitle) || null,
      signerAuthority: textOr(row.signerAuthority) || null,
      field: textOr(row.field) || null,
      legalBases,
      replaces,
      amends,
      guides,
      files,
    },
  };
}

function pageShape(row: ContentRow): Shape {
  const files: string[] = [];
  const blocks = tidy(row.body, files);
  const attachments = ((row.attachments ?? []) as MediaRow[]).map(attachmentOf);
  const title = textOr(row.title);
  const lead = textOr(row.lead);
  return {
    ...plain,
    slug: textOr(row.slug),
    title,
    lead,
    text: plainTextOf(blocks),
    files: [...files, ...attachments.map(({ file }) => file)],
    body: {
      title,
      lead,
      blocks,
      attachments,
      updatedAt: isoOf(row.updatedAt),
      seoTitle: textOr(row.seoTitle) || null,
      seoDescription: textOr(row.seoDescription) || null,
    },
  };
}

const bare = (title: string, position: unknown, body: Shape['body']): Shape => ({
  ...plain,
  slug: '',
  title,
  lead: '',
  text: '',
  position: Number(position ?? 0),
  files: [],
  body,
});

const shapes: Readonly<Record<Kind, (row: ContentRow) => Shape>> = {
  article: articleShape,
  directive: directiveShape,
  page: pageShape,
  faq: (row) => {
    const files: string[] = [];
    const answer = tidy(row.answer, files);
    const question = textOr(row.question);
    return {
      ...bare(question, row.position, { question, answer }),
      text: plainTextOf(answer),
      files,
    };
  },
  partner: (row) => {
    const logo = pictureOf(row.logo as MediaRow | null);
    const name = textOr(row.name);
    const address = safeAddress(textOr(row.address));
    const body = { name, nameEn: textOr(row.nameEn) || null, address, logo };
    return { ...bare(name, row.position, body), files: filesOfPicture(logo) };
  },
  announcement: (row) => {
    const title = textOr(row.title);
    return {
      ...bare(title, 0, {
        title,
        text: textOr(row.text),
        level: textOr(row.level, 'info'),
        startsAt: isoOf(row.startsAt),
        endsAt: isoOf(row.endsAt),
        link: safeAddress(textOr(row.link)),
        linkText: textOr(row.linkText) || null,
      }),
      sortAtMs: instantMs(row.startsAt),
    };
  },
  'receiving-point': (row) => {
    const name = textOr(row.name);
    return bare(name, row.position, {
      name,
      address: textOr(row.address),
      hours: textOr(row.hours),
      phone: textOr(row.phone) || null,
      note: textOr(row.note) || null,
      localityKey: textOr(row.localityKey) || null,
    });
  },
  setting: (row) =>
    bare(textOr(row.bodyName), 0, {
      bodyName: textOr(row.bodyName),
      tagline: textOr(row.tagline) || null,
      address: textOr(row.address) || null,
      phone: textOr(row.phone) || null,
      phoneHours: textOr(row.phoneHours) || null,
      email: textOr(row.email) || null,
      footerNote: textOr(row.footerNote) || null,
    }),
};

/** What has to be read with a row of each kind. */
export const populateOf: Readonly<Record<Kind, object>> = {
  article: { cover: true, gallery: true, attachments: true, related: { select: ['documentId'] } },
  directive: {
    files: true,
    replaces: { select: ['documentId'] },
    amends: { select: ['documentId'] },
    guides: { select: ['documentId'] },
  },
  page: { attachments: true },
  faq: {},
  partner: { logo: true },
  announcement: {},
  'receiving-point': {},
  setting: {},
};

export const shapeOf = (kind: Kind, row: ContentRow): Shape => shapes[kind](row);

/** What is searched of an entry. */
export const searchTextOf = ({ title, lead, text }: Shape) => ({
  title: searchKey(title),
  lead: searchKey(lead),
  body: searchKey(text),
});

export const titleKeys = (title: string) => ({
  titleLower: title.normalize('NFC').toLowerCase(),
  titleKey: searchKey(title),
});
