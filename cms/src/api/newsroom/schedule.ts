import { wordsOf, refuse } from '@chung-tay/domain';
import type { LockService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import type { Core } from '@strapi/strapi';
import { kinds, localeOf, type AddressedKind, type Locale } from './kinds';
import type { ContentRow } from './shapes';

const everyMs = 5_000;
const lockMs = 60_000;
const perRun = 50;

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

/** Publishes drafts whose hour has come. One that is refused stays a draft and says so in the log. */
export async function publishDue(strapi: Core.Strapi, nowMs: number): Promise<number> {
  let published = 0;
  for (const kind of scheduled) {
    const { uid, localized } = kinds[kind];
    const due = (await strapi.db.query(uid).findMany({
      where: { publishedAt: { $null: true }, publishAt: { $lte: new Date(nowMs) } },
      limit: perRun,
    })) as ContentRow[];
    for (const row of due) {
      const locale = localized ? { locale: localeOf(row) } : {};
      try {
        // Publishing forgets the hour, in the same transaction.
        await strapi.documents(uid).publish({ documentId: row.documentId, ...locale } as never);
        published += 1;
      } catch (error) {
        // It is tried once: an editor has to look at it and set another hour.
        await forgetHour(strapi, kind, row.documentId, localized ? localeOf(row) : undefined);
        const words = wordsOf(refuse('schedule-failed', { kind, document: row.documentId }));
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
