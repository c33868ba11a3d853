import {
  accept,
  addToControl,
  checkTotals,
  finishControl,
  refuse,
  startControl,
  type Decision,
  type ProvedStatement,
  type StatementControl,
  type StatementRow,
} from '@chung-tay/domain';
import { openStatementFile } from './read-file';
import { FileRefused, type FileFacts, type ReadAs, type TypedBalances } from './types';

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

/** Sums up rows as they pass. */
class Passing {
  private creditCount = 0;
  private periodFrom: string | null = null;
  private periodTo: string | null = null;

  constructor(private control: StatementControl) {}

  get rows(): number {
    return this.control.rows;
  }

  add(row: StatementRow): void {
    this.control = addToControl(this.control, row);
    if (row.amountVnd > 0) this.creditCount += 1;
    if (this.periodFrom === null || row.bookedOn < this.periodFrom) this.periodFrom = row.bookedOn;
    if (this.periodTo === null || row.bookedOn > this.periodTo) this.periodTo = row.bookedOn;
  }

  end(layout: string, facts: FileFacts, typed: TypedBalances): Reading {
    const closingVnd = facts.closingVnd ?? typed.closingVnd;
    const totals = checkTotals(this.control, facts.declared);
    const control = totals.ok ? finishControl(this.control, closingVnd) : totals;
    const { openingVnd, creditVnd, debitVnd, rows: rowCount } = this.control;
    return {
      layout,
      control,
      openingVnd: control.ok ? control.value.openingVnd : openingVnd,
      closingVnd: control.ok ? control.value.closingVnd : closingVnd,
      creditVnd,
      debitVnd,
      rowCount,
      creditCount: this.creditCount,
      periodFrom: this.periodFrom,
      periodTo: this.periodTo,
    };
  }
}

/**
 * Reads a statement file once from beginning to end, proving it and handing its rows on as they come. What
 * the file prints counts more than what was typed.
 */
export async function readStatementFile(
  path: string,
  as: ReadAs,
  typed: TypedBalances,
  onRows: (rows: readonly StatementRow[], sofar: number) => Promise<void>,
): Promise<Decision<Reading>> {
  const opened = await openStatementFile(path, as);
  if (!opened.ok) return opened;
  const { layout, batches, facts } = opened.value;
  const passing = new Passing(startControl(facts().openingVnd ?? typed.openingVnd));
  try {
    for await (const rows of batches) {
      for (const row of rows) passing.add(row);
      await onRows(rows, passing.rows);
    }
  } catch (error) {
    if (error instanceof FileRefused) return error.refused;
    throw error;
  }
  if (passing.rows === 0) return refuse('statement-empty');
  return accept(passing.end(layout, facts(), typed));
}
