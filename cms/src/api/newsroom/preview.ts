import { checkPreviewToken, makePreviewToken } from '@chung-tay/config';
import type { Core } from '@strapi/strapi';
import { isAddressed, kindOfUid, kinds, localeOf } from './kinds';
import { populateOf, shapeOf, type ContentRow } from './shapes';

const readAction = 'plugin::content-manager.explorer.read';

/**
 * Where the person who asks may see an entry as its page would show it: an address that holds for an hour.
 * Undefined for kinds without a page and for those who may not read the kind; Strapi asks neither.
 */
export async function previewAddress(
  strapi: Core.Strapi,
  siteUrl: string,
  secret: string,
  uid: string,
  { documentId, locale, status }: { documentId: string; locale?: string; status?: string },
): Promise<string | undefined> {
  const kind = kindOfUid(uid);
  if (kind === undefined || !isAddressed(kind)) return undefined;
  const ability = strapi.requestContext.get()?.state.userAbility;
  if (ability?.can(readAction, uid) !== true) return undefined;
  const ticket = {
    uid,
    documentId,
    locale: kinds[kind].localized ? (locale ?? 'vi') : null,
    status: status === 'published' ? 'published' : 'draft',
  } as const;
  return `${siteUrl}/xem-truoc/${makePreviewToken(secret, ticket, Date.now())}`;
}

/**
 * A draft as its page would show it. The token names one document, was signed by this CMS for somebody who
 * may read it, and ends after an hour; null when it does not hold or the document is gone.
 */
export async function readPreview(strapi: Core.Strapi, secret: string, token: string) {
  const asked = checkPreviewToken(secret, token, Date.now());
  const kind = asked === null ? undefined : kindOfUid(asked.uid);
  if (asked === null || kind === undefined) return null;
  const isDraft = asked.status !== 'published';
  const rows = (await strapi.db.query(kinds[kind].uid).findMany({
    where: {
      documentId: asked.documentId,
      ...(isDraft ? { publishedAt: { $null: true } } : { publishedAt: { $notNull: true } }),
    },
    populate: populateOf[kind],
  })) as ContentRow[];
  const wanted = kinds[kind].localized ? (asked.locale ?? 'vi') : 'vi';
  const row = rows.find((each) => localeOf(each) === wanted);
  if (row === undefined) return null;
  const shape = shapeOf(kind, row);
  return {
    kind,
    locale: wanted,
    documentKey: asked.documentId,
    slug: shape.slug,
    revision: 0,
    postedAt: new Date(shape.sortAtMs ?? Date.now()).toISOString(),
    views: 0,
    alternates: {},
    related: [],
    replacedBy: [],
    amendedBy: [],
    guidedBy: [],
    ...shape.body,
    ...(kind === 'directive' ? { replaces: [], amends: [], guides: [] } : {}),
  };
}
