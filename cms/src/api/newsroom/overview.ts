import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { isAddressed, kindNames, kinds, localeOf, type Kind, type Uid } from './kinds';
import { stampOf } from './schedule';
import { readSiteFailures } from './site-failures';
import { readRefusals } from './store/refusals';
import { countUndelivered, selectWaiting } from './store/waiting';

const readAction = 'plugin::content-manager.explorer.read';
const publishAction = 'plugin::content-manager.explorer.publish';
const perList = 6;

interface DraftRow {
  readonly id: number;
  readonly documentId: string;
  readonly locale?: string | null;
  readonly updatedAt: string;
  readonly publishAt?: string | null;
  readonly [field: string]: unknown;
}

interface Item {
  readonly uid: Uid;
  readonly kindLabel: string;
  readonly documentId: string;
  readonly locale: string | null;
  readonly title: string;
  readonly at: string;
  /** Why it was not published at its hour, in both languages. */
  readonly reason?: string;
  readonly list: 'refused' | 'scheduled' | 'drafts' | 'changed';
}

/** Which field names an entry, and what the kind is called. */
function wordsOf(strapi: Core.Strapi, kind: Kind) {
  const type = strapi.contentType(kinds[kind].uid as never) as unknown as {
    readonly info: { readonly displayName: string };
    readonly options: { readonly draftAndPublish: boolean };
    readonly attributes: Readonly<Record<string, unknown>>;
    readonly config: { readonly settings: { readonly mainField: string } };
  };
  return {
    label: type.info.displayName,
    titleField: type.config.settings.mainField,
    isDrafted: type.options.draftAndPublish,
    isScheduled: 'publishAt' in type.attributes,
  };
}

/** What waits of one kind, as far as the person may read it. */
async function waitingOf(strapi: Core.Strapi, kind: Kind, ability: unknown): Promise<Item[]> {
  const { uid, localized } = kinds[kind];
  const { label, titleField, isDrafted } = wordsOf(strapi, kind);
  const permissions = strapi
    .service('admin::permission')
    .createPermissionsManager({ ability, action: readAction, model: uid });
  if (!isDrafted || !permissions.isAllowed) return [];
  const waiting = new Map(
    (await selectWaiting(strapi, uid)).map(({ id, published }) => [id, published]),
  );
  if (waiting.size === 0) return [];
  const { filters } = permissions.addPermissionsQueryTo({
    filters: { id: { $in: [...waiting.keys()] } },
  });
  const rows = (await strapi.db
    .query(uid)
    .findMany({ ...strapi.get('query-params').transform(uid, { filters }) })) as DraftRow[];
  const refusals = isAddressed(kind) ? await readRefusals(strapi, kind) : [];
  return rows.map((row) => {
    const hour = row.publishAt ?? null;
    const refusal = refusals.find(
      ({ documentKey, locale, stamp }) =>
        documentKey === row.documentId && locale === localeOf(row) && stamp === stampOf(row),
    );
    const isChanged = waiting.get(row.id) === true;
    return {
      uid,
      kindLabel: label,
      documentId: row.documentId,
      locale: localized ? localeOf(row) : null,
      title: String(row[titleField] ?? ''),
      at: new Date(hour ?? row.updatedAt).toISOString(),
      ...(refusal === undefined ? {} : { reason: refusal.reason }),
      list:
        refusal !== undefined
          ? 'refused'
          : hour !== null
            ? 'scheduled'
            : isChanged
              ? 'changed'
              : 'drafts',
    };
  });
}

const later = (one: Item, other: Item) => (one.at < other.at ? 1 : -1);

/**
 * What the editors' desk shows of the kinds that the person may read: drafts never published, changes not yet
 * published, publications with an hour (soonest first), those whose hour passed in vain, and for those who publish what the site has not
 * heard of or could not write.
 */
export async function deskOf(
  strapi: Core.Strapi,
  ability: { can(action: string, subject: string): boolean },
) {
  const items = (
    await Promise.all(kindNames.map((kind) => waitingOf(strapi, kind, ability)))
  ).flat();
  const listed = (name: Item['list'], order: (one: Item, other: Item) => number) => {
    const all = items.filter(({ list }) => list === name).sort(order);
    return { total: all.length, items: all.slice(0, perList).map(({ list: _, ...item }) => item) };
  };
  const publishes = kindNames.some((kind) => ability.can(publishAction, kinds[kind].uid));
  return {
    drafts: listed('drafts', later),
    changed: listed('changed', later),
    refused: listed('refused', later),
    scheduled: listed('scheduled', (one, other) => -later(one, other)),
    site: publishes
      ? { ...(await countUndelivered(strapi)), failures: await readSiteFailures(strapi) }
      : null,
  };
}

/** Opens `GET /newsroom/desk` to those who are logged in; it shows what the person may read. */
export function openDesk(strapi: Core.Strapi): void {
  strapi.server.routes({
    type: 'admin',
    prefix: '/newsroom',
    routes: [
      {
        method: 'GET',
        path: '/desk',
        async handler(ctx: Context) {
          ctx.set('Cache-Control', 'private, no-store');
          ctx.body = await deskOf(strapi, ctx.state.userAbility);
        },
        // What of it may be read is asked for each kind: no one permission stands for all.
        config: { policies: ['admin::isAuthenticatedAdmin'] },
        info: { pluginName: 'admin', type: 'admin' },
      },
    ],
  } as never);
}
