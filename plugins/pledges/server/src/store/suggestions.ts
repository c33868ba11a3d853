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
  readonly state: 'open' | 'dismissed';
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

/** Donations that were offered a pledge which needs no money any more. */
export async function selectOffered(db: Db, pledgeCode: string, limit: number): Promise<number[]> {
  const rows: { donation_id: number }[] = await db('pledges_suggestions')
    .where({ pledge_code: pledgeCode, state: 'open' })
    .orderBy('donation_id')
    .limit(limit)
    .select('donation_id');
  return rows.map((row) => Number(row.donation_id));
}

/**
 * Forgets that a pledge was offered to a donation, when the pledge is open no more or is paid in full.
 * Answers how many suggestions are left; null when nothing was forgotten.
 */
export async function deleteSpent(
  trx: Trx,
  donationId: number,
  pledgeCode: string,
): Promise<number | null> {
  const open = { donation_id: donationId, state: 'open' };
  const isWanted = trx('pledges_pledges as p')
    .where({ 'p.code': pledgeCode, 'p.state': 'open' })
    .whereRaw('p.settled_vnd < p.cash_amount_vnd')
    .select('p.id');
  const count: number = await trx('pledges_suggestions')
    .where({ ...open, pledge_code: pledgeCode })
    .whereNotExists(isWanted)
    .delete();
  if (count === 0) return null;
  const [left] = await trx('pledges_suggestions').where(open).count({ count: '*' });
  return Number(left?.['count'] ?? 0);
}
