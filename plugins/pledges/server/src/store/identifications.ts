import {
  identificationStateOf,
  type Identification,
  type IdentificationState,
} from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import { insertRows, isPostgres, type Db, type Trx } from './rows';

/** What is known of one donation, as the workbench decides on it. */
export interface StoredIdentification extends Identification {
  readonly donationId: number;
  readonly donationNumber: string;
  readonly campaignCode: string;
  readonly receivedOn: string;
  readonly state: IdentificationState;
  readonly version: number;
}

export interface IdentificationRow {
  readonly donation_id: number;
  readonly donation_number: string;
  readonly campaign_code: string;
  readonly received_on: string;
  readonly amount_vnd: string | number;
  readonly settled_vnd: string | number;
  readonly manual_vnd: string | number;
  readonly waiting_vnd: string | number;
  readonly code_count: number;
  readonly suggestion_count: number;
  readonly is_checked: boolean | number;
  readonly is_reversed: boolean | number;
  readonly state: IdentificationState;
  readonly version: number;
}

export const identificationFromRow = (row: IdentificationRow): StoredIdentification => ({
  donationId: Number(row.donation_id),
  donationNumber: row.donation_number,
  campaignCode: row.campaign_code,
  receivedOn: row.received_on,
  amountVnd: Number(row.amount_vnd),
  settledVnd: Number(row.settled_vnd),
  manualVnd: Number(row.manual_vnd),
  waitingVnd: Number(row.waiting_vnd),
  codeCount: Number(row.code_count),
  suggestionCount: Number(row.suggestion_count),
  isChecked: Boolean(row.is_checked),
  isReversed: Boolean(row.is_reversed),
  state: row.state,
  version: Number(row.version),
});

/** Reads one under the lock of whoever decides on it; without a transaction just reads it. */
export async function selectIdentification(
  strapi: Core.Strapi,
  db: Db,
  donationId: number,
): Promise<StoredIdentification | null> {
  const query = db('pledges_identifications').where({ donation_id: donationId }).first();
  if (isPostgres(strapi) && db !== strapi.db.connection) query.forUpdate();
  const row: IdentificationRow | undefined = await query;
  return row === undefined ? null : identificationFromRow(row);
}

export type IdentificationChange = Partial<
  Pick<
    Identification,
    'settledVnd' | 'manualVnd' | 'waitingVnd' | 'suggestionCount' | 'isChecked' | 'isReversed'
  >
>;

/** Saves a change with the state that follows from it; the row is locked by the caller. */
export async function updateIdentification(
  strapi: Core.Strapi,
  trx: Trx,
  before: StoredIdentification,
  change: IdentificationChange,
): Promise<boolean> {
  const after = { ...before, ...change };
  const state = identificationStateOf(after);
  const { donationId, version } = before;
  const count: number = await trx('pledges_identifications')
    .where({ donation_id: donationId, version })
    .update({
      settled_vnd: after.settledVnd,
      manual_vnd: after.manualVnd,
      waiting_vnd: after.waitingVnd,
      suggestion_count: after.suggestionCount,
      is_checked: after.isChecked,
      is_reversed: after.isReversed,
      state,
      version: version + 1,
    });
  if (count === 1 && state !== before.state && !isPostgres(strapi)) {
    await trx('pledges_search')
      .where({ rowid: donationId })
      .update({ state: stateWord(state) });
  }
  return count === 1;
}

/** On SQLite the state is searched as a word of its own; signs inside a word would part it. */
export const stateWord = (state: IdentificationState) => `s${state.replaceAll('-', '')}`;

export interface NewIdentification extends Omit<Identification, 'suggestionCount'> {
  readonly donationId: number;
  readonly donationNumber: string;
  readonly campaignCode: string;
  readonly receivedOn: string;
  readonly senderAccount: string | null;
  readonly suggestionCount: number;
  /** Folded words by which officers find it. */
  readonly searchText: string;
}

const columns = {
  donation_id: 'integer',
  donation_number: 'text',
  campaign_code: 'text',
  received_on: 'text',
  amount_vnd: 'bigint',
  settled_vnd: 'bigint',
  manual_vnd: 'bigint',
  waiting_vnd: 'bigint',
  code_count: 'integer',
  suggestion_count: 'integer',
  sender_account: 'text',
  is_checked: 'boolean',
  is_reversed: 'boolean',
  state: 'text',
  version: 'integer',
} as const;

/** Adds newly sealed donations with their search words. */
export async function insertIdentifications(
  strapi: Core.Strapi,
  trx: Trx,
  donations: readonly NewIdentification[],
): Promise<void> {
  const rows = donations.map((each) => ({
    donation_id: each.donationId,
    donation_number: each.donationNumber,
    campaign_code: each.campaignCode,
    received_on: each.receivedOn,
    amount_vnd: each.amountVnd,
    settled_vnd: each.settledVnd,
    manual_vnd: each.manualVnd,
    waiting_vnd: each.waitingVnd,
    code_count: each.codeCount,
    suggestion_count: each.suggestionCount,
    sender_account: each.senderAccount,
    is_checked: each.isChecked,
    is_reversed: each.isReversed,
    state: identificationStateOf(each),
    version: 1,
  }));
  await insertRows(strapi, trx, 'pledges_identifications', columns, rows);
  const words = donations.map((each) => ({
    id: each.donationId,
    words: each.searchText,
    state: stateWord(identificationStateOf(each)),
  }));
  await insertSearchWords(strapi, trx, words);
}

/**
 * The full-text index: a tsvector with a GIN index on PostgreSQL, FTS5 on SQLite. Both hold folded words, so
 * no language settings of the database matter. Asserted anew at each start.
 */
export async function ensureSearchIndex(strapi: Core.Strapi): Promise<void> {
  const { connection } = strapi.db;
  if (isPostgres(strapi)) {
    await connection.raw(
      'alter table pledges_identifications add column if not exists words tsvector',
    );
    await connection.raw(
      `create index if not exists pledges_identified_words_ix
       on pledges_identifications using gin (words)`,
    );
    return;
  }
  await connection.raw(
    `create virtual table if not exists pledges_search
     using fts5(words, state, tokenize = "unicode61 remove_diacritics 0", prefix = '3')`,
  );
}

async function insertSearchWords(
  strapi: Core.Strapi,
  trx: Trx,
  given: readonly { readonly id: number; readonly words: string; readonly state: string }[],
): Promise<void> {
  if (given.length === 0) return;
  const sql = isPostgres(strapi)
    ? `update pledges_identifications i set words = to_tsvector('simple', g.words)
       from json_to_recordset(?) as g(id integer, words text)
       where i.donation_id = g.id and i.words is null`
    : `insert into pledges_search (rowid, words, state)
       select value ->> 'id', value ->> 'words', value ->> 'state' from json_each(?)
       where not exists (select 1 from pledges_search where rowid = value ->> 'id')`;
  await trx.raw(sql, [JSON.stringify(given)]);
}

/** The accounts from which settled donations came, with those whose promises they answered. */
export async function selectPayersByAccount(
  strapi: Core.Strapi,
  accounts: readonly string[],
): Promise<Map<string, string[]>> {
  const rows: { account: string; payer: string }[] = await strapi.db
    .connection('pledges_identifications as i')
    .join('pledges_settlements as s', 's.donation_id', 'i.donation_id')
    .join('pledges_pledges as p', 'p.code', 's.pledge_code')
    .whereIn('i.sender_account', [...accounts])
    .where('i.settled_vnd', '>', 0)
    .whereNot('s.pass', 'undo')
    .whereNotNull('p.payer_key')
    .distinct({ account: 'i.sender_account', payer: 'p.payer_key' })
    .limit(accounts.length * 10);
  const payers = new Map<string, string[]>();
  for (const { account, payer } of rows) {
    payers.set(account, [...(payers.get(account) ?? []), payer]);
  }
  return payers;
}
