import { refuse } from '@chung-tay/domain';
import { decodeEntities } from './entities';
import { encodingOf, textStream } from './text-file';
import { FileRefused, limits, type CellRow } from './types';

const hostile = () => new FileRefused(refuse('statement-markup-hostile'));

const beginnings =
  /^(?:ï»¿|\ufeff)?\s*<(?:!--|(?:html|head|meta|body|style|table|center|div|font|tr|!doctype|\?xml|workbook)\b)/i;

/** Whether a file is HTML (or the XML of an old Excel), whatever its name says. */
export function isMarkup(head: Buffer, utf16: 'utf-16le' | 'utf-16be' | null): boolean {
  const start = head.subarray(0, 2048);
  const text = utf16 === null ? start.toString('latin1') : new TextDecoder(utf16).decode(start);
  return beginnings.test(text);
}

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
const unread = new Set(['script', 'style', 'title', 'xml', 'head']);
const tagForm = /^(\/?)([a-z][\w:]*)((?:"[^"]*"|'[^']*'|[^"'])*)$/i;

function attributeOf(attributes: string, name: string): string | undefined {
  const form = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i');
  const found = form.exec(attributes);
  return found?.[1] ?? found?.[2] ?? found?.[3];
}

const spanOf = (attributes: string, name: string) =>
  Number(/^\d{1,9}$/.exec(attributeOf(attributes, name) ?? '')?.[0] ?? 0);

/** Builds rows of cells from the tags and texts of tables. */
class MarkupRows {
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

/** Cuts text into tags and what lies between, keeping what is not whole for the next piece. */
class Tokenizer {
  private rest = '';
  /** The end of what is passed over: a comment, a script, a style. */
  private until: string | null = null;
  private passedOver = 0;

  constructor(private readonly rows: MarkupRows) {}

  write(piece: string): void {
    this.rest += piece;
    let at = 0;
    for (let next = this.step(at); next >= 0; next = this.step(at)) at = next;
    this.rest = this.rest.slice(at);
    if (this.rest.length > limits.silentCharactersMax) throw hostile();
  }

  /** Reads one token; answers where the next begins, or -1 when more text is needed. */
  private step(at: number): number {
    if (at >= this.rest.length) return -1;
    if (this.until !== null) return this.pass(at, this.until);
    const open = this.rest.indexOf('<', at);
    if (open > at) {
      // Line breaks of the source mean nothing in HTML.
      this.rows.text(this.rest.slice(at, open).replace(/\s+/g, ' '));
      return open;
    }
    if (open < 0) return -1;
    if (this.rest.startsWith('<!--', at)) return this.skipTo('-->', at);
    const begin = this.rest[at + 1];
    if (begin === undefined) return -1;
    if (!/[a-z/!?]/i.test(begin)) {
      this.rows.text('<');
      return at + 1;
    }
    const close = this.closeOf(at);
    if (close < 0) return -1;
    this.tag(this.rest.slice(at + 1, close));
    return close + 1;
  }

  /** Where a tag ends; a sign within quotes does not end it. */
  private closeOf(at: number): number {
    let quote = '';
    const end = Math.min(this.rest.length, at + limits.cellCharactersMax);
    for (let index = at + 1; index < end; index += 1) {
      const sign = this.rest[index] ?? '';
      if (quote !== '') quote = sign === quote ? '' : quote;
      else if (sign === '"' || sign === "'") quote = sign;
      else if (sign === '>') return index;
    }
    if (end - at >= limits.cellCharactersMax) throw hostile();
    return -1;
  }

  private tag(source: string): void {
    if (/^!doctype/i.test(source) && /\[|<!|entity/i.test(source)) throw hostile();
    const [, slash = '', written = '', attributes = ''] = tagForm.exec(source) ?? [];
    const name = written.toLowerCase();
    if (name === '') return;
    const isClosed = attributes.trimEnd().endsWith('/');
    if (slash === '' && unread.has(name) && !isClosed) this.until = `</${name}`;
    this.rows.tag(name, attributes.trimEnd(), slash !== '');
  }

  private skipTo(end: string, at: number): number {
    this.until = end;
    return this.pass(at, end);
  }

  private pass(at: number, end: string): number {
    const ending = new RegExp(end, 'gi');
    ending.lastIndex = at;
    const found = ending.exec(this.rest)?.index ?? -1;
    if (found < 0) {
      // The end itself may be cut in two.
      const kept = Math.max(this.rest.length - end.length, at);
      this.passedOver += kept - at;
      if (this.passedOver > limits.silentCharactersMax) throw hostile();
      return kept === at ? -1 : kept;
    }
    this.until = null;
    this.passedOver = 0;
    return found + (end === '-->' ? end.length : 0);
  }
}

/** Rows of the tables of an HTML file, streamed. */
export async function* rowsOfMarkup(path: string, head: Buffer): AsyncGenerator<CellRow[]> {
  const rows = new MarkupRows();
  const tokens = new Tokenizer(rows);
  const text = textStream(path, await encodingOf(path, head));
  try {
    for await (const piece of text) {
      tokens.write(String(piece));
      const batch = rows.take();
      if (batch.length > 0) yield batch;
    }
  } finally {
    text.destroy();
  }
  rows.end();
}
