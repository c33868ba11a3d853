import { refuse } from '@chung-tay/domain';
import { parse } from 'csv-parse';
import { decodeStream } from 'iconv-lite';
import { createReadStream } from 'node:fs';
import { Transform } from 'node:stream';
import { FileRefused, limits, type CellRow } from './types';

const batchRows = 500;

/** UTF-16 by its mark, or by the zeros that it has in every other place of plain words. */
export function utf16Of(head: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  let [even, odd] = [0, 0];
  const some = head.subarray(0, 512);
  for (const [index, byte] of some.entries()) if (byte === 0) index % 2 ? odd++ : even++;
  const enough = some.length / 5;
  if (odd > enough && even === 0) return 'utf-16le';
  return even > enough && odd === 0 ? 'utf-16be' : null;
}

/** Whether a whole file is valid UTF-8: a fault may stand behind thousands of plain rows. */
async function isUtf8File(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      decoder.decode(chunk as Buffer, { stream: true });
    }
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** The encoding of a text file: UTF-16, valid UTF-8, else the code page of Vietnamese offices. */
export async function encodingOf(path: string, head: Buffer): Promise<string> {
  return utf16Of(head) ?? ((await isUtf8File(path)) ? 'utf-8' : 'windows-1258');
}

/** The decoded text of a file. A zero in it is no text of a statement. */
export function textStream(path: string, encoding: string): Transform {
  const guard = new Transform({
    decodeStrings: false,
    encoding: 'utf8',
    transform(chunk: Buffer | string, _, done) {
      const text = chunk.toString();
      if (text.includes('\0')) done(new FileRefused(refuse('statement-format-unsupported')));
      else done(null, text);
    },
  });
  const source = createReadStream(path, { highWaterMark: 1 << 14 });
  const decoder = decodeStream(encoding);
  source.once('error', (error) => guard.destroy(error));
  decoder.once('error', (error) => guard.destroy(error));
  guard.once('close', () => source.destroy());
  source.pipe(decoder).pipe(guard);
  return guard;
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

function parserOf(beginning: string) {
  const separator = separatorOf(beginning);
  const parser = parse({
    bom: true,
    delimiter: separator,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: limits.cellCharactersMax * 4,
  });
  // The parser takes the first row's length for the right one and builds an error, with its stack, for each
  // row that differs, even when it is told not to mind. So it is given a first row as wide as the table.
  const width = Math.min(widthOf(beginning, separator), limits.columnsMax);
  parser.write(`${separator.repeat(Math.max(width - 1, 1))}\n`);
  return parser;
}

/** Lets text through as long as its lines end: the parser holds a record, however many cells it has. */
function lineGuard(): Transform {
  const max = limits.lineCharactersMax;
  let length = 0;
  return new Transform({
    decodeStrings: false,
    encoding: 'utf8',
    transform(chunk: Buffer | string, _, done) {
      const text = chunk.toString();
      const first = text.search(/[\r\n]/);
      const last = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
      // Lines that begin and end in one piece are as short as the piece.
      const ended = length + (first < 0 ? text.length : first);
      length = last < 0 ? ended : text.length - last - 1;
      if (ended > max) return done(new FileRefused(refuse('statement-line-too-long', { max })));
      done(null, text);
    },
  });
}

/** Rows of a CSV file, streamed. */
export async function* rowsOfText(path: string, head: Buffer): AsyncGenerator<CellRow[]> {
  const encoding = await encodingOf(path, head);
  const parser = parserOf(new TextDecoder(encoding).decode(head));
  const text = textStream(path, encoding);
  const lines = lineGuard();
  text.once('error', (error) => lines.destroy(error));
  lines.once('error', (error) => parser.destroy(error));
  text.pipe(lines).pipe(parser);
  let number = -1;
  let batch: CellRow[] = [];
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      number += 1;
      if (number === 0) continue;
      batch.push({ number, cells });
      if (batch.length < batchRows) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    if (error instanceof FileRefused || !(error instanceof Error)) throw error;
    // The parser gives its errors a code; others are ours or the disk's.
    if (!('code' in error) || !String(error.code).startsWith('CSV_')) throw error;
    throw new FileRefused(refuse('statement-row-malformed', { row: number + 1, column: '' }));
  } finally {
    text.destroy();
  }
  if (batch.length > 0) yield batch;
}
