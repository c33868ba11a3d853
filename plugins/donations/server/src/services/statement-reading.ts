import { createHash } from 'node:crypto';
import {
  accept,
  addToControl,
  classifyRow,
  finishControl,
  lineKeyOf,
  refuse,
  startControl,
  type Decision,
  type LineRule,
  type MemoNames,
  type OnProgress,
  type ProvedStatement,
  type Refused,
  type StatementControl,
  type StatementRow,
} from '@chung-tay/domain';
import { openStatementFile } from '../banks/read-file';
import { FileRefused } from '../banks/types';
import type { StagedRow } from '../store/staging';
import { publicFormOf } from './public-form';

/** What reading a whole file gives: its proof, or why it cannot be proved. */
export interface Reading {
  readonly layout: string;
  readonly control: Decision<ProvedStatement>;
  readonly openingVnd: number | null;
  readonly closingVnd: number | null;
  readonly creditVnd: number;
  readonly debitVnd: number;
  readonly rowCount: number;
  readonly creditCount: number;
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
}

/** Gives each row its identity and what the public may see of it. */
class Stager {
  // Exact equals of one file are different gifts: each gets the next ordinal. Keys are kept as sixteen
  // bytes, so that millions of rows stay within the memory of the importer.
  private readonly ordinals = new Map<string, number>();

  constructor(
    private readonly accountNumber: string,
    private readonly memoNames: MemoNames,
    private readonly rules: readonly LineRule[],
  ) {}

  stage(row: StatementRow): StagedRow {
    const digest = createHash('sha256').update(lineKeyOf(this.accountNumber, row)).digest();
    const key = digest.subarray(0, 16);
    const short = key.toString('latin1');
    const ordinal = (this.ordinals.get(short) ?? 0) + 1;
    this.ordinals.set(short, ordinal);
    return {
      ...row,
      class: classifyRow(row, this.rules),
      baseKey: key.toString('hex'),
      ordinal,
      ...publicFormOf(row.memo, this.memoNames),
    };
  }
}

/**
 * Reads a statement file once from beginning to end, proving it and handing its rows on as they come.
 * `stage` must take all of them or none.
 */
export async function readStatement(
  path: string,
  account: {
    readonly number: string;
    readonly memoNames: MemoNames;
    readonly rules: readonly LineRule[];
  },
  stage: (batches: AsyncIterable<readonly StagedRow[]>) => Promise<void>,
  onProgress: OnProgress,
): Promise<Decision<Reading>> {
  const opened = await openStatementFile(path);
  if (!opened.ok) return opened;
  const { layout, batches, facts } = opened.value;
  const differs = differsFrom(facts().accountNumber, account.number);
  if (differs !== null) return differs;

  const stager = new Stager(account.number, account.memoNames, account.rules);
  let control: StatementControl = startControl(facts().openingVnd);
  let creditCount = 0;
  let periodFrom: string | null = null;
  let periodTo: string | null = null;
  async function* staged(): AsyncGenerator<readonly StagedRow[]> {
    for await (const rows of batches) {
      for (const row of rows) {
        control = addToControl(control, row);
        if (row.amountVnd > 0) creditCount += 1;
        if (periodFrom === null || row.bookedOn < periodFrom) periodFrom = row.bookedOn;
        if (periodTo === null || row.bookedOn > periodTo) periodTo = row.bookedOn;
      }
      onProgress(control.rows, control.rows);
      yield rows.map((row) => stager.stage(row));
    }
  }
  try {
    await stage(staged());
  } catch (error) {
    if (error instanceof FileRefused) return error.refused;
    throw error;
  }
  if (control.rows === 0) return refuse('statement-empty');
  const { openingVnd, closingVnd } = facts();
  const proof = finishControl(control, closingVnd);
  return accept({
    layout,
    control: proof,
    openingVnd: proof.ok ? proof.value.openingVnd : openingVnd,
    closingVnd: proof.ok ? proof.value.closingVnd : closingVnd,
    creditVnd: control.creditVnd,
    debitVnd: control.debitVnd,
    rowCount: control.rows,
    creditCount,
    periodFrom,
    periodTo,
  });
}

function differsFrom(printed: string | null, chosen: string): Refused | null {
  if (printed === null || printed.replace(/^0+/, '') === chosen.replace(/^0+/, '')) return null;
  return refuse('statement-account-differs', { printed, chosen });
}
