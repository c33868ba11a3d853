import type { StatementRow } from '@chung-tay/domain';

/** A row of a file with everything that posting needs, so that posting is plain SQL. */
export interface StagedRow extends StatementRow {
  readonly class: string;
  readonly baseKey: string;
  readonly ordinal: number;
  readonly publicMemo: string;
  readonly searchText: string;
  readonly codes: readonly string[];
}

/** The columns of a staged row, in the order in which its values are written. */
export const stagedColumns = [
  'upload_key',
  'position',
  'booked_on',
  'booked_at',
  'value_on',
  'amount_vnd',
  'balance_vnd',
  'reference',
  'counterparty',
  'memo',
  'class',
  'base_key',
  'ordinal',
  'public_memo',
  'search_text',
  'memo_codes',
  'reference_code',
  'code_count',
  'staged_at',
] as const;

type Value = string | number | null;

/** To which upload rows belong, and since when. */
export interface Upload {
  readonly key: string;
  readonly atMs: number;
}

function valuesOf(upload: Upload, row: StagedRow): Value[] {
  return [
    upload.key,
    row.position,
    row.bookedOn,
    row.bookedAt,
    row.valueOn,
    row.amountVnd,
    row.balanceVnd,
    row.reference,
    row.counterparty,
    row.memo,
    row.class,
    row.baseKey,
    row.ordinal,
    row.publicMemo,
    row.searchText,
    JSON.stringify(row.codes),
    row.codes.length === 1 ? (row.codes[0] ?? null) : null,
    row.codes.length,
    upload.atMs,
  ];
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};

/** One value in the text format of COPY. */
function copyText(value: Value): string {
  if (value === null) return '\\N';
  if (typeof value === 'number') return String(value);
  return /[\\\t\n\r]/.test(value)
    ? value.replace(/[\\\t\n\r]/g, (sign) => escapes[sign] ?? '')
    : value;
}

/** How a database takes many rows at once: lines of COPY, or one list in JSON. */
export type StagingForm = 'copy' | 'json';

/** Rows as the one text that a database takes. It is made where the file is read, not where it is stored. */
export function stagedText(form: StagingForm, upload: Upload, rows: readonly StagedRow[]): string {
  if (form === 'json') return JSON.stringify(rows.map((row) => valuesOf(upload, row)));
  let text = '';
  for (const row of rows) text += `${valuesOf(upload, row).map(copyText).join('\t')}\n`;
  return text;
}
