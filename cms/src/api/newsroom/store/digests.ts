import type { Trx } from './rows';

export interface FileDigest {
  readonly sha256: string;
  readonly bytes: number;
}

export async function readDigest(trx: Trx, file: string): Promise<FileDigest | null> {
  const row = await trx('newsroom_own_digests').where({ file }).first('sha256', 'bytes');
  return row === undefined ? null : { sha256: String(row.sha256), bytes: Number(row.bytes) };
}

export const saveDigest = (trx: Trx, file: string, { sha256, bytes }: FileDigest) =>
  trx('newsroom_own_digests').insert({ file, sha256, bytes }).onConflict('file').merge();
