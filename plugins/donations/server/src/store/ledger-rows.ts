import type { Core } from '@strapi/strapi';

/** A row of the public ledger as the daily files have it. */
export interface OpenLedgerRow {
  /** Place in the journal: entry and index within it. */
  readonly seq: number;
  readonly index: number;
  readonly on: string;
  readonly amountVnd: string;
  readonly kind: string;
  readonly source: string;
  readonly origin: string;
  readonly campaign: string;
  readonly unit: string;
  /** The receiving account; empty for what came another way. */
  readonly account: string;
  readonly code: string;
  readonly name: string;
  readonly memo: string;
  /** `seq-index` of the row that this one corrects. */
  readonly reverses: string;
  readonly reasonCode: string;
  readonly reason: string;
}

interface Row {
  readonly seq: number;
  readonly index_in_entry: number;
  readonly received_on: string;
  readonly amount_vnd: string | number;
  readonly kind: string;
  readonly source: string;
  readonly origin: string | null;
  readonly campaign_code: string;
  readonly unit_code: string;
  readonly account_number: string | null;
  readonly reference_code: string | null;
  readonly public_name: string | null;
  readonly public_memo: string | null;
  readonly reason_code: string | null;
  readonly reason: string | null;
  readonly original_seq: number | null;
  readonly original_index: number | null;
}

// One line per row in every file: line ends inside a reason become spaces.
const oneLine = (text: string | null) => (text ?? '').replace(/\s+/g, ' ').trim();

const openRowFromRow = (row: Row): OpenLedgerRow => ({
  seq: Number(row.seq),
  index: Number(row.index_in_entry),
  on: row.received_on,
  amountVnd: String(row.amount_vnd),
  kind: row.kind,
  source: row.source,
  origin: row.origin ?? '',
  campaign: row.campaign_code,
  unit: row.unit_code,
  account: row.account_number ?? '',
  code: row.reference_code ?? '',
  name: oneLine(row.public_name),
  memo: oneLine(row.public_memo),
  reverses: row.original_seq === null ? '' : `${row.original_seq}-${row.original_index}`,
  reasonCode: row.reason_code ?? '',
  reason: oneLine(row.reason),
});

/** Rows of the sealed ledger behind a place, up to an entry, in the order of the journal. */
export async function selectOpenRows(
  strapi: Core.Strapi,
  after: { readonly seq: number; readonly index: number },
  untilSeq: number,
  limit: number,
): Promise<OpenLedgerRow[]> {
  const rows: Row[] = await strapi.db
    .connection('donations_places as p')
    .join('donations_donations as d', 'd.entry_id', 'p.entry_id')
    .leftJoin('donations_donations as o', 'o.id', 'd.reverses_id')
    .leftJoin('donations_places as op', 'op.entry_id', 'o.entry_id')
    .where('p.seq', '<=', untilSeq)
    .whereRaw('(p.seq, d.index_in_entry) > (?, ?)', [after.seq, after.index])
    .orderBy([{ column: 'p.seq' }, { column: 'd.index_in_entry' }])
    .limit(limit)
    .select(
      'p.seq',
      'd.index_in_entry',
      'd.received_on',
      'd.amount_vnd',
      'd.kind',
      'd.source',
      'd.origin',
      'd.campaign_code',
      'd.unit_code',
      'd.account_number',
      'd.reference_code',
      'd.public_name',
      'd.public_memo',
      'd.reason_code',
      'd.reason',
      { original_seq: 'op.seq', original_index: 'o.index_in_entry' },
    );
  return rows.map(openRowFromRow);
}
