import { randomBytes } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { isPostgres, recordColumns, type Trx } from './rows';

export interface NewDonation {
  readonly number: string;
  readonly kind: 'cash' | 'goods';
  readonly source: 'bank-line' | 'counter-slip' | 'goods-receipt' | 'wallet' | 'direct';
  readonly campaignCode: string;
  readonly unitCode: string;
  /** Null for cash at a counter. */
  readonly accountNumber: string | null;
  readonly receivedOn: string;
  readonly amountVnd: number;
  readonly origin: 'domestic' | 'foreign' | '';
  /** What may be shown of the payer; null for bank lines. */
  readonly publicName: string | null;
  readonly publicMemo: string | null;
  readonly searchText: string | null;
  readonly codes: readonly string[];
  readonly lineId: number | null;
  /** 0 the first booking of a line, 1 its reversal, 2 a re-booking, and so on. */
  readonly lineStep: number;
  readonly statementId: number | null;
  readonly reversesId: number | null;
  readonly reasonCode: string | null;
  readonly reason: string | null;
}

export interface StoredDonation extends NewDonation {
  readonly id: number;
  readonly entryId: number;
}

interface DonationRow {
  readonly [column: string]: string | number | null;
}

const textOf = (value: string | number | null | undefined) =>
  value === null || value === undefined ? null : String(value);
const numberOf = (value: string | number | null | undefined) =>
  value === null || value === undefined ? null : Number(value);

const donationFromRow = (row: DonationRow): StoredDonation => ({
  id: Number(row.id),
  entryId: Number(row.entry_id),
  number: String(row.number),
  kind: row.kind as NewDonation['kind'],
  source: row.source as NewDonation['source'],
  campaignCode: String(row.campaign_code),
  unitCode: String(row.unit_code),
  accountNumber: textOf(row.account_number),
  receivedOn: String(row.received_on),
  amountVnd: Number(row.amount_vnd),
  origin: (row.origin ?? '') as NewDonation['origin'],
  publicName: textOf(row.public_name),
  publicMemo: textOf(row.public_memo),
  searchText: textOf(row.search_text),
  codes: JSON.parse(String(row.memo_codes ?? '[]')) as string[],
  lineId: numberOf(row.line_id),
  lineStep: Number(row.line_step ?? 0),
  statementId: numberOf(row.statement_id),
  reversesId: numberOf(row.reverses_id),
  reasonCode: textOf(row.reason_code),
  reason: textOf(row.reason),
});

/** Adds one record as the `index`th of its journal entry. */
export async function insertDonation(
  trx: Trx,
  donation: NewDonation,
  entryId: number,
  index = 0,
): Promise<void> {
  await trx('donations_donations').insert({
    ...recordColumns(randomBytes(12).toString('hex'), new Date()),
    number: donation.number,
    kind: donation.kind,
    source: donation.source,
    campaign_code: donation.campaignCode,
    unit_code: donation.unitCode,
    account_number: donation.accountNumber,
    received_on: donation.receivedOn,
    amount_vnd: donation.amountVnd,
    origin: donation.origin,
    public_name: donation.publicName,
    public_memo: donation.publicMemo,
    search_text: donation.searchText,
    reference_code: donation.codes.length === 1 ? donation.codes[0] : null,
    memo_codes: JSON.stringify(donation.codes),
    code_count: donation.codes.length,
    line_id: donation.lineId,
    line_step: donation.lineStep,
    statement_id: donation.statementId,
    reverses_id: donation.reversesId,
    reason_code: donation.reasonCode,
    reason: donation.reason,
    entry_id: entryId,
    index_in_entry: index,
  });
}

const lineNumberForm = /^SK0*([1-9]\d{0,8})-([1-9]\d{0,8})(?:\.(\d{1,4}))?$/;

/**
 * Finds a record by its number. The number of a bank line says where the line stands, so that millions of
 * them need no index of their own.
 */
export async function selectDonationByNumber(
  db: Core.Strapi['db']['connection'] | Trx,
  number: string,
): Promise<StoredDonation | null> {
  const [, statementId, position, step] = lineNumberForm.exec(number) ?? [];
  const row: DonationRow | undefined =
    statementId === undefined
      ? await db('donations_donations').where({ number }).whereNull('line_id').first()
      : await db('donations_donations as d')
          .join('donations_lines as l', 'l.id', 'd.line_id')
          .where({ 'l.statement_id': Number(statementId), 'l.position': Number(position) })
          .where('d.line_step', Number(step ?? 0))
          .first('d.*');
  return row === undefined ? null : donationFromRow(row);
}

/** All records of a line, in the order of their steps. */
export async function selectDonationsOfLine(
  db: Core.Strapi['db']['connection'] | Trx,
  lineId: number,
): Promise<StoredDonation[]> {
  const rows: DonationRow[] = await db('donations_donations')
    .where({ line_id: lineId })
    .orderBy('line_step');
  return rows.map(donationFromRow);
}

/**
 * Takes the lock under which a donation is corrected: on its line where it has one, else on itself. SQLite's
 * transactions exclude each other anyway.
 */
export async function lockForCorrection(
  strapi: Core.Strapi,
  trx: Trx,
  donation: { readonly id: number; readonly lineId: number | null },
): Promise<void> {
  if (!isPostgres(strapi)) return;
  const { id, lineId } = donation;
  if (lineId === null) await trx('donations_donations').where({ id }).forUpdate().first('id');
  else await trx('donations_lines').where({ id: lineId }).forUpdate().first('id');
}

export async function isReversed(trx: Trx, id: number): Promise<boolean> {
  return (await trx('donations_donations').where({ reverses_id: id }).first('id')) !== undefined;
}

/** The numbers of records that are not of a bank line are unique; those of lines are by their steps. */
export async function ensureNumberIndex(strapi: Core.Strapi): Promise<void> {
  await strapi.db.connection.raw(
    `create unique index if not exists donations_donations_number_uq
     on donations_donations (number) where line_id is null`,
  );
}
