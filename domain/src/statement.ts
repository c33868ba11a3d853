import type { Day } from './day.ts';
import { sumVnd, vnd } from './money.ts';
import { accept, refuse, type Decision } from './refusal.ts';
import { fold } from './text.ts';

/** One row as the bank printed it. Credits are positive, debits negative. */
export interface StatementRow {
  /** Place of the row in its file, from 1. */
  readonly position: number;
  readonly bookedOn: Day;
  /** `HH:mm:ss` where the bank prints it. */
  readonly bookedAt: string | null;
  readonly valueOn: Day | null;
  readonly amountVnd: number;
  readonly balanceVnd: number | null;
  readonly reference: string;
  readonly counterparty: string;
  readonly memo: string;
}

export const lineClasses = [
  'donation',
  'internal-transfer',
  'interest',
  'fee',
  'refund',
  'bank-reversal',
  'disbursement',
  'other',
] as const;
export type LineClass = (typeof lineClasses)[number];

/**
 * The memo as it counts for identity: NFC, lower case, without any white space or marks, since the same bank
 * wraps the same memo at other columns in another export.
 */
export function normaliseMemo(memo: string): string {
  return fold(memo).replace(/\s+/g, '');
}

/**
 * The identity of a row without its ordinal: account, booked day, direction, amount, bank reference or
 * nothing, normalised memo. Equal rows of one file are told apart by their ordinal, and are different gifts.
 */
export function lineKeyOf(accountNumber: string, row: StatementRow): string {
  return [
    accountNumber,
    row.bookedOn,
    row.amountVnd < 0 ? 'debit' : 'credit',
    String(Math.abs(row.amountVnd)),
    row.reference.replace(/\s+/g, ''),
    normaliseMemo(row.memo),
  ].join('\n');
}

/** The running proof of a file: opening + Σ rows must be closing, and each printed balance must hold. */
export interface StatementControl {
  readonly openingVnd: number | null;
  readonly creditVnd: number;
  readonly debitVnd: number;
  readonly rows: number;
  readonly lastBalanceVnd: number | null;
  readonly fault: {
    readonly position: number;
    readonly printedVnd: number;
    readonly computedVnd: number;
  } | null;
}

export interface ProvedStatement {
  readonly openingVnd: number;
  readonly closingVnd: number;
  readonly creditVnd: number;
  readonly debitVnd: number;
  readonly rows: number;
}

export type ControlRefusal =
  'statement-without-balances' | 'statement-row-does-not-balance' | 'statement-does-not-balance';

export function startControl(openingVnd: number | null): StatementControl {
  return { openingVnd, creditVnd: 0, debitVnd: 0, rows: 0, lastBalanceVnd: null, fault: null };
}

/** Adds one row. A balance that the bank prints on the row is compared at once; the first fault is kept. */
export function addToControl(control: StatementControl, row: StatementRow): StatementControl {
  const creditVnd = sumVnd([control.creditVnd, Math.max(row.amountVnd, 0)]);
  const debitVnd = sumVnd([control.debitVnd, Math.max(-row.amountVnd, 0)]);
  // A file that prints balances but no opening line says its opening with its first row.
  const openingVnd =
    control.openingVnd ??
    (control.rows === 0 && row.balanceVnd !== null ? row.balanceVnd - row.amountVnd : null);
  const printedVnd = row.balanceVnd;
  const computedVnd = (openingVnd ?? 0) + creditVnd - debitVnd;
  const differs = openingVnd !== null && printedVnd !== null && printedVnd !== computedVnd;
  return {
    openingVnd,
    creditVnd,
    debitVnd,
    rows: control.rows + 1,
    lastBalanceVnd: printedVnd,
    fault: control.fault ?? (differs ? { position: row.position, printedVnd, computedVnd } : null),
  };
}

/**
 * Ends the proof with the closing balance that the file prints; where it prints none, the balance of the
 * last row stands for it.
 */
export function finishControl(
  control: StatementControl,
  printedClosingVnd: number | null,
): Decision<ProvedStatement, ControlRefusal> {
  const { openingVnd, creditVnd, debitVnd, rows, fault } = control;
  const closingVnd = printedClosingVnd ?? control.lastBalanceVnd;
  if (openingVnd === null || closingVnd === null) return refuse('statement-without-balances');
  const computed = vnd(openingVnd + creditVnd - debitVnd);
  if (computed !== closingVnd) {
    return refuse('statement-does-not-balance', {
      openingVnd,
      sumVnd: creditVnd - debitVnd,
      closingVnd,
      differenceVnd: closingVnd - computed,
    });
  }
  if (fault !== null) return refuse('statement-row-does-not-balance', fault);
  return accept({ openingVnd, closingVnd, creditVnd, debitVnd, rows });
}

export const statementStates = [
  'uploaded',
  'parsed',
  'proved',
  'control-failed',
  'accepted',
  'rejected',
] as const;
export type StatementState = (typeof statementStates)[number];

export const statementEvents = [
  'parsed',
  'proved',
  'control-failed',
  'accepted',
  'overridden',
  'rejected',
] as const;
export type StatementEvent = (typeof statementEvents)[number];

/** From · event · to. A file that cannot be proved is accepted only by an override. */
export const statementEdges: readonly (readonly [
  StatementState,
  StatementEvent,
  StatementState,
])[] = [
  ['uploaded', 'parsed', 'parsed'],
  ['parsed', 'proved', 'proved'],
  ['parsed', 'control-failed', 'control-failed'],
  ['proved', 'accepted', 'accepted'],
  ['proved', 'rejected', 'rejected'],
  ['control-failed', 'overridden', 'accepted'],
  ['control-failed', 'rejected', 'rejected'],
];

export interface StatementStep {
  readonly event: StatementEvent;
  readonly actor: string;
  readonly reason?: string;
}

export type StatementRefusal =
  'statement-event-not-possible' | 'reason-missing' | 'second-person-needed';

/**
 * Decides on a step of a statement file. Rejecting and overriding need a reason; who overrides a failed or
 * missing control is never who uploaded the file.
 */
export function decideStatement(
  statement: { readonly state: StatementState; readonly uploadedBy: string },
  { event, actor, reason }: StatementStep,
): Decision<StatementState, StatementRefusal> {
  const { state, uploadedBy } = statement;
  const edge = statementEdges.find(([from, on]) => from === state && on === event);
  if (edge === undefined) return refuse('statement-event-not-possible', { state, event });
  const needsReason = event === 'rejected' || event === 'overridden';
  if (needsReason && !reason?.trim()) return refuse('reason-missing');
  if (event === 'overridden' && actor === uploadedBy) return refuse('second-person-needed');
  // After this point the change must succeed.
  return accept(edge[2]);
}
