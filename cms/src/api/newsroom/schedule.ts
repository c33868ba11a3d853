import { wordsOf, refuse } from '@chung-tay/domain';
import type { LockService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import type { Core } from '@strapi/strapi';
import { kinds, localeOf, type AddressedKind, type Locale } from './kinds';
import type { ContentRow } from './shapes';
import {
  forgetRefusal,
  forgetRefusalsBefore,
  noteRefusal,
  readRefusals,
  type Refusal,
} from './store/refusals';
import { lockDocument, type Trx } from './store/rows';

const everyMs = 5_000;
/** After a process that died another one takes over; two at once would do no harm. */
const lockMs = 20_000;
const perRun = 50;
/** Drafts whose hour has come, those that are refused again and again included. */
const dueMax = 1_000;
const firstPauseMs = 60_000;
const longestPauseMs = 3_600_000;
const dayMs = 86_400_000;

const scheduled: readonly AddressedKind[] = ['article', 'directive', 'page'];

/**
 * Forgets the hour of a document that was published or withdrawn by hand, in all its versions: the clock must
 * neither publish what somebody is still changing nor undo a withdrawal.
 */
export async function forgetHour(
  strapi: Core.Strapi,
  kind: AddressedKind,
  documentKey: string,
  locale?: Locale,
): Promise<void> {
  await strapi.db.query(kinds[kind].uid).updateMany({
    where: {
      documentId: documentKey,
      publishAt: { $notNull: true },
      ...(locale === undefined ? {} : { locale }),
    },
    data: { publishAt: null },
  });
}

type Draft = Pick<ContentRow, 'id' | 'documentId' | 'locale'> & {
  readonly publishAt: string;
  readonly updatedAt: string;
};

/** Names a draft and its hour as they stand: an editor who changes either asks for another try. */
export const stampOf = ({
  publishAt,
  updatedAt,
}: {
  readonly publishAt?: unknown;
  readonly updatedAt?: unknown;
}) => `${Date.parse(String(publishAt))}:${Date.parse(String(updatedAt))}`;

const isDue = (nowMs: number) => ({
  publishedAt: { $null: true },
  publishAt: { $lte: new Date(nowMs).toISOString() },
});

/** Publishes a draft unless its hour was taken away meanwhile; all of it or nothing happens. */
async function publishOne(
  strapi: Core.Strapi,
  kind: AddressedKind,
  draft: Draft,
  nowMs: number,
): Promise<boolean> {
  const { uid, localized } = kinds[kind];
  const locale = localeOf(draft);
  return await strapi.db.transaction(async ({ trx }) => {
    await lockDocument(strapi, trx as Trx, draft.documentId);
    const still = await strapi.db
      .query(uid)
      .findOne({ where: { id: draft.id, ...isDue(nowMs) }, select: ['id'] });
    if (still === null) return false;
    // Publishing forgets the hour.
    await strapi
      .documents(uid)
      .publish({ documentId: draft.documentId, ...(localized ? { locale } : {}) } as never);
    await forgetRefusal(trx as Trx, { kind, locale, documentKey: draft.documentId });
    return true;
  });
}

/** Why something was not published: the labels of the fields that lack, or the refusal's own words. */
function reasonOf(strapi: Core.Strapi, kind: AddressedKind, error: unknown): string {
  const { message, details } = error as {
    readonly message?: string;
    readonly details?: { readonly errors?: readonly { readonly path?: readonly string[] }[] };
  };
  const type = strapi.contentType(kinds[kind].uid as never) as unknown as {
    readonly config: {
      readonly metadatas: Readonly<Record<string, { readonly edit?: { readonly label: string } }>>;
    };
  };
  const names = (details?.errors ?? []).flatMap(({ path }) => path?.[0] ?? []);
  const labels = names.map((name) => type.config.metadatas[name]?.edit?.label ?? name);
  if (labels.length === 0) return message ?? String(error);
  const words = wordsOf(refuse('document-incomplete', { fields: [...new Set(labels)].join(', ') }));
  return `${words.vi} / ${words.en}`;
}

/**
 * Publishes drafts whose hour has come. One that is refused keeps its hour and is tried again after a minute,
 * then after twice as long each time up to an hour, or as soon as somebody changes it; the desk shows why.
 */
export async function publishDue(strapi: Core.Strapi, nowMs: number): Promise<number> {
  let published = 0;
  await forgetRefusalsBefore(strapi, nowMs - dayMs);
  for (const kind of scheduled) {
    const due = (await strapi.db.query(kinds[kind].uid).findMany({
      where: isDue(nowMs),
      orderBy: { publishAt: 'asc' },
      limit: dueMax,
    })) as unknown as Draft[];
    if (due.length === 0) continue;
    const refused = await readRefusals(strapi, kind);
    const refusalOf = (draft: Draft): Refusal | undefined =>
      refused.find(
        ({ documentKey, locale, stamp }) =>
          documentKey === draft.documentId &&
          locale === localeOf(draft) &&
          stamp === stampOf(draft),
      );
    const ready = due.filter((draft) => (refusalOf(draft)?.nextAtMs ?? 0) <= nowMs);
    for (const draft of ready.slice(0, perRun)) {
      try {
        if (await publishOne(strapi, kind, draft, nowMs)) published += 1;
      } catch (error) {
        const attempts = (refusalOf(draft)?.attempts ?? 0) + 1;
        const pauseMs = Math.min(firstPauseMs * 2 ** Math.min(attempts - 1, 6), longestPauseMs);
        await noteRefusal(strapi, {
          kind,
          locale: localeOf(draft),
          documentKey: draft.documentId,
          stamp: stampOf(draft),
          attempts,
          nextAtMs: nowMs + pauseMs,
          reason: reasonOf(strapi, kind, error),
        });
        const words = wordsOf(refuse('schedule-failed', { kind, document: draft.documentId }));
        strapi.log.error(`${words.en} ${String(error)}`);
      }
    }
  }
  return published;
}

/** Looks for due drafts again and again; of several CMS processes one at a time. */
export function startSchedule(strapi: Core.Strapi) {
  const lock: LockService = strapi.plugin('journal').service('lock');
  let running = Promise.resolve();
  const timer = setInterval(() => {
    running = lock
      .run('newsroom.schedule', lockMs, () => publishDue(strapi, Date.now()))
      .then(
        () => undefined,
        (error: unknown) => void strapi.log.error(error),
      );
  }, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
