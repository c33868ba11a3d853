import { isSignedHint, readEnvironment, readSecrets } from '@chung-tay/config';
import { problemOf, refuse, type Refused } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { z } from 'zod';
import { countViews } from '../counting';
import { isAddressed, type Kind, type Locale } from '../kinds';
import { readPreview } from '../preview';
import {
  directiveFacets,
  findDocument,
  listBodies,
  listCards,
  listChanges,
  search,
} from '../reading';

const pageMax = 1000;
const sizeMax = 100;
const typedMax = 200;
const keyPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const keyLengthMax = 255;
/** The database counts revisions in 32 bits. */
const revisionMax = 2 ** 31 - 1;
const { hintSecret } = readSecrets(readEnvironment().dataDir);

function answerRefusal(ctx: Context, refused: Refused, status: number): void {
  ctx.status = status;
  ctx.body = JSON.stringify(problemOf(refused, status));
  ctx.type = 'application/problem+json';
}

// Strapi's parser puts it there; Koa's own types know nothing of it.
const bodyOf = (ctx: Context): unknown => (ctx.request as { body?: unknown }).body ?? null;

const isKey = (text: string) => text.length <= keyLengthMax && keyPattern.test(text);

/** A key out of the query: undefined when there is none, null when it cannot be one. */
function queryKey(ctx: Context, name: string): string | undefined | null {
  const given = (ctx.query as Record<string, unknown>)[name];
  if (given === undefined || given === '') return undefined;
  return typeof given === 'string' && isKey(given) ? given : null;
}

/** A whole number out of the query; `fallback` when there is none, null when it is none. */
function queryNumber(ctx: Context, name: string, fallback: number, max: number): number | null {
  const given = (ctx.query as Record<string, unknown>)[name];
  if (given === undefined) return fallback;
  if (typeof given !== 'string' || !/^\d{1,10}$/.test(given)) return null;
  const number = Number(given);
  return number <= max ? number : null;
}

const localeIn = (ctx: Context): Locale | null => {
  const given = (ctx.query as Record<string, unknown>).locale ?? 'vi';
  return given === 'vi' || given === 'en' ? given : null;
};

/** Language, page and size out of the query, or the name of the wrong parameter. */
function frameOf(ctx: Context) {
  const locale = localeIn(ctx);
  const page = queryNumber(ctx, 'page', 1, pageMax);
  const size = queryNumber(ctx, 'size', 20, sizeMax);
  if (locale === null) return { ok: false, name: 'locale' } as const;
  if (page === null || page < 1) return { ok: false, name: 'page' } as const;
  if (size === null || size < 1) return { ok: false, name: 'size' } as const;
  return { ok: true, locale, page, size } as const;
}

const refuseQuery = (ctx: Context, name: string) =>
  answerRefusal(ctx, refuse('query-malformed', { name }), 400);

/** Names in addresses are plural; kinds are not. */
const kindsInAddresses: Readonly<Record<string, Kind>> = {
  articles: 'article',
  directives: 'directive',
  pages: 'page',
  faqs: 'faq',
  partners: 'partner',
  announcements: 'announcement',
  'receiving-points': 'receiving-point',
  settings: 'setting',
};

const kindIn = (ctx: Context): Kind | undefined => {
  const name = String(ctx.params.kind);
  return Object.hasOwn(kindsInAddresses, name) ? kindsInAddresses[name] : undefined;
};

const viewsSchema = z.strictObject({
  batch: z.uuid(),
  counts: z
    .array(
      z.strictObject({
        documentKey: z.string().regex(/^[a-z0-9]{1,40}$/),
        locale: z.enum(['vi', 'en']),
        views: z.int().min(1).max(10_000_000),
      }),
    )
    .max(20_000),
});

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  async changes(ctx: Context) {
    const after = queryNumber(ctx, 'after', 0, revisionMax);
    const limit = queryNumber(ctx, 'limit', 1000, 1000);
    if (after === null) return refuseQuery(ctx, 'after');
    if (limit === null || limit < 3) return refuseQuery(ctx, 'limit');
    ctx.set('Cache-Control', 'no-store');
    ctx.body = await listChanges(strapi, after, limit);
  },

  async list(ctx: Context) {
    const kind = kindIn(ctx);
    if (kind === undefined) return answerRefusal(ctx, refuse('route-not-found'), 404);
    const frame = frameOf(ctx);
    if (!frame.ok) return refuseQuery(ctx, frame.name);
    if (!isAddressed(kind)) {
      ctx.body = { items: await listBodies(strapi, kind, frame.locale) };
      return;
    }
    const year = queryNumber(ctx, 'year', 0, 9999);
    if (year === null) return refuseQuery(ctx, 'year');
    const category = queryKey(ctx, 'category');
    const issuerKey = queryKey(ctx, 'issuer');
    if (category === null) return refuseQuery(ctx, 'category');
    if (issuerKey === null) return refuseQuery(ctx, 'issuer');
    const filter = {
      kind,
      locale: frame.locale,
      category,
      issuerKey,
      year: year === 0 ? undefined : year,
    };
    ctx.body = await listCards(strapi, filter, frame);
  },

  async facets(ctx: Context) {
    ctx.body = await directiveFacets(strapi);
  },

  async find(ctx: Context) {
    const kind = kindIn(ctx);
    const locale = localeIn(ctx);
    if (kind === undefined || !isAddressed(kind)) {
      return answerRefusal(ctx, refuse('route-not-found'), 404);
    }
    if (locale === null) return refuseQuery(ctx, 'locale');
    const slug = String(ctx.params.slug);
    // What cannot be an address of ours never was one.
    if (!isKey(slug)) return answerRefusal(ctx, refuse('document-not-found'), 404);
    const found = await findDocument(strapi, kind, locale, slug);
    if (found.state === 'live') ctx.body = found.document;
    else if (found.state === 'moved') ctx.body = { movedTo: found.slug };
    else if (found.state === 'gone') answerRefusal(ctx, refuse('document-withdrawn'), 410);
    else answerRefusal(ctx, refuse('document-not-found'), 404);
  },

  async search(ctx: Context) {
    const frame = frameOf(ctx);
    if (!frame.ok) return refuseQuery(ctx, frame.name);
    const typed = (ctx.query as Record<string, unknown>).q ?? '';
    if (typeof typed !== 'string' || typed.length > typedMax) return refuseQuery(ctx, 'q');
    ctx.body = await search(strapi, { typed, ...frame });
  },

  async views(ctx: Context) {
    const body = JSON.stringify(bodyOf(ctx));
    const signature = ctx.get('Hint-Signature');
    if (!isSignedHint(hintSecret, body, signature)) {
      return answerRefusal(ctx, refuse('not-permitted'), 403);
    }
    const parsed = viewsSchema.safeParse(bodyOf(ctx));
    if (!parsed.success) return answerRefusal(ctx, refuse('request-malformed'), 422);
    ctx.body = { counts: await countViews(strapi, parsed.data.batch, parsed.data.counts) };
  },

  async preview(ctx: Context) {
    ctx.set('Cache-Control', 'private, no-store');
    const document = await readPreview(strapi, hintSecret, String(ctx.params.token));
    if (document === null) return answerRefusal(ctx, refuse('document-not-found'), 404);
    ctx.body = document;
  },
});
