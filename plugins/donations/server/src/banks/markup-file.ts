import { hostile, MarkupRows } from './markup-rows';
import { encodingOf, textStream } from './text-file';
import { limits, type CellRow } from './types';

const beginnings =
  /^(?:ï»¿|\ufeff)?\s*<(?:!--|(?:html|head|meta|body|style|table|center|div|font|tr|!doctype|\?xml|workbook)\b)/i;

/** Whether a file is HTML (or the XML of an old Excel), whatever its name says. */
export function isMarkup(head: Buffer, utf16: 'utf-16le' | 'utf-16be' | null): boolean {
  const start = head.subarray(0, 2048);
  const text = utf16 === null ? start.toString('latin1') : new TextDecoder(utf16).decode(start);
  return beginnings.test(text);
}

const unread = new Set(['script', 'style', 'title', 'xml', 'head']);
const tagForm = /^(\/?)([a-z][\w:]*)((?:"[^"]*"|'[^']*'|[^"'])*)$/i;

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
