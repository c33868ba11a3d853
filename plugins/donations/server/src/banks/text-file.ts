import { refuse } from '@chung-tay/domain';
import { parse } from 'csv-parse';
import { decodeStream } from 'iconv-lite';
import { createReadStream } from 'node:fs';
import { FileRefused, limits, type CellRow } from './types';

/** The encoding of a text file by its mark, else by whether its beginning is valid UTF-8. */
export function encodingOf(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return 'utf-8';
  } catch {
    return 'windows-1258';
  }
}

/** The separator that occurs most in the first lines, outside of quotes. */
export function separatorOf(text: string): string {
  const bare = text.replace(/"(?:[^"]|"")*"/g, '');
  const counts = [',', ';', '\t'].map((sign) => ({ sign, count: bare.split(sign).length }));
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).sign;
}

/** How many cells the widest row of a beginning has. */
function widthOf(text: string, separator: string): number {
  const lines = text.replace(/"(?:[^"]|"")*"/g, '').split('\n');
  return lines.reduce((width, line) => Math.max(width, line.split(separator).length), 1);
}

/** Rows of a CSV file, streamed. */
export async function* rowsOfText(path: string, head: Buffer): AsyncGenerator<CellRow[]> {
  const encoding = encodingOf(head);
  const beginning = new TextDecoder(encoding).decode(head);
  const source = createReadStream(path);
  const decoder = decodeStream(encoding);
  const separator = separatorOf(beginning);
  const parser = parse({
    bom: true,
    delimiter: separator,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: limits.cellCharactersMax * 4,
  });
  source.once('error', (error) => parser.destroy(error));
  decoder.once('error', (error) => parser.destroy(error));
  // The parser takes the first row's length for the right one and builds an error, with its stack, for each
  // row that differs, even when it is told not to mind. So it is given a first row as wide as the table.
  parser.write(`${separator.repeat(Math.max(widthOf(beginning, separator) - 1, 1))}\n`);
  source.pipe(decoder).pipe(parser);
  let number = -1;
  let batch: CellRow[] = [];
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      number += 1;
      if (number === 0) continue;
      batch.push({ number, cells });
      if (batch.length < 500) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    if (error instanceof FileRefused || !(error instanceof Error)) throw error;
    // The parser gives its errors a code; others are ours or the disk's.
    if (!('code' in error) || !String(error.code).startsWith('CSV_')) throw error;
    throw new FileRefused(refuse('statement-row-malformed', { row: number + 1, column: '' }));
  } finally {
    source.destroy();
  }
  if (batch.length > 0) yield batch;
}
