import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { accept, refuse, type Decision } from '@chung-tay/domain';
import type { StatementSource } from '../types';

export interface KeptFile {
  readonly path: string;
  readonly sha256: string;
}

/**
 * Keeps an uploaded file as it came, named by its digest: the proof of every row that was booked from it.
 * A file that exceeds `bytesMax` is refused and leaves nothing behind.
 */
export async function keepFile(
  dataDir: string,
  source: StatementSource,
  bytesMax: number,
  room: 'statements' | 'wallets' = 'statements',
): Promise<Decision<KeptFile, 'body-too-large' | 'statement-empty'>> {
  const folder = path.join(dataDir, room);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = path.join(folder, `.${randomUUID()}`);
  const hash = createHash('sha256');
  const chunks: AsyncIterable<Buffer> =
    'path' in source ? createReadStream(source.path) : source.stream;
  const file = await open(temporary, 'wx', 0o600);
  let bytes = 0;
  try {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > bytesMax) {
        await rm(temporary);
        return refuse('body-too-large', { maxBytes: bytesMax });
      }
      hash.update(chunk);
      await file.write(chunk);
    }
    await file.sync();
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  if (bytes === 0) {
    await rm(temporary);
    return refuse('statement-empty');
  }
  const sha256 = hash.digest('hex');
  const kept = path.join(folder, sha256);
  await rename(temporary, kept);
  return accept({ path: kept, sha256 });
}
