import { appendFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Head } from './types';

/**
 * Checkpoints are what a bare chain lacks: a cut tail or a whole rewrite does not succeed them. Operators
 * publish the file elsewhere.
 */
const fileIn = (dataDir: string) => path.join(dataDir, 'checkpoints.jsonl');

export async function readCheckpoints(dataDir: string): Promise<Head[]> {
  let text: string;
  try {
    text = await readFile(fileIn(dataDir), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  // The last line of a file whose writer was killed may be cut: it never was a checkpoint.
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Head);
}

export async function writeCheckpoint(dataDir: string, head: Head): Promise<void> {
  const { seq, hash, asOf } = head;
  await appendFile(fileIn(dataDir), `${JSON.stringify({ seq, hash, asOf })}\n`, { flush: true });
}
