import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import path from 'node:path';
import { slugOf } from '../../domain/src/index.ts';
import { generateArticle, type GeneratedArticle } from './article-text.ts';

/**
 * The process behind `generateArticles`: loads the compiled CMS, inserts drafts and published rows in bulk
 * as Strapi's document service leaves them, and runs the newsroom's own claims and projection over them.
 */
type Row = Record<string, unknown>;

interface Query extends PromiseLike<Row[]> {
  insert(rows: readonly Row[]): Query;
  returning(columns: readonly string[]): Query;
  where(condition: Row): Query;
  whereIn(column: string, values: readonly unknown[]): Query;
  select(...columns: readonly string[]): Query;
}
type Trx = (table: string) => Query;

interface Strapi {
  readonly db: { transaction<T>(work: (context: { trx: Trx }) => Promise<T>): Promise<T> };
  destroy(): Promise<void>;
}

const compiled = path.resolve(import.meta.dirname, '..', '..', 'cms', 'dist');
const load = createRequire(path.join(compiled, 'operate', 'main.js'));
const { loadCms } = load('./load.js') as { loadCms(): Promise<Strapi> };
const { claim } = load('../src/api/newsroom/claims.js') as {
  claim(strapi: Strapi, trx: Trx, kind: string, documentKey: string): Promise<object | null>;
};
const { project } = load('../src/api/newsroom/projection.js') as {
  project(strapi: Strapi, trx: Trx, kind: string, keys: readonly string[]): Promise<number>;
};

const table = 'newsroom_articles';
const links = 'newsroom_articles_related_lnk';
/** Large enough to be quick, small enough that a CMS beside it never waits a second for the write lock. */
const perTransaction = 200;
/** SQLite takes at most 32,766 values in a statement. */
const rowsPerInsert = 100;

/** A key like Strapi's: 24 characters, here of the seed and the position. */
const documentKeyOf = (seed: number, index: number) =>
  `g${createHash('sha256').update(`${seed}:${index}`).digest('hex').slice(0, 23)}`;

function rowsOf(article: GeneratedArticle, documentKey: string, asDate: (ms: number) => unknown) {
  const postedAt = asDate(article.postedAtMs);
  return (['vi', 'en'] as const).flatMap((locale) => {
    const text = article[locale];
    if (text === null) return [];
    const row = {
      document_id: documentKey,
      locale,
      title: text.title,
      slug: slugOf(text.title),
      lead: text.lead,
      body: JSON.stringify(text.body),
      category: article.category,
      locality_key: article.localityKey,
      posted_at: postedAt,
      demonstration: false,
      created_at: postedAt,
      updated_at: postedAt,
    };
    return [
      { ...row, published_at: null },
      { ...row, published_at: postedAt },
    ];
  });
}

async function insertAll(trx: Trx, into: string, rows: readonly Row[], columns: readonly string[]) {
  const inserted: Row[] = [];
  for (let start = 0; start < rows.length; start += rowsPerInsert) {
    const part = rows.slice(start, start + rowsPerInsert);
    inserted.push(...(await trx(into).insert(part).returning(columns)));
  }
  return inserted;
}

const versionOf = (row: Row) =>
  `${String(row.document_id)}|${String(row.locale)}|${row.published_at === null ? 'draft' : 'live'}`;

async function fill(strapi: Strapi, trx: Trx, seed: number, from: number, to: number) {
  // SQLite keeps instants as milliseconds, PostgreSQL as timestamps.
  const isSqlite = process.env.DATABASE_URL === undefined;
  const asDate = (ms: number) => (isSqlite ? ms : new Date(ms));
  const articles = Array.from({ length: to - from }, (_, offset) => {
    const index = from + offset;
    return { key: documentKeyOf(seed, index), article: generateArticle(seed, index) };
  });
  const rows = articles.flatMap(({ key, article }) => rowsOf(article, key, asDate));
  const columns = ['id', 'document_id', 'locale', 'published_at'];
  const inserted = await insertAll(trx, table, rows, columns);

  const named = articles.flatMap(({ article }) =>
    article.related.map((index) => documentKeyOf(seed, index)),
  );
  const targets = await trx(table)
    .whereIn('document_id', [...new Set(named)])
    .select(...columns);
  const idOf = new Map(targets.map((row) => [versionOf(row), row.id]));
  const relatedOf = new Map(articles.map(({ key, article }) => [key, article.related]));
  const linkRows = inserted.flatMap((row) =>
    (relatedOf.get(String(row.document_id)) ?? []).flatMap((index, order) => {
      const target = idOf.get(versionOf({ ...row, document_id: documentKeyOf(seed, index) }));
      return target === undefined
        ? []
        : [{ article_id: row.id, inv_article_id: target, article_ord: order + 1 }];
    }),
  );
  await insertAll(trx, links, linkRows, ['id']);
  for (const { key } of articles) {
    const refused = await claim(strapi, trx, 'article', key);
    if (refused !== null) throw new Error(JSON.stringify(refused));
  }
  await project(
    strapi,
    trx,
    'article',
    articles.map(({ key }) => key),
  );
}

const [count = 0, seed = 1] = process.argv.slice(2).map(Number);
const strapi = await loadCms();
for (let from = 0; from < count; from += perTransaction) {
  const to = Math.min(from + perTransaction, count);
  await strapi.db.transaction(({ trx }) => fill(strapi, trx, seed, from, to));
}
await strapi.destroy();
process.exit(0);
