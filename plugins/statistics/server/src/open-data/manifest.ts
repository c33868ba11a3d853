import { canonicalJson, type JsonObject } from '@chung-tay/domain';
import type { FileFact } from './file';

/** What a day published: every file with its hash, chained to the day before by the hash of its manifest. */
export interface Manifest {
  readonly version: 1;
  readonly day: string;
  readonly fromSeq: number;
  readonly seq: number;
  readonly head: string;
  readonly asOf: string;
  readonly previous: { readonly day: string; readonly sha256: string } | null;
  readonly ledger: { readonly rows: number; readonly amountVnd: string };
  readonly files: readonly FileFact[];
}

export const manifestName = (day: string) => `manifest-${day}.json`;
export const manifestText = (manifest: Manifest) =>
  `${canonicalJson(manifest as unknown as JsonObject)}\n`;
export const manifestFrom = (text: string) => JSON.parse(text) as Manifest;
