import { canonicalJson, genesisHash, verifyNext, type JsonObject } from './entry.ts';

/** One entry of the chain as it is stored or exported. */
export interface Link {
  readonly seq: number;
  readonly prevHash: string;
  readonly hash: string;
  readonly canonical: string;
}

export interface Verdict {
  readonly ok: boolean;
  readonly entries: number;
  /** Hash of the last entry. */
  readonly head: string;
  readonly faults: readonly { readonly seq: number; readonly fault: string }[];
}

export type OnProgress = (done: number, total: number) => void;

/** After so many faults the rest of a chain teaches nothing more. */
const faultsMax = 100;

/**
 * Checks links in their order. After a fault it goes on from what is written, so that every fault is found
 * where it stands. `sha256` answers lower-case hex of UTF-8 text.
 */
export async function verifyLinks(
  links: AsyncIterable<Link | { readonly fault: string }>,
  sha256: (text: string) => string,
  onProgress: OnProgress = () => undefined,
  expected = 0,
): Promise<Verdict> {
  let previous = { seq: 0, hash: genesisHash };
  let entries = 0;
  const faults: { seq: number; fault: string }[] = [];
  for await (const link of links) {
    entries += 1;
    if ('fault' in link) {
      faults.push({ seq: previous.seq + 1, fault: link.fault });
    } else {
      const fault = verifyNext(previous, link, sha256);
      if (fault !== null) faults.push({ seq: link.seq, fault });
      previous = link;
    }
    if (entries % 1000 === 0) onProgress(entries, Math.max(expected, entries));
    if (faults.length >= faultsMax) break;
  }
  onProgress(entries, Math.max(expected, entries, 1));
  return { ok: faults.length === 0, entries, head: previous.hash, faults };
}

/** Reads one line of a journal export: JSON with `seq`, `prevHash`, `hash` and `entry`. */
export function linkFromLine(line: string): Link | { readonly fault: 'line-malformed' } {
  try {
    const wire = JSON.parse(line) as Omit<Link, 'canonical'> & { readonly entry: JsonObject };
    const { seq, prevHash, hash, entry } = wire;
    const isLink =
      Number.isSafeInteger(seq) && typeof prevHash === 'string' && typeof hash === 'string';
    return isLink
      ? { seq, prevHash, hash, canonical: canonicalJson(entry) }
      : { fault: 'line-malformed' };
  } catch {
    return { fault: 'line-malformed' };
  }
}

/** Verifies an export line by line, without any database. */
export function verifyLines(
  lines: AsyncIterable<string>,
  sha256: (text: string) => string,
  onProgress?: OnProgress,
): Promise<Verdict> {
  async function* links() {
    for await (const line of lines) if (line !== '') yield linkFromLine(line);
  }
  return verifyLinks(links(), sha256, onProgress);
}
