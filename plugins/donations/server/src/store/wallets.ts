import type { WalletChannel, WalletFileState, WalletRow } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import type { PublicForm } from '../services/public-form';
import { documentIdSql, type Trx } from './rows';

type Db = Core.Strapi['db']['connection'] | Trx;

export interface WalletFile {
  readonly id: number;
  readonly number: string;
  readonly channel: WalletChannel;
  readonly fileName: string;
  readonly sha256: string;
  readonly campaignCode: string;
  readonly unitCode: string;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly rowCount: number;
  readonly giftCount: number;
  readonly amountVnd: number;
  readonly feeVnd: number;
  readonly largestVnd: number;
  readonly knownCount: number;
  readonly skippedCount: number;
  readonly postedThrough: number;
  readonly state: WalletFileState;
  readonly reason: string | null;
  readonly uploadedBy: string;
  readonly decidedBy: string | null;
  readonly uploadedAtMs: number;
  readonly version: number;
}

interface DbRow {
  readonly [column: string]: string | number | null;
}

const textOf = (value: string | number | null | undefined) =>
  value === null || value === undefined ? null : String(value);

const fileFromRow = (row: DbRow): WalletFile => ({
  id: Number(row.id),
  number: String(row.number),
  channel: row.channel as WalletChannel,
  fileName: String(row.file_name),
  sha256: String(row.digest),
  campaignCode: String(row.campaign_code),
  unitCode: String(row.unit_code),
  periodFrom: String(row.period_from),
  periodTo: String(row.period_to),
  rowCount: Number(row.row_count),
  giftCount: Number(row.gift_count),
  amountVnd: Number(row.amount_vnd),
  feeVnd: Number(row.fee_vnd),
  largestVnd: Number(row.largest_vnd),
  knownCount: Number(row.known_count),
  skippedCount: Number(row.skipped_count),
  postedThrough: Number(row.posted_through),
  state: row.state as WalletFileState,
  reason: textOf(row.reason),
  uploadedBy: String(row.uploaded_by),
  decidedBy: textOf(row.decided_by),
  uploadedAtMs: Number(row.uploaded_at),
  version: Number(row.version),
});

export type NewWalletFile = Omit<
  WalletFile,
  'id' | 'number' | 'postedThrough' | 'state' | 'reason' | 'decidedBy' | 'version'
>;

/** Adds a proved file; null when another upload of the same file was faster. */
export async function insertWalletFile(trx: Trx, file: NewWalletFile): Promise<WalletFile | null> {
  const rows: { id: number }[] = await trx('donations_wallet_files')
    .insert({
      channel: file.channel,
      file_name: file.fileName,
      digest: file.sha256,
      active_digest: file.sha256,
      campaign_code: file.campaignCode,
      unit_code: file.unitCode,
      period_from: file.periodFrom,
      period_to: file.periodTo,
      row_count: file.rowCount,
      gift_count: file.giftCount,
      amount_vnd: file.amountVnd,
      fee_vnd: file.feeVnd,
      largest_vnd: file.largestVnd,
      known_count: file.knownCount,
      skipped_count: file.skippedCount,
      posted_through: 0,
      state: 'proved',
      uploaded_by: file.uploadedBy,
      uploaded_at: file.uploadedAtMs,
      version: 1,
    })
    .onConflict('active_digest')
    .ignore()
    .returning('id');
  const id = rows[0]?.id;
  if (id === undefined) return null;
  const number = `VI${String(id).padStart(6, '0')}`;
  await trx('donations_wallet_files').where({ id }).update({ number });
  return selectWalletFile(trx, { id });
}

export async function selectWalletFile(
  db: Db,
  where: Readonly<Record<string, string | number>>,
): Promise<WalletFile | null> {
  const row: DbRow | undefined = await db('donations_wallet_files').where(where).first();
  return row === undefined ? null : fileFromRow(row);
}

export async function selectWalletFiles(strapi: Core.Strapi, limit: number) {
  const rows: DbRow[] = await strapi.db
    .connection('donations_wallet_files')
    .orderBy('id', 'desc')
    .limit(limit);
  return rows.map(fileFromRow);
}

export async function selectUnpostedFiles(strapi: Core.Strapi): Promise<number[]> {
  const rows: { id: number }[] = await strapi.db
    .connection('donations_wallet_files')
    .where({ state: 'accepted' })
    .whereRaw('posted_through < row_count')
    .orderBy('id')
    .select('id');
  return rows.map(({ id }) => Number(id));
}

/** Saves a decision by compare-and-set on the version. A rejected file may be uploaded again. */
export async function updateWalletFile(
  trx: Trx,
  file: WalletFile,
  change: {
    readonly state: WalletFileState;
    readonly decidedBy: string;
    readonly reason: string | null;
  },
): Promise<boolean> {
  const count = await trx('donations_wallet_files')
    .where({ id: file.id, version: file.version })
    .update({
      state: change.state,
      decided_by: change.decidedBy,
      reason: change.reason,
      active_digest: change.state === 'rejected' ? null : file.sha256,
      version: file.version + 1,
    });
  return count === 1;
}

/** Moves the progress by compare-and-set; false when another process booked this chunk. */
export async function moveWalletProgress(trx: Trx, id: number, from: number, to: number) {
  const count = await trx('donations_wallet_files')
    .where({ id, state: 'accepted', posted_through: from })
    .update({ posted_through: to });
  return count === 1;
}

/** The booked amounts of the given transactions of a channel. */
export async function selectBooked(
  db: Db,
  channel: WalletChannel,
  transactionIds: readonly string[],
): Promise<Map<string, number>> {
  const rows: { transaction_id: string; amount_vnd: string | number }[] = await db(
    'donations_wallet_rows',
  )
    .where({ channel })
    .whereIn('transaction_id', [...transactionIds])
    .select('transaction_id', 'amount_vnd');
  return new Map(rows.map((row) => [row.transaction_id, Number(row.amount_vnd)]));
}

const insertMax = 200;

/** Books rows that are new, with the entry that holds them. */
export async function insertWalletRows(
  trx: Trx,
  file: WalletFile,
  entryId: number,
  rows: readonly (WalletRow & PublicForm)[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += insertMax) {
    await trx('donations_wallet_rows').insert(
      rows.slice(from, from + insertMax).map((row) => ({
        file_id: file.id,
        position: row.position,
        channel: file.channel,
        transaction_id: row.transactionId,
        paid_on: row.paidOn,
        paid_at: row.paidAt,
        amount_vnd: row.amountVnd,
        fee_vnd: row.feeVnd,
        phone: row.phone,
        note: row.note,
        public_memo: row.publicMemo,
        search_text: row.searchText,
        memo_codes: JSON.stringify(row.codes),
        code_count: row.codes.length,
        reference_code: row.codes.length === 1 ? row.codes[0] : null,
        entry_id: entryId,
      })),
    );
  }
}

// PostgreSQL takes a parameter in a select list for text unless it is told otherwise.
const instant = 'cast(? as timestamp)';

/** Makes the donation records of one entry out of its rows; their index is the order of their positions. */
export async function insertWalletDonations(
  strapi: Core.Strapi,
  trx: Trx,
  file: WalletFile,
  entryId: number,
): Promise<void> {
  const now = new Date();
  await trx.raw(
    `insert into donations_donations (document_id, created_at, updated_at, published_at, number, kind, source,
       campaign_code, unit_code, received_on, amount_vnd, origin, public_memo, search_text, reference_code,
       memo_codes, code_count, line_step, entry_id, index_in_entry)
     select ${documentIdSql(strapi, 'w', file.id, 'position')}, ${instant}, ${instant}, ${instant}, ? || '-' || cast(position as text), 'cash',
       'wallet', ?, ?, paid_on, amount_vnd, '', public_memo, search_text, reference_code, memo_codes, code_count,
       0, entry_id, row_number() over (order by position) - 1
     from donations_wallet_rows where entry_id = cast(? as integer) order by position`,
    [now, now, now, file.number, file.campaignCode, file.unitCode, entryId],
  );
}
