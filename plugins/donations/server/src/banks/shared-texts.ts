import { refuse } from '@chung-tay/domain';
import { hostile, type Archive } from './archive';
import { FileRefused, limits } from './types';
import { readWhole, type TagReader } from './xml-part';

/** What writers of workbooks put for characters that XML does not have: `_x000D_`. */
export const unescaped = (text: string) =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text;

const blockBytes = 1 << 20;

/**
 * The shared texts of a workbook as bytes outside of the heap: a million of them as strings would need
 * several times the memory.
 */
export class SharedTexts implements TagReader {
  readonly unit = 'si';
  private readonly blocks: Buffer[] = [];
  /** Where each text begins and how long it is: block, offset, length. */
  private places = new Uint32Array(3 * 1024);
  private count = 0;
  private used = blockBytes;
  private bytes = 0;
  private current = '';
  private isText = false;
  private isHint = false;

  open(tag: string): void {
    if (tag === 'si') this.current = '';
    // Phonetic hints repeat the text in another script.
    if (tag === 'rPh') this.isHint = true;
    this.isText = tag === 't' && !this.isHint;
  }

  text(text: string): void {
    if (!this.isText) return;
    this.current += text;
    if (this.current.length > limits.silentCharactersMax) throw hostile();
  }

  close(tag: string): void {
    if (tag === 't') this.isText = false;
    if (tag === 'rPh') this.isHint = false;
    if (tag === 'si') this.keep(Buffer.from(unescaped(this.current)));
  }

  /** A text by its number; an unknown number is an empty cell. */
  at(number: number): string {
    if (!(number >= 0 && number < this.count)) return '';
    const [block = 0, from = 0, length = 0] = this.places.subarray(3 * number, 3 * number + 3);
    return this.blocks[block]?.toString('utf8', from, from + length) ?? '';
  }

  private keep(text: Buffer): void {
    this.bytes += text.length;
    if (this.bytes > limits.sharedBytesMax || this.count >= limits.sharedTextsMax) throw hostile();
    if (this.used + text.length > blockBytes || this.blocks.length === 0) {
      this.blocks.push(Buffer.allocUnsafeSlow(Math.max(blockBytes, text.length)));
      this.used = 0;
    }
    if (3 * this.count === this.places.length) {
      const wider = new Uint32Array(2 * this.places.length);
      wider.set(this.places);
      this.places = wider;
    }
    this.places.set([this.blocks.length - 1, this.used, text.length], 3 * this.count);
    text.copy(this.blocks.at(-1) ?? text, this.used);
    this.used += text.length;
    this.count += 1;
  }
}

/** Reads the shared texts of a workbook. */
export async function sharedTexts(archive: Archive): Promise<SharedTexts> {
  const entry = archive.parts.get('xl/sharedStrings.xml');
  const shared = new SharedTexts();
  if (entry !== undefined) await readWhole(archive, entry, shared);
  return shared;
}

/** Old workbooks of one maker count days from 1904; read as ours, each day would be four years off. */
export async function checkEpoch(archive: Archive): Promise<void> {
  const entry = archive.parts.get('xl/workbook.xml');
  if (entry === undefined) return;
  await readWhole(archive, entry, {
    unit: 'sheet',
    open(tag, { date1904 }) {
      const isOld = tag === 'workbookPr' && (date1904 === '1' || date1904 === 'true');
      if (isOld) throw new FileRefused(refuse('statement-format-unsupported'));
    },
    close: () => undefined,
    text: () => undefined,
  });
}
