import type { Entry } from 'yauzl';
import { SaxesParser } from 'saxes';
import { hostile, textOf, truncated, type Archive } from './archive';
import { FileRefused, limits } from './types';

/** Who is told about the tags of a part. */
export interface TagReader {
  open(tag: string, attributes: Readonly<Record<string, string>>): void;
  close(tag: string): void;
  text(text: string): void;
  /** The tag whose end shows that the part gets on. */
  readonly unit: string;
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1);

/**
 * Reads the XML of a part, piece by piece. The parser collects a text, a comment or a tag until it ends, so
 * one that does not end is refused before it fills the memory; so is a document type, home of entities.
 */
export class PartReader {
  private readonly parser = new SaxesParser();
  private silentCharacters = 0;
  private silentTags = 0;
  private depth = 0;

  constructor(reader: TagReader) {
    this.parser.on('opentag', ({ name, attributes }) => {
      this.silentCharacters = 0;
      this.depth += 1;
      this.silentTags += 1;
      if (this.depth > limits.depthMax || this.silentTags > limits.silentTagsMax) throw hostile();
      reader.open(localName(name), attributes as Readonly<Record<string, string>>);
    });
    this.parser.on('closetag', ({ name }) => {
      this.silentCharacters = 0;
      this.depth -= 1;
      const closed = localName(name);
      if (closed === reader.unit) this.silentTags = 0;
      reader.close(closed);
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

/** Reads all of a part. */
export async function readWhole(archive: Archive, entry: Entry, reader: TagReader): Promise<void> {
  const pieces = new PartReader(reader).read(textOf(archive, entry), () => undefined);
  for await (const _ of pieces);
}
