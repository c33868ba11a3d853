import { checkPreviewToken } from '@chung-tay/config';
import type { Core } from '@strapi/strapi';
import { kindOfUid, kinds, localeOf } from './kinds';
import { populateOf, shapeOf, type ContentRow } from './shapes';

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
