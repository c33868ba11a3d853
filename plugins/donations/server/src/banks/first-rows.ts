import { accept, type Decision } from '@chung-tay/domain';
import { clean } from './cells';
import { cellsOf, headOf } from './read-file';
import { FileRefused, limits, type CellRow } from './types';

const shownCharactersMax = 160;

/** The first rows of a file, as they stand there, for a person who says what its columns hold. */
export async function firstRowsOf(path: string, count: number): Promise<Decision<CellRow[]>> {
  const cells = cellsOf(path, await headOf(path));
  if (!cells.ok) return cells;
  const rows: CellRow[] = [];
  try {
    for await (const batch of cells.value) {
      rows.push(...batch);
      if (rows.length >= count) break;
    }
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    if (rows.length === 0) return error.refused;
  }
  return accept(rows.slice(0, count));
}

/** Rows cut down to what a screen shows. */
export const shortened = (rows: readonly CellRow[]): CellRow[] =>
  rows.map(({ number, cells }) => ({
    number,
    cells: cells
      .slice(0, limits.columnsMax)
      .map((cell) => clean(cell.normalize('NFC')).slice(0, shownCharactersMax)),
  }));
