import { appendFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Head } from './types';

/**
 * Checkpoints are what a bare chain lacks: a cut tail or a whole rewrite does not succeed them. Operators
 * publish the file elsewhere.
 */
const fileIn = (dataDir: string) => path.join(dataDir, 'checkpoints.jsonl');

async function readText(dataDir: string): Promise<string> {
  try {
    return await readFile(fileIn(dataDir), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

// A line whose writer was killed, or found the disk full, is cut: it never was a checkpoint.
function headsFromLine(line: string): Head[] {
  try {
    return [JSON.parse(line) as Head];
  } catch {
    return [];
  }
}

export async function readCheckpoints(dataDir: string): Promise<Head[]> {
  return (await readText(dataDir)).split('\n').flatMap(headsFromLine);
}

export async function writeCheckpoint(dataDir: string, head: Head): Promise<void> {
  const { seq, hash, asOf } = head;
  const text = await readText(dataDir);
  // A line that was cut must not swallow the next one.
  const start = text === '' || text.endsWith('\n') ? '' : '\n';
  const line = `${start}${JSON.stringify({ seq, hash, asOf })}\n`;
  await appendFile(fileIn(dataDir), line, { flush: true });
}
