/** What the newsroom publishes, and how each kind is addressed on the site. */
export const kinds = {
  article: { uid: 'api::newsroom.article', localized: true, addressed: true, titleField: 'title' },
  directive: {
    uid: 'api::newsroom.directive',
    localized: false,
    addressed: true,
    titleField: 'abstract',
  },
  page: { uid: 'api::newsroom.page', localized: true, addressed: true, titleField: 'title' },
  faq: { uid: 'api::newsroom.faq', localized: true, addressed: false },
  partner: { uid: 'api::newsroom.partner', localized: false, addressed: false },
  announcement: { uid: 'api::newsroom.announcement', localized: true, addressed: false },
  'receiving-point': { uid: 'api::newsroom.receiving-point', localized: true, addressed: false },
  setting: { uid: 'api::newsroom.site-setting', localized: true, addressed: false },
} as const;

export type Kind = keyof typeof kinds;
export type Uid = (typeof kinds)[Kind]['uid'];
export type AddressedKind = 'article' | 'directive' | 'page';
export type Locale = 'vi' | 'en';

export const kindNames = Object.keys(kinds) as readonly Kind[];
export const isKind = (text: string): text is Kind => Object.hasOwn(kinds, text);
export const isAddressed = (kind: Kind): kind is AddressedKind => kinds[kind].addressed;

export const isLocalized = (kind: Kind) => kinds[kind].localized;

const kindsByUid = new Map<string, Kind>(kindNames.map((kind) => [kinds[kind].uid, kind]));
export const kindOfUid = (uid: string): Kind | undefined => kindsByUid.get(uid);

/** The language of a row; content without languages counts as Vietnamese. */
export const localeOf = (row: { readonly locale?: string | null }): Locale =>
  row.locale === 'en' ? 'en' : 'vi';
