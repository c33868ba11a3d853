import type { Core } from '@strapi/strapi';
import type { Uid } from '../kinds';

/** A draft that the public does not see as it stands. */
export interface WaitingRow {
  readonly id: number;
  readonly published: boolean;
}

/** More than anybody would look through; keeps the question small. */
const rowsMax = 500;

/**
 * Drafts that were never published, or were changed since, newest first. Strapi writes the two versions of a
 * publication within half a second: smaller distances are no change.
 */
export async function selectWaiting(strapi: Core.Strapi, uid: Uid): Promise<WaitingRow[]> {
  const { tableName } = strapi.db.metadata.get(uid);
  const rows = (await strapi.db
    .connection(`${tableName} as draft`)
    .leftJoin(`${tableName} as live`, function () {
      this.on('live.document_id', 'draft.document_id')
        .andOnNotNull('live.published_at')
        .andOn((both) => {
          both.on('live.locale', 'draft.locale').orOnNull('live.locale');
        });
    })
    .whereNull('draft.published_at')
    .where((either) =>
      either
        .whereNull('live.id')
        .orWhere('draft.updated_at', '>', strapi.db.connection.ref('live.updated_at')),
    )
    .orderBy('draft.updated_at', 'desc')
    .limit(rowsMax)
    .select('draft.id', 'draft.updated_at as drafted', 'live.updated_at as posted')) as {
    readonly id: number;
    readonly drafted: string | number | Date;
    readonly posted: string | number | Date | null;
  }[];
  const millis = (moment: string | number | Date) => new Date(moment).getTime();
  return rows
    .filter(({ drafted, posted }) => posted === null || millis(drafted) - millis(posted) > 500)
    .map(({ id, posted }) => ({ id, published: posted !== null }));
}

/** Notes to the site about changed content that were not delivered yet, or never will be. */
export async function countUndelivered(strapi: Core.Strapi) {
  const rows = (await strapi.db
    .connection('journal_outbox')
    .where({ topic: 'site.content' })
    .groupBy('state')
    .select('state')
    .count({ count: '*' })) as { readonly state: string; readonly count: string | number }[];
  const of = (state: string) => Number(rows.find((row) => row.state === state)?.count ?? 0);
  return { waiting: of('waiting'), dead: of('dead') };
}
