import type { Core } from '@strapi/strapi';
import { kindNames, kinds, type Kind } from './kinds';

type Act = 'create' | 'read' | 'update' | 'delete' | 'publish';

interface Role {
  readonly code: string;
  readonly name: string;
  readonly description: string;
  /** What may be done with entries of each kind, and whether only with one's own. */
  readonly may: (kind: Kind) => readonly { readonly act: Act; readonly own?: boolean }[];
}

const every: readonly Act[] = ['create', 'read', 'update', 'delete', 'publish'];
const acts = (...names: readonly Act[]) => names.map((act) => ({ act }));

/** Kinds that speak for the body as a whole: only publishers change them. */
const ofTheBody: ReadonlySet<Kind> = new Set(['setting']);

export const newsroomRoles: readonly Role[] = [
  {
    code: 'newsroom-writer',
    name: 'Người viết',
    description: 'Viết và sửa bài của mình; không xuất bản.',
    may: (kind) =>
      kind === 'article' || kind === 'faq'
        ? // Deleting takes the published version along: that is withdrawing.
          [...acts('create', 'read'), { act: 'update', own: true }]
        : acts('read'),
  },
  {
    code: 'newsroom-editor',
    name: 'Biên tập viên',
    description: 'Viết và sửa mọi nội dung; không xuất bản.',
    may: (kind) => (ofTheBody.has(kind) ? acts('read') : acts('create', 'read', 'update')),
  },
  {
    code: 'newsroom-publisher',
    name: 'Người xuất bản',
    description: 'Viết, sửa, xuất bản, gỡ và xóa mọi nội dung.',
    may: () => acts(...every),
  },
];

const filePermissions = [
  { action: 'plugin::upload.read' },
  { action: 'plugin::upload.assets.create' },
  { action: 'plugin::upload.assets.download' },
  { action: 'plugin::upload.assets.copy-link' },
];

/** The hour at which a draft publishes itself: only for those who may publish by hand. */
const publishingFields: ReadonlySet<string> = new Set(['publishAt']);
/** Only commands write it. */
const programFields: ReadonlySet<string> = new Set(['demonstration']);
const fieldless: ReadonlySet<Act> = new Set(['delete', 'publish']);

function permissionsOf(strapi: Core.Strapi, role: Role) {
  const ofContent = kindNames.flatMap((kind) => {
    const { uid, localized } = kinds[kind];
    const { attributes, options } = strapi.contentType(uid as never) as unknown as {
      attributes: Readonly<Record<string, { pluginOptions?: unknown }>>;
      options: { draftAndPublish: boolean };
    };
    const own = Object.keys(attributes).filter(
      (name) =>
        !/^(?:id|documentId|createdAt|updatedAt|publishedAt|createdBy|updatedBy|locale|localizations)$/.test(
          name,
        ),
    );
    const may = role.may(kind);
    const publishes = may.some(({ act }) => act === 'publish');
    const fieldsFor = (act: Act) =>
      own.filter(
        (name) =>
          act === 'read' ||
          (!programFields.has(name) && (publishes || !publishingFields.has(name))),
      );
    return may
      .filter(({ act }) => act !== 'publish' || options.draftAndPublish)
      .map(({ act, own: onlyOwn = false }) => ({
        action: `plugin::content-manager.explorer.${act}`,
        subject: uid,
        properties: {
          ...(fieldless.has(act) ? {} : { fields: fieldsFor(act) }),
          ...(localized ? { locales: ['vi', 'en'] } : {}),
        },
        conditions: onlyOwn ? ['admin::is-creator'] : [],
      }));
  });
  const { may } = role;
  const changesFiles = may('page').some(({ act }) => act === 'update');
  return [
    ...ofContent,
    ...filePermissions,
    {
      action: 'plugin::upload.assets.update',
      conditions: changesFiles ? [] : ['admin::is-creator'],
    },
  ];
}

/**
 * Makes the three roles of the newsroom where they are missing. A role that exists is left as its
 * administrator has it.
 */
export async function ensureRoles(strapi: Core.Strapi): Promise<void> {
  const roles = strapi.service('admin::role');
  for (const role of newsroomRoles) {
    const { code, name, description } = role;
    if (await roles.exists({ code })) continue;
    const made = await roles.create({ code, name, description });
    await roles.assignPermissions(made.id, permissionsOf(strapi, role));
  }
}

/**
 * Takes away the roles "Editor" and "Author" that Strapi makes on a new installation: they may read and change
 * every type, pledges with their donors included. To be called before there is anybody who could have them or
 * have changed them; does nothing afterwards.
 */
export async function dropStrapiRoles(strapi: Core.Strapi): Promise<void> {
  if (await strapi.service('admin::user').exists()) return;
  const roles = strapi.service('admin::role');
  const made = (await roles.find({ code: { $in: ['strapi-editor', 'strapi-author'] } })) as {
    readonly id: number;
  }[];
  if (made.length > 0) await roles.deleteByIds(made.map(({ id }) => id));
}
