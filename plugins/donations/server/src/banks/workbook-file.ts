import { refuse } from '@chung-tay/domain';
import { SaxesParser } from 'saxes';
import { open, type Entry, type ZipFile } from 'yauzl';
import { FileRefused, limits, type CellRow } from './types';

const hostile = () => new FileRefused(refuse('statement-archive-hostile'));
const truncated = () => new FileRefused(refuse('statement-truncated'));

interface Archive {
  readonly zip: ZipFile;
  readonly parts: ReadonlyMap<string, Entry>;
}

function openZip(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false }, (error, zip) =>
      error === null ? resolve(zip) : reject(truncated()),
    );
  });
}

function checkEntry(entry: Entry): void {
  const { uncompressedSize, compressedSize } = entry;
  const ratio = uncompressedSize / Math.max(compressedSize, 1);
  const isBomb = uncompressedSize > 10_000_000 && ratio > 300;
  if (uncompressedSize > limits.partBytesMax || isBomb || entry.isEncrypted()) throw hostile();
}

async function openArchive(path: string): Promise<Archive> {
  const zip = await openZip(path);
  const parts = new Map<string, Entry>();
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      if (parts.size >= 1000) return reject(hostile());
      try {
        checkEntry(entry);
      } catch (error) {
        return reject(error as Error);
      }
      parts.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.once('end', () => resolve());
    zip.once('error', () => reject(truncated()));
    zip.readEntry();
  });
  return { zip, parts };
}

/** The text of a part, chunk by chunk. */
async function* textOf({ zip }: Archive, entry: Entry): AsyncGenerator<string> {
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) =>
      error === null ? resolve(opened) : reject(truncated()),
    );
  });
  const decoder = new TextDecoder();
  try {
    for await (const chunk of stream) yield decoder.decode(chunk as Buffer, { stream: true });
  } catch {
    // Checksum, size or deflate stream do not agree with the directory.
    throw truncated();
  }
  yield decoder.decode();
}

function feed(parser: SaxesParser, text: string): void {
  try {
    parser.write(text);
  } catch (error) {
    throw error instanceof FileRefused ? error : truncated();
  }
}

/** A parser that knows no entities of its own: a document type is refused. */
function xmlParser(): SaxesParser {
  const parser = new SaxesParser();
  parser.on('doctype', () => {
    throw hostile();
  });
  parser.on('error', () => {
    throw truncated();
  });
  return parser;
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1);

async function sharedTexts(archive: Archive): Promise<string[]> {
  const entry = archive.parts.get('xl/sharedStrings.xml');
  const texts: string[] = [];
  if (entry === undefined) return texts;
  let current: string[] | undefined;
  let isText = false;
  let characters = 0;
  const parser = xmlParser();
  parser.on('opentag', ({ name }) => {
    const tag = localName(name);
    if (tag === 'si') current = [];
    // Phonetic hints (rPh) repeat the text in another script.
    isText = tag === 't';
  });
  parser.on('text', (text) => {
    if (!isText || current === undefined) return;
    characters += text.length;
    if (characters > limits.sharedCharactersMax) throw hostile();
    current.push(text);
  });
  parser.on('closetag', ({ name }) => {
    const tag = localName(name);
    if (tag === 't') isText = false;
    if (tag !== 'si') return;
    texts.push((current ?? []).join(''));
    current = undefined;
  });
  for await (const text of textOf(archive, entry)) feed(parser, text);
  return texts;
}

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

class SheetReader {
  readonly rows: CellRow[] = [];
  private readonly parser = xmlParser();
  private cells: string[] = [];
  private type = 'n';
  private column = -1;
  private value = '';
  private isValue = false;
  private number = 0;

  constructor(private readonly shared: readonly string[]) {
    this.parser.on('opentag', ({ name, attributes }) => {
      this.openTag(localName(name), attributes as Readonly<Record<string, string>>);
    });
    this.parser.on('text', (text) => {
      if (this.isValue) this.value += text;
      if (this.value.length > limits.cellCharactersMax) {
        throw new FileRefused(
          refuse('statement-cell-too-long', { row: this.number, max: limits.cellCharactersMax }),
        );
      }
    });
    this.parser.on('closetag', ({ name }) => this.closeTag(localName(name)));
  }

  write(text: string): void {
    feed(this.parser, text);
  }

  end(): void {
    try {
      this.parser.close();
    } catch {
      throw truncated();
    }
  }

  private openTag(tag: string, attributes: Readonly<Record<string, string>>): void {
    if (tag === 'row') {
      this.cells = [];
      this.column = -1;
      this.number = Number(attributes.r ?? this.number + 1);
    } else if (tag === 'c') {
      this.type = attributes.t ?? 'n';
      this.column = attributes.r === undefined ? this.column + 1 : columnOf(attributes.r);
      if (this.column >= limits.columnsMax || this.column < 0) throw hostile();
      this.value = '';
    } else if (tag === 'v' || tag === 't') this.isValue = true;
  }

  private closeTag(tag: string): void {
    if (tag === 'v' || tag === 't') this.isValue = false;
    else if (tag === 'c') {
      while (this.cells.length < this.column) this.cells.push('');
      this.cells[this.column] = this.cell();
    } else if (tag === 'row') this.rows.push({ number: this.number, cells: this.cells });
  }

  private cell(): string {
    if (this.type === 's') return this.shared[Number(this.value)] ?? '';
    return this.type === 'n' && this.value !== '' ? plainNumber(this.value) : this.value;
  }
}

function firstSheet({ parts }: Archive): Entry | undefined {
  const sheets = [...parts.keys()].flatMap((name) => {
    const number = /^xl\/worksheets\/sheet(\d+)\.xml$/.exec(name)?.[1];
    return number === undefined ? [] : [{ name, number: Number(number) }];
  });
  sheets.sort((one, other) => one.number - other.number);
  const first = sheets[0];
  return first === undefined ? undefined : parts.get(first.name);
}

/** Rows of the first sheet of an XLSX workbook, streamed; only its shared texts are held in memory. */
export async function* rowsOfWorkbook(path: string): AsyncGenerator<CellRow[]> {
  const archive = await openArchive(path);
  try {
    const sheet = firstSheet(archive);
    if (sheet === undefined) throw new FileRefused(refuse('statement-format-unsupported'));
    const reader = new SheetReader(await sharedTexts(archive));
    for await (const text of textOf(archive, sheet)) {
      reader.write(text);
      if (reader.rows.length > 0) yield reader.rows.splice(0);
    }
    reader.end();
  } finally {
    archive.zip.close();
  }
}
