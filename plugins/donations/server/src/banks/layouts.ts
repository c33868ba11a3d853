/// <reference path="./import-meta.d.ts" />
import { createHash } from 'node:crypto';
import { namesOf, plain } from './cells';
import type { Habits, Layout, ReadAs, Role } from './types';

/** Each folder beside this file is a bank: its `layout.ts` exports one layout per kind of file. */
const folders = import.meta.glob<Readonly<Record<string, Layout>>>('./*/layout.ts', {
  eager: true,
});

export const layouts: readonly Layout[] = Object.values(folders)
  .flatMap((folder) => Object.values(folder))
  .sort((one, other) => (one.id < other.id ? -1 : 1));

export type Columns = Readonly<Partial<Record<Role, number>>>;

/** A header that was understood. */
export interface Fit {
  readonly layout: string;
  readonly columns: Columns;
  readonly habits: Habits;
}

/** The column that bears the first of the words that any column bears. */
function columnNamed(words: readonly string[], names: readonly (readonly string[])[]): number {
  for (const word of words) {
    const column = names.findIndex((cell) => cell.includes(word));
    if (column >= 0) return column;
  }
  return -1;
}

function columnsIn(layout: Layout, names: readonly (readonly string[])[]): Columns | null {
  const columns: Partial<Record<Role, number>> = {};
  for (const [role, words] of Object.entries(layout.columns) as [Role, readonly string[]][]) {
    const column = columnNamed(words, names);
    if (column >= 0) columns[role] = column;
  }
  // Date and reference may share a cell; other roles have a column each.
  const own = Object.entries(columns).filter(
    ([role]) => role !== 'reference' && role !== 'valueDate',
  );
  const areApart = new Set(own.map(([, column]) => column)).size === own.length;
  const areThere = layout.required.every((role) => columns[role] !== undefined);
  return areThere && areApart ? columns : null;
}

/** The key by which a header is known again: its words, whatever their case, spacing or empty ends. */
export function headerKeyOf(cells: readonly string[]): string {
  const words = cells.map(plain);
  while (words.at(-1) === '') words.pop();
  return createHash('sha256').update(words.join('\n')).digest('hex');
}

const filled = (cells: readonly string[]) => cells.filter((cell) => cell.trim() !== '').length;

/**
 * The template or layout whose words stand in a row; null when it is no header. Templates come first:
 * people made them for exactly this header. Among layouts the one that finds most columns wins, among
 * equals that of the account's own bank.
 */
export function fitOf(cells: readonly string[], { templates, bin }: ReadAs): Fit | null {
  if (filled(cells) < 3) return null;
  if (templates.length > 0) {
    const key = headerKeyOf(cells);
    const template = templates.find(({ headerKey }) => headerKey === key);
    if (template !== undefined) {
      const { id, columns, habits } = template;
      return { layout: id, columns, habits };
    }
  }
  const names = cells.map(namesOf);
  let best: { fit: Fit; weight: number } | null = null;
  for (const layout of layouts) {
    const columns = columnsIn(layout, names);
    if (columns === null) continue;
    const weight = Object.keys(columns).length + (layout.bin === bin ? 0.5 : 0);
    if (best !== null && best.weight >= weight) continue;
    best = { fit: { layout: layout.id, columns, habits: layout.habits ?? {} }, weight };
  }
  return best?.fit ?? null;
}
