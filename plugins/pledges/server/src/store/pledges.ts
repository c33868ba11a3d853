import { randomBytes } from 'node:crypto';
import {
  fulfilmentOf,
  payerKeyOf,
  publicStateOf,
  vndFromText,
  type Fulfilment,
  type PledgeState,
  type PledgeSubmission,
} from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import type { PledgeStatus } from '../types';
import { isPostgres, rowsOf, type Db, type Trx } from './rows';

/** A promise as decisions see it. */
export interface StoredPledge {
  readonly id: number;
  readonly code: string;
  readonly state: PledgeState;
  readonly campaignCode: string;
  readonly donorKind: string;
  readonly donorOrigin: 'domestic' | 'foreign';
  readonly donorName: string;
  readonly visibility: string;
  readonly wishLocality: string | null;
  readonly message: string | null;
  readonly language: string;
  readonly lines: PledgeSubmission['lines'];
  readonly cashAmountVnd: number;
  readonly hasGoods: boolean;
  readonly settledVnd: number;
  readonly submittedAt: number;
  readonly expiresAt: number;
  readonly version: number;
}

interface PledgeRow {
  readonly id: number;
  readonly code: string;
  readonly state: PledgeState;
  readonly campaign_code: string;
  readonly donor_kind: string;
  readonly donor_origin: 'domestic' | 'foreign';
  readonly donor_name: string;
  readonly visibility: string;
  readonly wish_locality: string | null;
  readonly message: string | null;
  readonly language: string;
  readonly lines: string | PledgeSubmission['lines'];
  readonly cash_amount_vnd: string | number;
  readonly goods_line_count: number;
  readonly settled_vnd: string | number;
  readonly submitted_at: string | number | Date;
  readonly expires_at: string | number | Date;
  readonly version: number;
}

const instantOf = (value: string | number | Date) => new Date(value).getTime();

function pledgeFromRow(row: PledgeRow): StoredPledge {
  return {
    id: Number(row.id),
    code: row.code,
    state: row.state,
    campaignCode: row.campaign_code,
    donorKind: row.donor_kind,
    donorOrigin: row.donor_origin,
    donorName: row.donor_name,
    visibility: row.visibility,
    wishLocality: row.wish_locality,
    message: row.message,
    language: row.language,
    lines: typeof row.lines === 'string' ? JSON.parse(row.lines) : row.lines,
    cashAmountVnd: vndFromText(row.cash_amount_vnd),
    hasGoods: Number(row.goods_line_count) > 0,
    settledVnd: vndFromText(row.settled_vnd),
    submittedAt: instantOf(row.submitted_at),
    expiresAt: instantOf(row.expires_at),
    version: Number(row.version),
  };
}

export const fulfilmentOfStored = (pledge: StoredPledge): Fulfilment =>
  fulfilmentOf(pledge.cashAmountVnd, pledge.settledVnd, pledge.hasGoods);

export function statusOfStored(pledge: StoredPledge): PledgeStatus {
  const fulfilment = fulfilmentOfStored(pledge);
  const { code, state } = pledge;
  return { code, state, publicState: publicStateOf(state, fulfilment), fulfilment };
}

export interface NewPledge {
  readonly code: string;
  readonly state: 'open' | 'needs-review';
  readonly submission: PledgeSubmission;
  readonly cashAmountVnd: number;
  readonly searchText: string;
  readonly submittedAt: Date;
  readonly expiresAt: Date;
  readonly idempotencyKey: string;
  readonly bodyHash: string;
  readonly tokenHash: string;
  /** The name as payers are compared. */
  readonly payerKey: string;
  /** JSON of the answer without the token, which is never stored. */
  readonly answer: string;
}

function rowFromPledge(pledge: NewPledge) {
  const { submission, submittedAt } = pledge;
  const { donor } = submission;
  return {
    document_id: randomBytes(12).toString('hex'),
    created_at: submittedAt,
    updated_at: submittedAt,
    published_at: submittedAt,
    code: pledge.code,
    state: pledge.state,
    campaign_code: submission.campaign,
    donor_kind: donor.kind,
    donor_origin: donor.origin,
    donor_country: donor.country,
    donor_name: donor.name,
    donor_email: donor.email,
    donor_phone: donor.phone,
    visibility: submission.visibility,
    consent_version: submission.consent.version,
    consent_at: submittedAt,
    wish_locality: submission.wish?.locality ?? null,
    message: submission.message,
    language: submission.language,
    lines: submission.lines,
    cash_amount_vnd: pledge.cashAmountVnd,
    goods_line_count: submission.lines.filter(({ kind }) => kind === 'goods').length,
    settled_vnd: 0,
    submitted_at: submittedAt,
    expires_at: pledge.expiresAt,
    version: 1,
    search_text: pledge.searchText,
    payer_key: pledge.payerKey,
    idempotency_key: pledge.idempotencyKey,
    body_hash: pledge.bodyHash,
    token_hash: pledge.tokenHash,
    answer: pledge.answer,
  };
}

type PledgeRowOut = ReturnType<typeof rowFromPledge>;

const text = 'text';
/** The columns of a new promise with the types that PostgreSQL reads them as. */
const columns: Readonly<Record<keyof PledgeRowOut, string>> = {
  document_id: text,
  created_at: 'timestamp',
  updated_at: 'timestamp',
  published_at: 'timestamp',
  code: text,
  state: text,
  campaign_code: text,
  donor_kind: text,
  donor_origin: text,
  donor_country: text,
  donor_name: text,
  donor_email: text,
  donor_phone: text,
  visibility: text,
  consent_version: text,
  consent_at: 'timestamp',
  wish_locality: text,
  message: text,
  language: text,
  lines: 'jsonb',
  cash_amount_vnd: 'bigint',
  goods_line_count: 'integer',
  settled_vnd: 'bigint',
  submitted_at: 'timestamp',
  expires_at: 'timestamp',
  version: 'integer',
  search_text: text,
  payer_key: text,
  idempotency_key: text,
  body_hash: text,
  token_hash: text,
  answer: text,
};
const names = Object.keys(columns);
const into = `insert into pledges_pledges (${names.join(', ')})`;

// One parameter for a whole batch: a statement with thousands of parameters costs more to build and to
// parse than the rows cost to write.
const insertSql = {
  postgres: `${into} select ${names.join(', ')} from json_to_recordset(?) as given(${Object.entries(
    columns,
  )
    .map(([name, type]) => `${name} ${type}`)
    .join(', ')}) on conflict do nothing returning code`,
  sqlite: `${into} select ${names.map((name) => `value ->> '${name}'`).join(', ')} from json_each(?)
    where true on conflict do nothing returning code`,
} as const;

/** Writes what is new; answers the codes that were written. Known keys and taken codes are left out. */
export async function insertPledges(
  strapi: Core.Strapi,
  trx: Trx,
  pledges: readonly NewPledge[],
): Promise<Set<string>> {
  const isPg = isPostgres(strapi);
  // Instants are numbers on SQLite and texts on PostgreSQL, as Strapi keeps them.
  const instant = (value: Date) => (isPg ? value.toISOString() : value.getTime());
  // In the order of their keys, so that two batches can never wait for each other.
  const sorted = pledges.toSorted((one, other) =>
    one.idempotencyKey < other.idempotencyKey ? -1 : 1,
  );
  const rows = sorted.map(rowFromPledge).map((row) => ({
    ...row,
    created_at: instant(row.created_at),
    updated_at: instant(row.updated_at),
    published_at: instant(row.published_at),
    consent_at: instant(row.consent_at),
    submitted_at: instant(row.submitted_at),
    expires_at: instant(row.expires_at),
    lines: isPg ? row.lines : JSON.stringify(row.lines),
  }));
  const answer = await trx.raw(isPg ? insertSql.postgres : insertSql.sqlite, [
    JSON.stringify(rows),
  ]);
  const written = rowsOf<{ code: string }>(answer);
  return new Set(written.map(({ code }) => code));
}

export interface KnownKey {
  readonly idempotencyKey: string;
  readonly bodyHash: string;
  readonly answer: string;
}

export async function selectByKeys(db: Db, keys: readonly string[]): Promise<KnownKey[]> {
  const rows: { idempotency_key: string; body_hash: string; answer: string }[] = await db(
    'pledges_pledges',
  )
    .whereIn('idempotency_key', [...keys])
    .select('idempotency_key', 'body_hash', 'answer');
  return rows.map((row) => ({
    idempotencyKey: row.idempotency_key,
    bodyHash: row.body_hash,
    answer: row.answer,
  }));
}

export async function selectPledge(
  db: Db,
  where: Readonly<Record<string, string | number>>,
): Promise<StoredPledge | null> {
  const row: PledgeRow | undefined = await db('pledges_pledges').where(where).first();
  return row === undefined ? null : pledgeFromRow(row);
}

export async function selectByCodes(
  strapi: Core.Strapi,
  db: Db,
  codes: readonly string[],
): Promise<StoredPledge[]> {
  const query = db('pledges_pledges')
    .whereIn('code', [...codes])
    .orderBy('id');
  if (isPostgres(strapi) && db !== strapi.db.connection) query.forUpdate();
  const rows: PledgeRow[] = await query;
  return rows.map(pledgeFromRow);
}

export async function selectExpired(
  strapi: Core.Strapi,
  now: Date,
  limit: number,
): Promise<number[]> {
  const rows: { id: number }[] = await strapi.db
    .connection('pledges_pledges')
    .where({ state: 'open' })
    .where('expires_at', '<=', now)
    .orderBy('id')
    .limit(limit)
    .select('id');
  return rows.map(({ id }) => Number(id));
}

/** Saves a change by compare-and-set on the version. */
export async function updatePledge(
  trx: Trx,
  pledge: StoredPledge,
  change: { readonly state: PledgeState; readonly settledVnd?: number; readonly reason?: string },
): Promise<boolean> {
  const count = await trx('pledges_pledges')
    .where({ id: pledge.id, version: pledge.version })
    .update({
      state: change.state,
      ...(change.settledVnd === undefined ? {} : { settled_vnd: change.settledVnd }),
      ...(change.reason === undefined ? {} : { state_reason: change.reason }),
      version: pledge.version + 1,
      updated_at: new Date(),
    });
  return count === 1;
}

const namedAtOnce = 500;

/** Gives promises from before payers were compared the key by which they are. */
export async function namePayers(strapi: Core.Strapi): Promise<void> {
  const { connection } = strapi.db;
  for (let after = 0; ;) {
    const rows: { id: number; donor_name: string }[] = await connection('pledges_pledges')
      .whereNull('payer_key')
      .where('id', '>', after)
      .orderBy('id')
      .limit(namedAtOnce)
      .select('id', 'donor_name');
    for (const { id, donor_name: name } of rows) {
      await connection('pledges_pledges')
        .where({ id })
        .update({ payer_key: payerKeyOf(name) });
    }
    if (rows.length < namedAtOnce) return;
    after = Number(rows.at(-1)?.id);
  }
}
