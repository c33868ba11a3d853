import { refuse } from '@chung-tay/domain';
import { open, type Entry, type ZipFile } from 'yauzl';
import { FileRefused, limits } from './types';

export const hostile = () => new FileRefused(refuse('statement-archive-hostile'));
export const truncated = () => new FileRefused(refuse('statement-truncated'));

export interface Archive {
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

/** Programs and foreign objects have no place in a statement. */
const programs = /(?:^|\/)(?:vbaproject\.bin|macrosheets\/|activex\/|embeddings\/)/i;

function checkEntry({ fileName, uncompressedSize, compressedSize, ...entry }: Entry): void {
  const ratio = uncompressedSize / Math.max(compressedSize, 1);
  const isBomb = uncompressedSize > 10_000_000 && ratio > limits.ratioMax;
  const isLocked = (entry.generalPurposeBitFlag & 1) === 1;
  if (uncompressedSize > limits.partBytesMax || isBomb || isLocked) throw hostile();
  if (programs.test(fileName)) throw new FileRefused(refuse('statement-has-macros'));
}

/** Opens a ZIP archive by its directory alone. Bombs, locked parts and programs are refused. */
export async function openArchive(path: string): Promise<Archive> {
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
export async function* textOf({ zip }: Archive, entry: Entry): AsyncGenerator<string> {
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
