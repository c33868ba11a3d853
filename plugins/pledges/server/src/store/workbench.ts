import type { IdentificationState } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import type { WorkbenchQuestion } from '../question';
import {
  identificationFromRow,
  stateWord,
  type IdentificationRow,
  type StoredIdentification,
} from './identifications';
import { isPostgres } from './rows';

const codeRowsMax = 200;
/** Among so many of the newest rows a frequent word fills a page. */
const newestRows = 2000;

interface PageOf {
  readonly state: IdentificationState;
  readonly after: number | null;
  readonly limit: number;
}

/** Words that must all occur; the last may be the beginning of a longer one. */
function wordsMatch(strapi: Core.Strapi, words: readonly string[]): string {
  const last = words.length - 1;
  return isPostgres(strapi)
    ? words.map((word, index) => (index === last ? `${word}:*` : word)).join(' & ')
    : words
        .map((word, index) => (index === last ? `words:"${word}"*` : `words:"${word}"`))
        .join(' AND ');
}

function pageQuery(
  strapi: Core.Strapi,
  state: IdentificationState,
  after: number | null,
  limit: number,
): Knex.QueryBuilder {
  const query = strapi.db
    .connection('pledges_identifications as i')
    .where('i.state', state)
    .orderBy('i.donation_id', 'desc')
    .limit(limit)
    .select('i.*');
  if (after !== null) query.where('i.donation_id', '<', after);
  return query;
}

/**
 * PostgreSQL cannot tell how many rows a beginning of a word has, and would walk the whole list for a rare
 * one. So a frequent word is looked for among the newest rows, and only what is too rare to fill a page
 * there is asked of the index, in an order that the list's own index cannot give.
 */
async function byWordsOnPostgres(
  strapi: Core.Strapi,
  { state, after, limit }: PageOf,
  words: readonly string[],
): Promise<IdentificationRow[]> {
  const isAnswer = "i.words @@ to_tsquery('simple', ?)";
  const match = wordsMatch(strapi, words);
  const newest = pageQuery(strapi, state, after, newestRows).as('i');
  const recent: IdentificationRow[] = await strapi.db
    .connection(newest)
    .whereRaw(isAnswer, [match])
    .orderBy('i.donation_id', 'desc')
    .limit(limit)
    .select('i.*');
  if (recent.length === limit) return recent;
  return pageQuery(strapi, state, after, limit)
    .clearOrder()
    .whereRaw(isAnswer, [match])
    .orderByRaw('i.donation_id + 0 desc');
}

/** FTS5 answers in the order of its rows: it stops as soon as the page is full. */
async function byWordsOnSqlite(
  strapi: Core.Strapi,
  { state, after, limit }: PageOf,
  words: readonly string[],
): Promise<IdentificationRow[]> {
  const query = strapi.db
    .connection('pledges_search as s')
    .join('pledges_identifications as i', 'i.donation_id', 's.rowid')
    .whereRaw('s.pledges_search match ?', [
      `${wordsMatch(strapi, words)} AND state:${stateWord(state)}`,
    ])
    .orderBy('s.rowid', 'desc')
    .limit(limit)
    .select('i.*');
  if (after !== null) query.where('s.rowid', '<', after);
  return query;
}

/** Donations with a code in the memo, or settled with the pledge of that code. */
async function idsOfCode(strapi: Core.Strapi, code: string): Promise<number[]> {
  const { connection } = strapi.db;
  const word = code.toLowerCase();
  const inMemo: { donation_id: number }[] = await (isPostgres(strapi)
    ? connection('pledges_identifications')
        .whereRaw("words @@ to_tsquery('simple', ?)", [word])
        .limit(codeRowsMax)
        .select('donation_id')
    : connection('pledges_search')
        .whereRaw('pledges_search match ?', [`words:"${word}"`])
        .limit(codeRowsMax)
        .select({ donation_id: 'rowid' }));
  const others: { donation_id: number }[] = await connection
    .union([
      connection('pledges_settlements').where({ pledge_code: code }).select('donation_id'),
      connection('pledges_suggestions').where({ pledge_code: code }).select('donation_id'),
      connection('pledges_proposals').where({ pledge_code: code }).select('donation_id'),
    ])
    .limit(codeRowsMax);
  return [...new Set([...inMemo, ...others].map(({ donation_id: id }) => Number(id)))];
}

/** One page of a list, the newest donation first. */
export async function selectPage(
  strapi: Core.Strapi,
  state: IdentificationState,
  question: WorkbenchQuestion,
  after: number | null,
  limit: number,
): Promise<StoredIdentification[]> {
  const page = () => pageQuery(strapi, state, after, limit);
  const rows: IdentificationRow[] = await (async () => {
    if (question.kind === 'all') return page();
    if (question.kind === 'day') return page().where('i.received_on', question.day);
    if (question.kind === 'amount') return page().where('i.amount_vnd', question.amountVnd);
    if (question.kind === 'code') {
      return page().whereIn('i.donation_id', await idsOfCode(strapi, question.code));
    }
    const byWords = isPostgres(strapi) ? byWordsOnPostgres : byWordsOnSqlite;
    return byWords(strapi, { state, after, limit }, question.words);
  })();
  return rows.map(identificationFromRow);
}

/** How many donations stand in each list. */
export async function countByState(strapi: Core.Strapi): Promise<Record<string, number>> {
  const rows: { state: string; count: string | number }[] = await strapi.db
    .connection('pledges_identifications')
    .groupBy('state')
    .select('state')
    .count({ count: '*' });
  return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
}
