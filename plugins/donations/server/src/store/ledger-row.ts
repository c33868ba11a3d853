import type { LedgerRow } from '../types';

/** What a row of the ledger shows, with what corrected it and what it corrects. */
export const shownColumns = `k.seq, k.index_in_entry, d.number, d.received_on, d.amount_vnd, d.public_name,
  d.public_memo, d.reference_code, d.campaign_code, d.account_number, d.source, d.reason_code, d.reason,
  op.seq as original_seq, o.index_in_entry as original_index, rp.seq as reversal_seq,
  r.index_in_entry as reversal_index, r.received_on as reversed_on, r.reason_code as reversal_code,
  r.reason as reversal_reason, s.number as statement_number, s.overridden_by, s.override_reason`;

/** Its last question mark is the watermark: a reversal that is not public yet is not shown. */
export const shownJoins = `left join donations_donations d on d.id = k.id
  left join donations_donations o on o.id = d.reverses_id
  left join donations_places op on op.entry_id = o.entry_id
  left join donations_donations r on r.reverses_id = d.id
  left join donations_places rp on rp.entry_id = r.entry_id and rp.seq <= ?
  left join donations_statements s on s.id = d.statement_id`;

export interface LedgerDbRow {
  readonly seq: number;
  readonly index_in_entry: number;
  readonly number: string;
  readonly received_on: string;
  readonly amount_vnd: string | number;
  readonly public_name: string | null;
  readonly public_memo: string | null;
  readonly reference_code: string | null;
  readonly campaign_code: string;
  readonly account_number: string | null;
  readonly source: string;
  readonly reason_code: string | null;
  readonly reason: string | null;
  readonly original_seq: number | null;
  readonly original_index: number | null;
  readonly reversal_seq: number | null;
  readonly reversal_index: number | null;
  readonly reversed_on: string | null;
  readonly reversal_code: string | null;
  readonly reversal_reason: string | null;
  readonly statement_number: string | null;
  readonly overridden_by: string | null;
  readonly override_reason: string | null;
}

function correctionsOf(row: LedgerDbRow): Pick<LedgerRow, 'reverses' | 'reversedBy'> {
  const reverses =
    row.original_seq === null
      ? {}
      : {
          reverses: {
            ...{ seq: Number(row.original_seq), index: Number(row.original_index) },
            ...{ reasonCode: row.reason_code ?? '', reason: row.reason ?? '' },
          },
        };
  const reversedBy =
    row.reversal_seq === null
      ? {}
      : {
          reversedBy: {
            ...{ seq: Number(row.reversal_seq), index: Number(row.reversal_index) },
            ...{ on: row.reversed_on ?? '', reasonCode: row.reversal_code ?? '' },
            reason: row.reversal_reason ?? '',
          },
        };
  return { ...reverses, ...reversedBy };
}

function statementOf(row: LedgerDbRow): Pick<LedgerRow, 'statement'> {
  if (row.statement_number === null) return {};
  const isProved = row.overridden_by === null;
  return {
    statement: {
      ...{ number: row.statement_number, proved: isProved },
      ...(isProved ? {} : { overrideReason: row.override_reason ?? '' }),
    },
  };
}

export const ledgerRowFromRow = (row: LedgerDbRow): LedgerRow => ({
  ...{ seq: Number(row.seq), index: Number(row.index_in_entry), number: row.number },
  ...{ on: row.received_on, amountVnd: String(row.amount_vnd) },
  ...(row.public_name === null ? {} : { name: row.public_name }),
  memo: row.public_memo ?? '',
  ...(row.reference_code === null ? {} : { code: row.reference_code }),
  campaign: row.campaign_code,
  ...(row.account_number === null ? {} : { account: row.account_number }),
  source: row.source,
  ...correctionsOf(row),
  ...statementOf(row),
});
