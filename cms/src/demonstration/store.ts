import type { Core } from '@strapi/strapi';
import { isPostgres, type Trx } from '../api/newsroom/store/rows';

const table = 'newsroom_own_demonstration';

/** What the loader made, and nobody else: documents by their key, files by their number. */
export interface Loaded {
  /** `file`, or the kind of the document. */
  readonly kind: string;
  /** The key of the seed. */
  readonly key: string;
  /** Document key, or the number of the file. */
  readonly target: string;
  /** When Strapi last noted a change of each version, as it was right after loading. */
  readonly stamp: string;
}

export async function selectLoaded(strapi: Core.Strapi): Promise<Loaded[]> {
  const rows = await strapi.db
    .connection(table)
    .select('kind', 'key', 'target', 'stamp')
    .orderBy('id');
  return rows.map((row: Record<string, unknown>) => ({
    kind: String(row.kind),
    key: String(row.key),
    target: String(row.target),
    stamp: String(row.stamp),
  }));
}

export const noteLoaded = (db: Trx | Core.Strapi['db']['connection'], loaded: Loaded) =>
  db(table).insert(loaded).onConflict(['kind', 'key']).merge();

export const forgetLoaded = (strapi: Core.Strapi, { kind, key }: Loaded) =>
  strapi.db.connection(table).where({ kind, key }).delete();

/** What was decided for this installation, so that no start undoes it. */
export type Decision = 'undecided' | 'due' | 'loaded' | 'removed';
const decisions: readonly Decision[] = ['undecided', 'due', 'loaded', 'removed'];
const counter = 'demonstration';

export async function readDecision(strapi: Core.Strapi): Promise<Decision> {
  const row = await strapi.db
    .connection('newsroom_own_counters')
    .where({ name: counter })
    .first('value');
  return decisions[Number(row?.value ?? 0)] ?? 'undecided';
}

export const saveDecision = (strapi: Core.Strapi, decision: Decision) =>
  strapi.db
    .connection('newsroom_own_counters')
    .insert({ name: counter, value: decisions.indexOf(decision) })
    .onConflict('name')
    .merge();

/** Whether something still shows a file. */
export async function isFileUsed(strapi: Core.Strapi, fileId: number): Promise<boolean> {
  const link = await strapi.db
    .connection('files_related_mph')
    .where({ file_id: fileId })
    .first('id');
  if (link !== undefined) return true;
  // Pictures within texts are no relations: the text carries a copy of the file's row.
  const file = await strapi.db.connection('files').where({ id: fileId }).first('hash');
  if (file === undefined) return false;
  const asText = isPostgres(strapi) ? 'cast(?? as text) like ?' : '?? like ?';
  for (const [from, column] of [
    ['newsroom_articles', 'body'],
    ['newsroom_pages', 'body'],
    ['newsroom_faqs', 'answer'],
  ] as const) {
    const named = await strapi.db
      .connection(from)
      .whereRaw(asText, [column, `%${String(file.hash)}%`])
      .first('id');
    if (named !== undefined) return true;
  }
  return false;
}
