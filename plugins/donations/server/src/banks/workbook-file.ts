import { refuse } from '@chung-tay/domain';
import type { Entry } from 'yauzl';
import { hostile, openArchive, textOf, type Archive } from './archive';
import { checkEpoch, sharedTexts, unescaped, type SharedTexts } from './shared-texts';
import { FileRefused, limits, type CellRow } from './types';
import { PartReader, type TagReader } from './xml-part';

/** `AB12` → 27 */
function columnOf(reference: string): number {
  let column = 0;
  for (const sign of reference) {
    const code = sign.charCodeAt(0);
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column - 1;
}

/** Numbers of a workbook are binary: `1234567`, `1.234567E6` and `1234567.0` are one amount. */
function plainNumber(text: string): string {
  const value = Number(text);
  return Number.isFinite(value) ? String(value) : text;
}

class SheetRows implements TagReader {
  readonly unit = 'row';
  private rows: CellRow[] = [];
  private cells: string[] = [];
  private type = 'n';
  private column = -1;
  private value = '';
  private isValue = false;
  private isHint = false;
  private number = 0;

  constructor(private readonly shared: SharedTexts) {}

  /** Gives away the rows that are whole. */
  take(): CellRow[] {
    const { rows } = this;
    this.rows = [];
    return rows;
  }

  open(tag: string, attributes: Readonly<Record<string, string>>): void {
    if (tag === 'row') {
      this.cells = [];
      this.column = -1;
      this.number = Number(attributes.r ?? this.number + 1);
    } else if (tag === 'c') {
      this.type = attributes.t ?? 'n';
      this.column = attributes.r === undefined ? this.column + 1 : columnOf(attributes.r);
      if (this.column >= limits.columnsMax || this.column < 0) throw hostile();
      this.value = '';
    } else if (tag === 'rPh') this.isHint = true;
    else if (tag === 'v' || tag === 't') this.isValue = !this.isHint;
  }

  text(text: string): void {
    if (!this.isValue) return;
    this.value += text;
    if (this.value.length > limits.cellCharactersMax) {
      throw new FileRefused(
        refuse('statement-cell-too-long', { row: this.number, max: limits.cellCharactersMax }),
      );
    }
  }

  close(tag: string): void {
    if (tag === 'v' || tag === 't') this.isValue = false;
    else if (tag === 'rPh') this.isHint = false;
    else if (tag === 'c') {
      while (this.cells.length < this.column) this.cells.push('');
      this.cells[this.column] = this.cell();
    } else if (tag === 'row') this.rows.push({ number: this.number, cells: this.cells });
  }

  private cell(): string {
    if (this.type === 's') return this.shared.at(Number(this.value));
    if (this.type === 'n' && this.value !== '') return plainNumber(this.value);
    return unescaped(this.value);
  }
}

/** The sheets of a workbook that are read, in their order. */
function sheetsOf({ parts }: Archive): Entry[] {
  const sheets = [...parts.keys()].flatMap((name) => {
    const number = /^xl\/worksheets\/sheet(\d+)\.xml$/.exec(name)?.[1];
    return number === undefined ? [] : [{ name, number: Number(number) }];
  });
  sheets.sort((one, other) => one.number - other.number);
  return sheets.flatMap(({ name }) => parts.get(name) ?? []);
}

/**
 * Rows of one sheet of an XLSX workbook, streamed; only its shared texts are held in memory. A sheet that
 * does not exist has no rows, but a workbook without any is refused.
 */
export async function* rowsOfWorkbook(path: string, place: number): AsyncGenerator<CellRow[]> {
  const archive = await openArchive(path);
  try {
    const sheets = sheetsOf(archive);
    if (sheets.length === 0) throw new FileRefused(refuse('statement-format-unsupported'));
    const sheet = sheets[place];
    if (sheet === undefined) return;
    await checkEpoch(archive);
    const sheetRows = new SheetRows(await sharedTexts(archive));
    const batches = new PartReader(sheetRows).read(textOf(archive, sheet), () => sheetRows.take());
    for await (const batch of batches) if (batch.length > 0) yield batch;
  } finally {
    archive.zip.close();
  }
}
