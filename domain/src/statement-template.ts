import { accept, refuse, type Decision } from './refusal.ts';

/** What a column of a bank statement may hold. */
export const columnRoles = [
  'date',
  'time',
  'valueDate',
  'reference',
  'debit',
  'credit',
  'amount',
  'balance',
  'memo',
  'counterparty',
  'counterpartyAccount',
] as const;
export type ColumnRole = (typeof columnRoles)[number];

/** The place of each role among the columns of a file, from 0. */
export type MappedColumns = Readonly<Partial<Record<ColumnRole, number>>>;

export const dateForms = ['dmy', 'mdy', 'ymd'] as const;
export type DateForm = (typeof dateForms)[number];

export const thousandsSigns = ['.', ',', ' ', "'", ''] as const;
export type ThousandsSign = (typeof thousandsSigns)[number];

/** How an officer says that a file of an unknown layout is to be read. */
export interface StatementMapping {
  /** Number of the row whose words name the columns, from 1. */
  readonly headerRow: number;
  readonly columns: MappedColumns;
  readonly dateForm: DateForm;
  readonly thousands: ThousandsSign;
}

export type MappingRefusal =
  | 'mapping-malformed'
  | 'mapping-without-date'
  | 'mapping-without-amount'
  | 'mapping-amount-twice'
  | 'mapping-without-memo'
  | 'mapping-column-twice';

const columnsMax = 100;
const headerRowMax = 40;

const isPlace = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) < columnsMax;

function columnsFrom(given: unknown): MappedColumns | null {
  if (typeof given !== 'object' || given === null) return null;
  const columns: Partial<Record<ColumnRole, number>> = {};
  for (const [role, place] of Object.entries(given)) {
    const known = columnRoles.find((each) => each === role);
    if (known === undefined || !isPlace(place)) return null;
    columns[known] = place;
  }
  return columns;
}

/**
 * Reads a mapping as a form sends it. A statement needs a day, a memo, and either one column of amounts or
 * one of debits and credits at least; no column holds two things, but day and reference may share one.
 */
export function parseMapping(given: unknown): Decision<StatementMapping, MappingRefusal> {
  if (typeof given !== 'object' || given === null) return refuse('mapping-malformed');
  const { headerRow, columns: places, dateForm, thousands } = given as Record<string, unknown>;
  const columns = columnsFrom(places);
  const form = dateForms.find((each) => each === dateForm);
  const sign = thousandsSigns.find((each) => each === thousands);
  const isRow = isPlace(headerRow) && headerRow >= 1 && headerRow <= headerRowMax;
  if (columns === null || form === undefined || sign === undefined || !isRow) {
    return refuse('mapping-malformed');
  }
  const { date, debit, credit, amount, memo, reference, ...others } = columns;
  if (date === undefined) return refuse('mapping-without-date');
  const hasSides = debit !== undefined || credit !== undefined;
  if (amount === undefined && !hasSides) return refuse('mapping-without-amount');
  if (amount !== undefined && hasSides) return refuse('mapping-amount-twice');
  if (memo === undefined) return refuse('mapping-without-memo');
  const own = [
    ...[date, debit, credit, amount, memo, ...Object.values(others)],
    ...(reference === date ? [] : [reference]),
  ].filter((place) => place !== undefined);
  if (new Set(own).size !== own.length) return refuse('mapping-column-twice');
  // After this point the change must succeed.
  return accept({ headerRow, columns, dateForm: form, thousands: sign });
}

export const templateStates = ['active', 'retired'] as const;
export type TemplateState = (typeof templateStates)[number];

/** A template that reads wrongly is retired, never deleted: statements that it read still name it. */
export function decideTemplate(
  state: TemplateState,
  event: 'retired',
): Decision<TemplateState, 'template-event-not-possible'> {
  return state === 'active' ? accept(event) : refuse('template-event-not-possible', { state });
}
