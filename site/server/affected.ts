import {
  addressesOf,
  articleLists,
  directiveLists,
  documentAddresses,
  documentsByAddress,
  introductions,
  newsFeeds,
  questionPages,
} from './addresses.ts';
import { entryBefore, type Change, type Content, type Entry } from './content.ts';

export interface Affected {
  /** Addresses whose file has to be made anew. */
  readonly render: ReadonlySet<string>;
  /** Addresses that must not answer any more. */
  readonly remove: ReadonlySet<string>;
  /** What every page shows has changed. */
  readonly everything: boolean;
}

/** Entries by the document that they are a version of, and by the documents that they name. */
function relationsOf(content: Content) {
  const versions = Map.groupBy(content.values(), ({ documentKey }) => documentKey);
  const naming = new Map<string, Entry[]>();
  for (const entry of content.values()) {
    for (const key of entry.links) {
      const known = naming.get(key);
      if (known === undefined) naming.set(key, [entry]);
      else known.push(entry);
    }
  }
  return {
    versionsOf: (key: string) => versions.get(key) ?? [],
    naming: (key: string) => naming.get(key) ?? [],
  };
}

/** Pages that list or sum up what a kind publishes. */
function listsOf(change: Change, before: Entry | undefined): readonly string[] {
  switch (change.kind) {
    case 'article': {
      const categories = new Set([change.category, before?.category ?? change.category]);
      return [...articleLists([...categories].filter((each) => each !== '')), ...newsFeeds];
    }
    case 'directive':
      return directiveLists;
    case 'faq':
      return questionPages;
    case 'partner':
      return introductions;
    default:
      // Announcements, receiving points and the home page are on pages that are rendered once a second.
      return [];
  }
}

/**
 * Which addresses some changes touch: the documents themselves, where they stood before, their
 * translations, what names them and what they name, and the lists in both languages.
 */
export function affectedAddresses(
  changes: readonly Change[],
  before: Content,
  after: Content,
): Affected {
  const live = documentsByAddress(after);
  const relations = relationsOf(after);
  const render = new Set<string>();
  const remove = new Set<string>();
  const touch = (addresses: Iterable<string>) => {
    for (const address of addresses) render.add(address);
  };
  for (const change of changes) {
    const previous = entryBefore(before, change);
    const { kind, locale, documentKey } = change;
    touch(listsOf(change, previous));
    const former = [...change.former, previous?.slug ?? '', change.slug].flatMap((slug) =>
      documentAddresses(kind, locale, slug),
    );
    // A former address may belong to another document by now.
    for (const address of former) (live.has(address) ? render : remove).add(address);
    for (const entry of relations.versionsOf(documentKey)) touch(addressesOf(entry));
    for (const entry of relations.naming(documentKey)) touch(addressesOf(entry));
    if (kind === 'directive') {
      // "Replaced by" stands on the page of the one that is replaced.
      for (const key of [...change.links, ...(previous?.links ?? [])]) {
        for (const entry of relations.versionsOf(key)) touch(addressesOf(entry));
      }
    }
  }
  // The foot of every page names the body and leads to the editors' pages by their titles.
  const everything = changes.some(({ kind }) => kind === 'setting' || kind === 'page');
  return { render, remove, everything };
}
