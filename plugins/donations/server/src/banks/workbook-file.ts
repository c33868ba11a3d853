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
  try {
    await new Promise<void>((resolve, reject) => {
      zip.on('entry', (entry: Entry) => {
        try {
          if (parts.size >= limits.partsMax) throw hostile();
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
  } catch (error) {
    zip.close();
    throw error;
  }
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

interface TagReader {
  open(tag: string, attributes: Readonly<Record<string, string>>): void;
  close(tag: string): void;
  text(text: string): void;
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1);

/**
 * Reads the XML of a part, piece by piece. The parser collects a text, a comment or a tag until it ends, so
 * one that does not end is refused before it fills the memory; so is a document type, home of entities.
 */
class PartReader {
  private readonly parser = new SaxesParser();
  private silentCharacters = 0;

  constructor(reader: TagReader) {
    this.parser.on('opentag', ({ name, attributes }) => {
      this.silentCharacters = 0;
      reader.open(localName(name), attributes as Readonly<Record<string, string>>);
    });
    this.parser.on('closetag', ({ name }) => {
      this.silentCharacters = 0;
      reader.close(localName(name));
    });
    this.parser.on('text', (text) => reader.text(text));
    this.parser.on('cdata', (text) => reader.text(text));
    this.parser.on('doctype', () => {
      throw hostile();
    });
    this.parser.on('error', () => {
      throw truncated();
    });
  }

  /** Reads all of a part; after each piece, `onPiece` may give away what was found so far. */
  async *read<T>(pieces: AsyncIterable<string>, onPiece: () => T): AsyncGenerator<T> {
    for await (const piece of pieces) {
      this.silentCharacters += piece.length;
      if (this.silentCharacters > limits.silentCharactersMax) throw hostile();
      this.advance(() => this.parser.write(piece));
      yield onPiece();
    }
    this.advance(() => this.parser.close());
    yield onPiece();
  }

  private advance(step: () => void): void {
    try {
      step();
    } catch (error) {
      throw error instanceof FileRefused ? error : truncated();
    }
  }
}

async function readWhole(archive: Archive, entry: Entry, reader: TagReader): Promise<void> {
  const pieces = new PartReader(reader).read(textOf(archive, entry), () => undefined);
  for await (const _ of pieces);
}

/** What writers of workbooks put for characters that XML does not have: `_x000D_`. */
const unescaped = (text: string) =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text;

// What an entry of a list costs in memory beside its characters.
const charactersOfEntry = 32;

class SharedTexts implements TagReader {
  readonly texts: string[] = [];
  private current = '';
  private isText = false;
  private isHint = false;
  private characters = 0;

  open(tag: string): void {
    if (tag === 'si') this.current = '';
    // Phonetic hints repeat the text in another script.
    if (tag === 'rPh') this.isHint = true;
    this.isText = tag === 't' && !this.isHint;
  }

  text(text: string): void {
    if (!this.isText) return;
    this.count(text.length);
    this.current += text;
  }

  close(tag: string): void {
    if (tag === 't') this.isText = false;
    if (tag === 'rPh') this.isHint = false;
    if (tag !== 'si') return;
    this.count(charactersOfEntry);
    this.texts.push(unescaped(this.current));
  }

  private count(characters: number): void {
    this.characters += characters;
    if (this.characters > limits.sharedCharactersMax) throw hostile();
  }
}

async function sharedTexts(archive: Archive): Promise<readonly string[]> {
  const entry = archive.parts.get('xl/sharedStrings.xml');
  const shared = new SharedTexts();
  if (entry !== undefined) await readWhole(archive, entry, shared);
  return shared.texts;
}

/** Old workbooks of one maker count days from 1904; read as ours, each day would be four years off. */
async function checkEpoch(archive: Archive): Promise<void> {
  const entry = archive.parts.get('xl/workbook.xml');
  if (entry === undefined) return;
  await readWhole(archive, entry, {
    open(tag, { date1904 }) {
      const isOld = tag === 'workbookPr' && (date1904 === '1' || date1904 === 'true');
      if (isOld) throw new FileRefused(refuse('statement-format-unsupported'));
    },
    close: () => undefined,
    text: () => undefined,
  });
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

class SheetRows implements TagReader {
  private rows: CellRow[] = [];
  private cells: string[] = [];
  private type = 'n';
  private column = -1;
  private value = '';
  private isValue = false;
  private isHint = false;
  private number = 0;

  constructor(private readonly shared: readonly string[]) {}

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
    if (this.type === 's') return this.shared[Number(this.value)] ?? '';
    if (this.type === 'n' && this.value !== '') return plainNumber(this.value);
    return unescaped(this.value);
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
    await checkEpoch(archive);
    const sheetRows = new SheetRows(await sharedTexts(archive));
    const batches = new PartReader(sheetRows).read(textOf(archive, sheet), () => sheetRows.take());
    for await (const batch of batches) if (batch.length > 0) yield batch;
  } finally {
    archive.zip.close();
  }
}
