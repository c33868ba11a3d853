import type { Candidate, Certainty, Evidence, SettlementPass, Suggestion } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import { among, insertRows, rowsOf, type Db, type Trx } from './rows';

interface CandidateRow {
  readonly code: string;
  readonly campaign_code: string;
  readonly state: string;
  readonly cash_amount_vnd: string | number;
  readonly settled_vnd: string | number;
  readonly payer_key: string | null;
}

const candidateFromRow = (row: CandidateRow): Candidate => ({
  code: row.code,
  campaignCode: row.campaign_code,
  isOpen: row.state === 'open',
  remainingVnd: Number(row.cash_amount_vnd) - Number(row.settled_vnd),
});

const selected = 'code, campaign_code, state, cash_amount_vnd, settled_vnd, payer_key';

export async function selectCandidatesByCode(
  strapi: Core.Strapi,
  codes: readonly string[],
): Promise<Map<string, Candidate>> {
  if (codes.length === 0) return new Map();
  const { sql, bindings } = among(strapi, 'code', codes);
  const rows = rowsOf<CandidateRow>(
    await strapi.db.connection.raw(
      `select ${selected} from pledges_pledges where ${sql}`,
      bindings,
    ),
  );
  return new Map(rows.map((row) => [row.code, candidateFromRow(row)]));
}

/** The open promises of some payers. */
export async function selectCandidatesByPayer(
  strapi: Core.Strapi,
  payerKeys: readonly string[],
): Promise<Map<string, Candidate[]>> {
  if (payerKeys.length === 0) return new Map();
  const { sql, bindings } = among(strapi, 'payer_key', payerKeys);
  const rows = rowsOf<CandidateRow>(
    await strapi.db.connection.raw(
      `select ${selected} from pledges_pledges where ${sql} and state = 'open' order by id`,
      bindings,
    ),
  );
  const found = new Map<string, Candidate[]>();
  for (const row of rows) {
    const key = row.payer_key ?? '';
    const known = found.get(key);
    if (known === undefined) found.set(key, [candidateFromRow(row)]);
    else known.push(candidateFromRow(row));
  }
  return found;
}

const columns = {
  donation_id: 'integer',
  pledge_code: 'text',
  pass: 'text',
  certainty: 'text',
  evidence: 'text',
  state: 'text',
} as const;

export async function insertSuggestions(
  strapi: Core.Strapi,
  trx: Trx,
  suggestions: readonly (Suggestion & { readonly donationId: number })[],
): Promise<void> {
  const rows = suggestions.map(({ donationId, code, pass, certainty, evidence }) => ({
    donation_id: donationId,
    pledge_code: code,
    ...{ pass, certainty },
    evidence: JSON.stringify(evidence),
    state: 'open',
  }));
  await insertRows(strapi, trx, 'pledges_suggestions', columns, rows);
}

export interface StoredSuggestion extends Suggestion {
  readonly donationId: number;
  readonly state: 'open' | 'spent' | 'dismissed';
}

interface SuggestionRow {
  readonly donation_id: number;
  readonly pledge_code: string;
  readonly pass: SettlementPass;
  readonly certainty: Certainty;
  readonly evidence: string;
  readonly state: StoredSuggestion['state'];
}

/** The suggestions of some donations, in the order in which they were found. */
export async function selectSuggestions(
  strapi: Core.Strapi,
  db: Db,
  donationIds: readonly number[],
): Promise<StoredSuggestion[]> {
  if (donationIds.length === 0) return [];
  const { sql, bindings } = among(strapi, 'donation_id', donationIds);
  const rows = rowsOf<SuggestionRow>(
    await db.raw(
      `select donation_id, pledge_code, pass, certainty, evidence, state
       from pledges_suggestions where ${sql} order by id`,
      bindings,
    ),
  );
  return rows.map((row) => ({
    donationId: Number(row.donation_id),
    code: row.pledge_code,
    pass: row.pass,
    certainty: row.certainty,
    evidence: JSON.parse(row.evidence) as Evidence,
    state: row.state,
  }));
}

/** Marks a suggestion as wrong; it may have been found only just now, without a row yet. */
export async function dismissSuggestion(
  trx: Trx,
  donationId: number,
  { code, pass, certainty, evidence }: Suggestion,
): Promise<void> {
  await trx('pledges_suggestions')
    .insert({
      donation_id: donationId,
      pledge_code: code,
      ...{ pass, certainty },
      evidence: JSON.stringify(evidence),
      state: 'dismissed',
    })
    .onConflict(['donation_id', 'pledge_code'])
    .merge(['state']);
}

export interface Offered {
  readonly donationId: number;
  readonly code: string;
}

/**
 * Suggestions whose pledge changed: open ones of a pledge that needs no money any more, and spent ones of a
 * pledge that needs money again.
 */
export async function selectMisplaced(
  strapi: Core.Strapi,
  codes: readonly string[],
  limit: number,
): Promise<Offered[]> {
  if (codes.length === 0) return [];
  const { sql, bindings } = among(strapi, 's.pledge_code', codes);
  const rows = rowsOf<{ donation_id: number; pledge_code: string }>(
    await strapi.db.connection.raw(
      `select s.donation_id, s.pledge_code from pledges_suggestions s
       join pledges_pledges p on p.code = s.pledge_code
       where ${sql} and (
         (s.state = 'open' and not (p.state = 'open' and p.settled_vnd < p.cash_amount_vnd)) or
         (s.state = 'spent' and p.state = 'open' and p.settled_vnd < p.cash_amount_vnd))
       order by s.donation_id limit ${limit}`,
      bindings,
    ),
  );
  return rows.map((row) => ({ donationId: Number(row.donation_id), code: row.pledge_code }));
}

/** Puts a suggestion where its pledge belongs now; answers how many of the donation are open. */
export async function replaceSuggestion(trx: Trx, { donationId, code }: Offered): Promise<number> {
  const wanted = await trx('pledges_pledges')
    .where({ code, state: 'open' })
    .whereRaw('settled_vnd < cash_amount_vnd')
    .first('id');
  await trx('pledges_suggestions')
    .where({ donation_id: donationId, pledge_code: code })
    .whereNot('state', 'dismissed')
    .update({ state: wanted === undefined ? 'spent' : 'open' });
  const [left] = await trx('pledges_suggestions')
    .where({ donation_id: donationId, state: 'open' })
    .count({ count: '*' });
  return Number(left?.['count'] ?? 0);
}
