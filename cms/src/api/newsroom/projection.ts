import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { OutboxService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import type { Core } from '@strapi/strapi';
import { kinds, localeOf, type Kind } from './kinds';
import {
  populateOf,
  searchTextOf,
  shapeOf,
  titleKeys,
  type ContentRow,
  type Shape,
} from './shapes';
import { readDigest, saveDigest, type FileDigest } from './store/digests';
import {
  drawRevisions,
  saveEntries,
  selectDocuments,
  type Entry,
  type StoredEntry,
} from './store/entries';
import type { Trx } from './store/rows';
import { forgetEntry, indexEntry } from './store/search';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** SHA-256 and size of an uploaded file; files never change under their name, so it is computed once. */
async function digestOfFile(
  strapi: Core.Strapi,
  trx: Trx,
  file: string,
): Promise<FileDigest | null> {
  const known = await readDigest(trx, file);
  if (known !== null) return known;
  const full = path.join(strapi.dirs.static.public, 'uploads', path.basename(file));
  const found = await stat(full).catch(() => null);
  if (found === null) return null;
  const hash = createHash('sha256');
  await pipeline(createReadStream(full), hash);
  const digest = { sha256: hash.digest('hex'), bytes: found.size };
  await saveDigest(trx, file, digest);
  return digest;
}

interface Attached {
  readonly file: string;
}

/** Adds size and SHA-256 to the attached documents. */
async function withDigests(strapi: Core.Strapi, trx: Trx, shape: Shape): Promise<Shape> {
  const complete = async (files: readonly Attached[]) =>
    Promise.all(
      files.map(async (each) => ({ ...each, ...(await digestOfFile(strapi, trx, each.file)) })),
    );
  const { attachments, files } = shape.body as {
    attachments?: readonly Attached[];
    files?: readonly Attached[];
  };
  return {
    ...shape,
    body: {
      ...shape.body,
      ...(attachments === undefined ? {} : { attachments: await complete(attachments) }),
      ...(files === undefined ? {} : { files: await complete(files) }),
    },
  };
}

const readPublished = (strapi: Core.Strapi, kind: Kind, documentKeys: readonly string[]) =>
  strapi.db.query(kinds[kind].uid).findMany({
    where: { documentId: { $in: [...documentKeys] }, publishedAt: { $notNull: true } },
    populate: populateOf[kind],
  }) as Promise<ContentRow[]>;

const isSearched = (kind: Kind) => kind === 'article' || kind === 'directive' || kind === 'page';

interface Changed {
  readonly entry: Entry;
  /** What is searched of it; null when it went. */
  readonly shape: Shape | null;
}

/** Whether a stored entry is not what its digest says. */
function differs(before: StoredEntry, stored: Omit<Shape, 'text'>): boolean {
  const plain = ({ slug, title, lead, body, files, links, category }: Omit<Shape, 'text'>) =>
    JSON.stringify([slug, title, lead, category, files, links, { ...body, updatedAt: undefined }]);
  return plain(before) !== plain(stored);
}

/** The entry of a published row, or null when the public reads just that already. */
async function changedEntry(
  strapi: Core.Strapi,
  trx: Trx,
  kind: Kind,
  row: ContentRow,
  before: StoredEntry | undefined,
  isDistrustful: boolean,
): Promise<Changed | null> {
  const shape = await withDigests(strapi, trx, shapeOf(kind, row));
  const firstPublishedMs = before?.sortAtMs ?? Date.parse(String(row.publishedAt));
  const sortAtMs =
    shape.sortAtMs ?? (Number.isFinite(firstPublishedMs) ? firstPublishedMs : Date.now());
  const content = { ...shape, sortAtMs, body: { ...shape.body, updatedAt: undefined } };
  const digest = sha256(JSON.stringify(content));
  const { text: _text, ...stored } = shape;
  const isKnown = before?.state === 'live' && before.digest === digest;
  if (isKnown && !(isDistrustful && differs(before, stored))) return null;
  const updatedAtMs = Date.parse(String(row.updatedAt));
  const entry: Entry = {
    ...stored,
    kind,
    locale: localeOf(row),
    documentKey: row.documentId,
    state: 'live',
    sortAtMs,
    changedAtMs: Number.isFinite(updatedAtMs) ? updatedAtMs : Date.now(),
    digest,
    ...titleKeys(shape.title),
  };
  return { entry, shape };
}

/** What was withdrawn is not kept where the public reads. */
const goneEntry = ({ id: _id, revision: _revision, ...entry }: StoredEntry): Changed => ({
  shape: null,
  entry: {
    ...entry,
    state: 'gone',
    changedAtMs: Date.now(),
    title: '',
    titleLower: '',
    titleKey: '',
    lead: '',
    body: {},
    links: [],
    digest: '',
  },
});

/**
 * Brings what the public sees of some documents in line with what is published of them, in the caller's
 * transaction. It may be called at any time and for any document: nothing happens where nothing differs.
 * Answers how many documents differed; the site is then told after the commit. `anew` does not trust what is
 * stored: it compares every field and makes the search index again.
 */
export async function project(
  strapi: Core.Strapi,
  trx: Trx,
  kind: Kind,
  documentKeys: readonly string[],
  { anew = false }: { readonly anew?: boolean } = {},
): Promise<number> {
  const known = Map.groupBy(
    await selectDocuments(trx, kind, documentKeys),
    ({ documentKey }) => documentKey,
  );
  const published = Map.groupBy(
    await readPublished(strapi, kind, documentKeys),
    ({ documentId }) => documentId,
  );
  const changes: Changed[][] = [];
  for (const documentKey of new Set(documentKeys)) {
    const before = known.get(documentKey) ?? [];
    const rows = published.get(documentKey) ?? [];
    const changed: Changed[] = [];
    for (const row of rows) {
      const own = before.find(({ locale }) => locale === localeOf(row));
      const entry = await changedEntry(strapi, trx, kind, row, own, anew);
      if (entry !== null) changed.push(entry);
      else if (anew && own !== undefined && isSearched(kind)) {
        await indexEntry(strapi, trx, own.id, searchTextOf(shapeOf(kind, row)));
      }
    }
    const gone = before.filter(
      ({ locale, state }) => state === 'live' && !rows.some((row) => localeOf(row) === locale),
    );
    changed.push(...gone.map(goneEntry));
    if (changed.length > 0) changes.push(changed);
  }
  if (changes.length === 0) return 0;
  const newest = await drawRevisions(trx, changes.length);
  const oldest = newest - changes.length + 1;
  const all = changes.flatMap((changed, index) =>
    changed.map((each) => ({ ...each, revision: oldest + index })),
  );
  const ids = await saveEntries(trx, all);
  for (const [index, { shape }] of all.entries()) {
    const id = ids[index] as number;
    if (shape === null) await forgetEntry(strapi, trx, id);
    else if (isSearched(kind)) await indexEntry(strapi, trx, id, searchTextOf(shape));
  }
  const outbox: OutboxService = strapi.plugin('journal').service('outbox');
  await outbox.put(trx, 'site.content', { revision: newest });
  return changes.length;
}
