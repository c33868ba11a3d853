import { refuse } from '@chung-tay/domain';
import { decodeEntities } from './entities';
import { FileRefused, limits, type CellRow } from './types';

export const hostile = () => new FileRefused(refuse('statement-markup-hostile'));

// What Excel calls rows and cells in its own XML has other names than in HTML.
const kinds: Readonly<Record<string, 'row' | 'cell' | 'break' | 'table'>> = {
  tr: 'row',
  'ss:row': 'row',
  row: 'row',
  td: 'cell',
  th: 'cell',
  cell: 'cell',
  'ss:cell': 'cell',
  br: 'break',
  p: 'break',
  div: 'break',
  table: 'table',
  'ss:table': 'table',
};

function attributeOf(attributes: string, name: string): string | undefined {
  const form = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i');
  const found = form.exec(attributes);
  return found?.[1] ?? found?.[2] ?? found?.[3];
}

const spanOf = (attributes: string, name: string) =>
  Number(/^\d{1,9}$/.exec(attributeOf(attributes, name) ?? '')?.[0] ?? 0);

/** Builds rows of cells from the tags and texts of tables. */
export class MarkupRows {
  private rows: CellRow[] = [];
  private cells: string[] | null = null;
  private cell: { text: string; span: number; value: string | undefined } | null = null;
  /** Per column how many rows below a cell that spans several are still taken. */
  private readonly taken = new Map<number, number>();
  private number = 0;
  private tables = 0;
  private silentTags = 0;

  take(): CellRow[] {
    const { rows } = this;
    this.rows = [];
    return rows;
  }

  text(text: string): void {
    if (this.cell === null) return;
    this.cell.text += text;
    if (this.cell.text.length <= limits.cellCharactersMax) return;
    throw new FileRefused(
      refuse('statement-cell-too-long', { row: this.number, max: limits.cellCharactersMax }),
    );
  }

  tag(name: string, attributes: string, isEnd: boolean): void {
    this.silentTags += 1;
    if (this.silentTags > limits.silentTagsMax) throw hostile();
    const kind = kinds[name];
    if (kind === 'table') this.endRow();
    if (kind === 'table') this.nest(isEnd ? -1 : 1);
    else if (kind === 'break') this.text('\n');
    else if (kind === 'row') isEnd ? this.endRow() : this.beginRow();
    else if (kind === 'cell') isEnd ? this.endCell() : this.beginCell(attributes);
    if (attributes.endsWith('/') && kind === 'cell') this.endCell();
    if (attributes.endsWith('/') && kind === 'row') this.endRow();
  }

  private nest(by: number): void {
    this.tables = Math.max(this.tables + by, 0);
    if (this.tables > limits.depthMax) throw hostile();
    this.taken.clear();
  }

  private beginRow(): void {
    this.endRow();
    this.number += 1;
    this.cells = [];
  }

  /** A file that ends within a row or a table was cut. */
  end(): void {
    if (this.cells !== null || this.tables > 0) {
      throw new FileRefused(refuse('statement-truncated'));
    }
  }

  private endRow(): void {
    this.endCell();
    if (this.cells === null) return;
    this.fillTaken(this.cells);
    this.rows.push({ number: this.number, cells: this.cells });
    this.cells = null;
    this.silentTags = 0;
  }

  private beginCell(attributes: string): void {
    this.endCell();
    if (this.cells === null) this.beginRow();
    const cells = this.cells ?? [];
    this.fillTaken(cells);
    const place = spanOf(attributes, 'ss:index');
    const more = spanOf(attributes, 'ss:mergeacross');
    const span = Math.max(spanOf(attributes, 'colspan'), more + 1, 1);
    if (Math.max(place, cells.length) + span > limits.columnsMax) throw hostile();
    while (cells.length < place - 1) cells.push('');
    const down = Math.max(spanOf(attributes, 'rowspan') - 1, 0);
    if (down > 0) for (let i = 0; i < span; i += 1) this.taken.set(cells.length + i, down);
    // Excel's HTML keeps the exact number beside the rounded one that it shows.
    this.cell = { text: '', span, value: attributeOf(attributes, 'x:num') };
  }

  /** Leaves the places empty that a cell of a row above reaches down to. */
  private fillTaken(cells: string[]): void {
    for (let left = this.taken.get(cells.length); left; left = this.taken.get(cells.length)) {
      if (left === 1) this.taken.delete(cells.length);
      else this.taken.set(cells.length, left - 1);
      cells.push('');
    }
  }

  private endCell(): void {
    if (this.cell === null || this.cells === null) return;
    const { text, span, value } = this.cell;
    const lines = decodeEntities(text).split('\n');
    const shown = lines.map((line) => line.replace(/\s+/g, ' ').trim()).filter((line) => line);
    this.cells.push(value === undefined || value === '' ? shown.join('\n') : value);
    for (let more = 1; more < span; more += 1) this.cells.push('');
    this.cell = null;
  }
}
