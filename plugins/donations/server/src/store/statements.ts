import { randomBytes } from 'node:crypto';
import type { StatementState } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import { recordColumns, rowsOf, type Trx } from './rows';

export interface StatementRecord {
  readonly id: number;
  readonly number: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly accountNumber: string;
  readonly layout: string;
  readonly state: StatementState;
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
  readonly openingVnd: string | null;
  readonly closingVnd: string | null;
  readonly creditVnd: string;
  readonly debitVnd: string;
  readonly rowCount: number;
  readonly creditCount: number;
  readonly postedThrough: number;
  readonly uploadKey: string;
  /** JSON of the refusal when the control failed. */
  readonly refusal: string | null;
  /** JSON of what the preview showed when it was decided. */
  readonly summary: string | null;
  readonly reason: string | null;
  readonly uploadedBy: string;
  readonly decidedBy: string | null;
  readonly overriddenBy: string | null;
  readonly overrideReason: string | null;
  /** JSON of the sums by class of all rows of the file, as they were read. */
  readonly classSums: string | null;
  readonly uploadedAt: string;
  readonly version: number;
}

export interface StatementDbRow {
  readonly [column: string]: string | number | Date | null;
}

const textOf = (value: string | number | Date | null | undefined) =>
  value === null || value === undefined ? null : String(value);

export function statementFromRow(row: StatementDbRow): StatementRecord {
  return {
    id: Number(row.id),
    number: String(row.number),
    fileName: String(row.file_name),
    sha256: String(row.digest),
    accountNumber: String(row.account_number),
    layout: String(row.layout),
    state: row.state as StatementState,
    periodFrom: textOf(row.period_from),
    periodTo: textOf(row.period_to),
    openingVnd: textOf(row.opening_vnd),
    closingVnd: textOf(row.closing_vnd),
    creditVnd: String(row.credit_vnd),
    debitVnd: String(row.debit_vnd),
    rowCount: Number(row.row_count),
    creditCount: Number(row.credit_count),
    postedThrough: Number(row.posted_through),
    uploadKey: String(row.upload_key),
    refusal: textOf(row.refusal),
    summary: textOf(row.summary),
    reason: textOf(row.reason),
    uploadedBy: String(row.uploaded_by),
    decidedBy: textOf(row.decided_by),
    overriddenBy: textOf(row.overridden_by),
    overrideReason: textOf(row.override_reason),
    classSums: textOf(row.class_sums),
    uploadedAt: new Date(row.uploaded_at as string | number | Date).toISOString(),
    version: Number(row.version),
  };
}

export type NewStatement = Omit<
  StatementRecord,
  | 'id'
  | 'number'
  | 'postedThrough'
  | 'summary'
  | 'reason'
  | 'decidedBy'
  | 'overriddenBy'
  | 'overrideReason'
  | 'classSums'
  | 'version'
>;

/** Adds a statement; null when another upload of the same file was faster. */
export async function insertStatement(
  trx: Trx,
  statement: NewStatement,
): Promise<StatementRecord | null> {
  const now = new Date(statement.uploadedAt);
  const inserted: { id: number }[] = await trx('donations_statements')
    .insert({
      ...recordColumns(randomBytes(12).toString('hex'), now),
      file_name: statement.fileName,
      digest: statement.sha256,
      active_digest: statement.sha256,
      account_number: statement.accountNumber,
      layout: statement.layout,
      state: statement.state,
      period_from: statement.periodFrom,
      period_to: statement.periodTo,
      opening_vnd: statement.openingVnd,
      closing_vnd: statement.closingVnd,
      credit_vnd: statement.creditVnd,
      debit_vnd: statement.debitVnd,
      row_count: statement.rowCount,
      credit_count: statement.creditCount,
      posted_through: 0,
      upload_key: statement.uploadKey,
      refusal: statement.refusal,
      uploaded_by: statement.uploadedBy,
      uploaded_at: now,
      version: 1,
    })
    .onConflict('active_digest')
    .ignore()
    .returning('id');
  const id = inserted[0]?.id;
  if (id === undefined) return null;
  const number = `SK${String(id).padStart(6, '0')}`;
  await trx('donations_statements').where({ id }).update({ number });
  return selectStatement(trx, Number(id));
}

export async function selectStatement(
  db: Core.Strapi['db']['connection'] | Trx,
  id: number,
): Promise<StatementRecord | null> {
  const row: StatementDbRow | undefined = await db('donations_statements').where({ id }).first();
  return row === undefined ? null : statementFromRow(row);
}

export async function selectStatementByDigest(
  strapi: Core.Strapi,
  sha256: string,
): Promise<StatementRecord | null> {
  const row: StatementDbRow | undefined = await strapi.db
    .connection('donations_statements')
    .where({ active_digest: sha256 })
    .first();
  return row === undefined ? null : statementFromRow(row);
}

/** Whether any statement, a rejected one too, came from this file. */
export async function isDigestKnown(strapi: Core.Strapi, sha256: string): Promise<boolean> {
  const row = await strapi.db
    .connection('donations_statements')
    .where({ digest: sha256 })
    .first('id');
  return row !== undefined;
}

export async function selectStatements(
  strapi: Core.Strapi,
  limit: number,
): Promise<StatementRecord[]> {
  const rows: StatementDbRow[] = await strapi.db
    .connection('donations_statements')
    .orderBy('id', 'desc')
    .limit(limit);
  return rows.map(statementFromRow);
}

export async function selectUnposted(strapi: Core.Strapi): Promise<number[]> {
  const rows: { id: number }[] = await strapi.db
    .connection('donations_statements')
    .where({ state: 'accepted' })
    .whereRaw('posted_through < row_count')
    .orderBy('id')
    .select('id');
  return rows.map(({ id }) => Number(id));
}

export interface StatementChange {
  readonly state: StatementState;
  readonly decidedBy: string;
  readonly reason?: string;
  readonly overriddenBy?: string;
  readonly overrideReason?: string;
  readonly summary?: string;
  readonly classSums?: string;
}

/** Saves a decision by compare-and-set on state and version. */
export async function updateStatement(
  trx: Trx,
  statement: StatementRecord,
  change: StatementChange,
): Promise<boolean> {
  const count = await trx('donations_statements')
    .where({ id: statement.id, state: statement.state, version: statement.version })
    .update({
      state: change.state,
      decided_by: change.decidedBy,
      reason: change.reason ?? null,
      summary: change.summary ?? null,
      class_sums: change.classSums ?? null,
      overridden_by: change.overriddenBy ?? null,
      override_reason: change.overrideReason ?? null,
      // A rejected file may be uploaded again.
      ...(change.state === 'rejected' ? { active_digest: null } : {}),
      version: statement.version + 1,
      updated_at: new Date(),
    });
  return count === 1;
}

export interface StagedCounts {
  readonly newCount: number;
  readonly knownCount: number;
  readonly twinCount: number;
}

/** How many staged rows the books know already, and how many are twins of another row of the file. */
export async function countStaged(strapi: Core.Strapi, uploadKey: string): Promise<StagedCounts> {
  const [row] = rowsOf<{ rows: number; known: number; twins: number }>(
    await strapi.db.connection.raw(
      `select count(*) as rows, count(l.id) as known,
         sum(case when s.ordinal > 1 then 1 else 0 end) as twins
       from donations_staged_rows s
       left join donations_lines l on l.base_key = s.base_key and l.ordinal = s.ordinal
       where s.upload_key = ?`,
      [uploadKey],
    ),
  );
  const known = Number(row?.known ?? 0);
  return {
    newCount: Number(row?.rows ?? 0) - known,
    knownCount: known,
    twinCount: Number(row?.twins ?? 0),
  };
}

export interface ClassSum {
  readonly class: string;
  readonly count: number;
  readonly amountVnd: string;
}

/** What the staged rows of a file add up to, by class; together they are its closing less its opening. */
export async function sumStagedClasses(
  strapi: Core.Strapi,
  uploadKey: string,
): Promise<ClassSum[]> {
  const rows: { class: string; count: number | string; amount_vnd: string }[] = await strapi.db
    .connection('donations_staged_rows')
    .where({ upload_key: uploadKey })
    .groupBy('class')
    .orderBy('class')
    .select(
      'class',
      strapi.db.connection.raw('count(*) as count, cast(sum(amount_vnd) as text) as amount_vnd'),
    );
  return rows.map((row) => ({
    class: row.class,
    count: Number(row.count),
    amountVnd: String(row.amount_vnd),
  }));
}

/** What of a staged file would wait for a second person, among the rows that the books do not know yet. */
export async function sumStagedHolds(
  strapi: Core.Strapi,
  uploadKey: string,
  policy: { readonly fromVnd: number; readonly lateAfter: string | null },
): Promise<{ readonly count: number; readonly amountVnd: string }> {
  const [row] = rowsOf<{ count: number | string; amount_vnd: string }>(
    await strapi.db.connection.raw(
      `select count(*) as count, cast(coalesce(sum(s.amount_vnd), 0) as text) as amount_vnd
       from donations_staged_rows s
       left join donations_lines l on l.base_key = s.base_key and l.ordinal = s.ordinal
       where s.upload_key = ? and s.class = 'donation' and l.id is null
         and (s.amount_vnd >= ? or s.booked_on > ?)`,
      [uploadKey, policy.fromVnd, policy.lateAfter ?? '9999-12-31'],
    ),
  );
  return { count: Number(row?.count ?? 0), amountVnd: String(row?.amount_vnd ?? '0') };
}

export interface StagedCredit {
  readonly code: string;
  readonly amountVnd: string;
}

/** Staged credits whose memo holds exactly one code. */
export async function selectStagedCodes(
  strapi: Core.Strapi,
  uploadKey: string,
): Promise<StagedCredit[]> {
  const rows: { reference_code: string; amount_vnd: string | number }[] = await strapi.db
    .connection('donations_staged_rows')
    .where({ upload_key: uploadKey, class: 'donation', code_count: 1 })
    .orderBy('position')
    .select('reference_code', 'amount_vnd');
  return rows.map((row) => ({ code: row.reference_code, amountVnd: String(row.amount_vnd) }));
}

export interface SampleRow {
  readonly position: number;
  readonly bookedOn: string;
  readonly amountVnd: string;
  readonly memo: string;
  readonly class: string;
  readonly known: boolean;
  readonly code: string | null;
}

interface SampleDbRow {
  readonly position: number;
  readonly booked_on: string;
  readonly amount_vnd: string | number;
  readonly memo: string;
  readonly class: string;
  readonly line_id: number | null;
  readonly reference_code: string | null;
}

const sampleFromRow = (row: SampleDbRow): SampleRow => ({
  position: Number(row.position),
  bookedOn: row.booked_on,
  amountVnd: String(row.amount_vnd),
  memo: row.memo,
  class: row.class,
  known: row.line_id !== null,
  code: row.reference_code,
});

export async function selectStagedSample(
  strapi: Core.Strapi,
  uploadKey: string,
  limit: number,
): Promise<SampleRow[]> {
  const rows: SampleDbRow[] = await strapi.db
    .connection('donations_staged_rows as s')
    .leftJoin('donations_lines as l', (on) => {
      on.on('l.base_key', 's.base_key').andOn('l.ordinal', 's.ordinal');
    })
    .where('s.upload_key', uploadKey)
    .orderBy('s.position')
    .limit(limit)
    .select('s.position', 's.booked_on', 's.amount_vnd', 's.memo', 's.class', 's.reference_code')
    .select({ line_id: 'l.id' });
  return rows.map(sampleFromRow);
}
