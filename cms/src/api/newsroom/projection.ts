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
import { nextRevision, saveEntry, selectDocument, type Entry } from './store/entries';
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

export const readPublished = (strapi: Core.Strapi, kind: Kind, documentKey: string) =>
  strapi.db.query(kinds[kind].uid).findMany({
    where: { documentId: documentKey, publishedAt: { $notNull: true } },
    populate: populateOf[kind],
  }) as Promise<ContentRow[]>;

/**
 * Brings what the public sees of a document in line with what is published of it, in the caller's
 * transaction. It may be called at any time and for any document: nothing happens where nothing differs.
 * Answers whether something did; the site is then told after the commit.
 */
export async function project(
  strapi: Core.Strapi,
  trx: Trx,
  kind: Kind,
  documentKey: string,
): Promise<boolean> {
  const known = await selectDocument(trx, kind, documentKey);
  const published = await readPublished(strapi, kind, documentKey);
  let revision: number | undefined;
  for (const row of published) {
    const locale = localeOf(row);
    const before = known.find((entry) => entry.locale === locale);
    const shape = await withDigests(strapi, trx, shapeOf(kind, row));
    const firstPublishedMs = before?.sortAtMs ?? Date.parse(String(row.publishedAt));
    const sortAtMs =
      shape.sortAtMs ?? (Number.isFinite(firstPublishedMs) ? firstPublishedMs : Date.now());
    const content = { ...shape, sortAtMs, body: { ...shape.body, updatedAt: undefined } };
    const digest = sha256(JSON.stringify(content));
    if (before?.state === 'live' && before.digest === digest) continue;
    revision ??= await nextRevision(trx);
    const { text: _text, ...stored } = shape;
    const entry: Entry = {
      ...stored,
      kind,
      locale,
      documentKey,
      state: 'live',
      sortAtMs,
      digest,
      ...titleKeys(shape.title),
    };
    const id = await saveEntry(trx, entry, revision);
    if (kind === 'article' || kind === 'directive' || kind === 'page') {
      await indexEntry(strapi, trx, id, searchTextOf(shape));
    }
  }
  const gone = known.filter(
    ({ locale, state }) => state === 'live' && !published.some((row) => localeOf(row) === locale),
  );
  for (const entry of gone) {
    revision ??= await nextRevision(trx);
    // What was withdrawn is not kept where the public reads.
    await saveEntry(
      trx,
      {
        ...entry,
        state: 'gone',
        title: '',
        titleLower: '',
        titleKey: '',
        lead: '',
        body: {},
        links: [],
        digest: '',
      },
      revision,
    );
    await forgetEntry(strapi, trx, entry.id);
  }
  if (revision === undefined) return false;
  const outbox: OutboxService = strapi.plugin('journal').service('outbox');
  await outbox.put(trx, 'site.content', { revision });
  return true;
}
