import type { Core } from '@strapi/strapi';
import { isPostgres } from './rows';

/** What is searched, with a space on each side: a word of two letters is asked for as a word. */
export const searchedText = "(' ' || d.search_text || ' ')";

const shared = [
  // The order by day, within a day by amount, and the place of whoever asks for a day and an amount.
  `create index if not exists donations_donations_day_ix on donations_donations
     (received_on, amount_vnd, entry_id, index_in_entry)`,
  `create index if not exists donations_donations_amount_ix on donations_donations
     (amount_vnd, entry_id, index_in_entry)`,
  // Few rows have a code, and hardly any two: their indexes hold only those.
  `create index if not exists donations_donations_coded_ix on donations_donations (reference_code)
     where reference_code is not null`,
  `create index if not exists donations_donations_codes_ix on donations_donations (code_count)
     where code_count > 1`,
];

const ofPostgres = [
  'create extension if not exists pg_trgm',
  `create index if not exists donations_donations_search_ix on donations_donations
     using gin ((' ' || search_text || ' ') gin_trgm_ops)`,
];

// The text itself stands in the donation: the index holds no second copy of it, and no positions, since what
// it finds is compared with the text anyway.
const ofSqlite = [
  `create virtual table if not exists donations_search using fts5(search_text, content='',
     tokenize='trigram', detail='none', columnsize=0)`,
];

/** Makes the indexes of the public ledger, of which Strapi's schema knows no like. */
export async function ensureLedgerIndexes(strapi: Core.Strapi): Promise<void> {
  for (const sql of [...shared, ...(isPostgres(strapi) ? ofPostgres : ofSqlite)]) {
    await strapi.db.connection.raw(sql);
  }
}

const trigramsMax = 24;

/** What the index of SQLite is asked for a text: all its trigrams, in any order. */
export function trigramQuery(text: string): string {
  const signs = [...text];
  const trigrams = new Set(
    signs.slice(2).map((_, index) => signs.slice(index, index + 3).join('')),
  );
  return [...trigrams]
    .slice(0, trigramsMax)
    .map((trigram) => `"${trigram.replaceAll('"', '""')}"`)
    .join(' AND ');
}
