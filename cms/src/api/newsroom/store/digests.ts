import type { Trx } from './rows';

const table = 'newsroom_own_digests';

export interface FileDigest {
  readonly sha256: string;
  readonly bytes: number;
}

export async function readDigest(trx: Trx, file: string): Promise<FileDigest | null> {
  const row = await trx(table).where({ file }).first('digest', 'bytes');
  return row === undefined ? null : { sha256: String(row.digest), bytes: Number(row.bytes) };
}

export const saveDigest = (trx: Trx, file: string, { sha256, bytes }: FileDigest) =>
  trx(table).insert({ file, digest: sha256, bytes }).onConflict('file').merge();
