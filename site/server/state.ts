import { contentOf, parseEntry, type Content, type Entry } from './content.ts';
import { readWhole, writeWhole } from './page-files.ts';
import { stateOf } from './place.ts';
import { isRecord } from './record.ts';

/** What the pages of a release show: everything live up to a revision, and what is still to be rendered. */
export interface State {
  readonly revision: number;
  readonly content: Content;
  /** Addresses that could not be rendered yet. */
  readonly owed: readonly string[];
}

/** The state of a release as it was saved; null when there is none that can be trusted. */
export async function readState(release: string): Promise<State | null> {
  const text = readWhole(stateOf(release));
  if (text === null) return null;
  try {
    const saved: unknown = JSON.parse(text.toString());
    if (!isRecord(saved) || typeof saved.revision !== 'number') return null;
    if (!Array.isArray(saved.entries) || !Array.isArray(saved.owed)) return null;
    const entries: Entry[] = [];
    for (const each of saved.entries) {
      const entry = parseEntry(each);
      if (entry === null) return null;
      entries.push(entry);
    }
    return { revision: saved.revision, content: contentOf(entries), owed: saved.owed.map(String) };
  } catch {
    return null;
  }
}

export const writeState = (release: string, { revision, content, owed }: State) =>
  writeWhole(stateOf(release), JSON.stringify({ revision, owed, entries: [...content.values()] }));
