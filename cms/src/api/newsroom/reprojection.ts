import type { Core } from '@strapi/strapi';
import { claim } from './claims';
import { isAddressed, kindNames, kinds, type Kind } from './kinds';
import { project } from './projection';
import { selectLiveKeys } from './store/entries';
import type { Trx } from './store/rows';

/** Small enough that editors beside it wait for no longer than they would notice. */
const perTransaction = 100;

export interface ReprojectReport {
  readonly documents: number;
  /** How many the public read otherwise than they were published. */
  readonly mended: number;
  /** Documents whose address another one holds: an editor has to choose. */
  readonly refused: readonly string[];
}

async function keysOf(strapi: Core.Strapi, kind: Kind): Promise<string[]> {
  const rows = await strapi.db.query(kinds[kind].uid).findMany({ select: ['documentId'] });
  const known = await selectLiveKeys(strapi, kind);
  return [...new Set([...rows.map(({ documentId }) => String(documentId)), ...known])];
}

/**
 * Makes what the public reads anew from what is published: entries, addresses and search. It may run beside a
 * CMS and any number of times; where nothing is wrong, nothing changes.
 */
export async function reproject(
  strapi: Core.Strapi,
  onProgress: (done: number, total: number) => void,
): Promise<ReprojectReport> {
  const all: { kind: Kind; keys: string[] }[] = [];
  for (const kind of kindNames) all.push({ kind, keys: await keysOf(strapi, kind) });
  const documents = all.reduce((sum, { keys }) => sum + keys.length, 0);
  const refused: string[] = [];
  let mended = 0;
  let done = 0;
  for (const { kind, keys } of all) {
    for (let start = 0; start < keys.length; start += perTransaction) {
      const part = keys.slice(start, start + perTransaction);
      await strapi.db.transaction(async (context) => {
        const trx = context.trx as Trx;
        if (isAddressed(kind)) {
          for (const key of part) {
            const answer = await claim(strapi, trx, kind, key);
            if (answer !== null) refused.push(`${kind} ${key}: ${answer.refusal}`);
          }
        }
        mended += await project(strapi, trx, kind, part, { anew: true });
      });
      done += part.length;
      onProgress(done, documents);
    }
  }
  return { documents, mended, refused };
}
