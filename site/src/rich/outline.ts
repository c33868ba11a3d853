import { isTextNode, plainTextOf, searchKey, type RichNode } from '@chung-tay/domain';

export type HeadingTag = 'h2' | 'h3' | 'h4' | 'h5' | 'h6';
const tags: readonly HeadingTag[] = ['h2', 'h3', 'h4', 'h5', 'h6'];

const isHeading = (level: number): level is 2 | 3 | 4 | 5 | 6 => level >= 2 && level <= 6;
const tagOf = (level: number): HeadingTag => (isHeading(level) ? (tags[level - 2] ?? 'h6') : 'h6');

/**
 * The element of each heading among blocks. Editors choose levels by their looks; the page keeps their order
 * without a gap, beginning below its own title (`top`, usually 2).
 */
export function headingTags(
  blocks: readonly RichNode[],
  top = 2,
): ReadonlyMap<RichNode, HeadingTag> {
  const found = new Map<RichNode, HeadingTag>();
  const open: number[] = [];
  for (const block of blocks) {
    if (isTextNode(block) || block.type !== 'heading') continue;
    const level = block.level ?? 2;
    while ((open.at(-1) ?? 0) >= level) open.pop();
    found.set(block, tagOf(top + open.length));
    open.push(level);
  }
  return found;
}

export interface Section {
  readonly id: string;
  readonly title: string;
}

/** The chief headings among blocks, each with the id by which it can be pointed to. */
export function sectionsOf(blocks: readonly RichNode[]): ReadonlyMap<RichNode, Section> {
  const sections = new Map<RichNode, Section>();
  const taken = new Set<string>();
  for (const [block, tag] of headingTags(blocks)) {
    const title = plainTextOf([block]);
    const id = `muc-${searchKey(title).replaceAll(' ', '-').slice(0, 60)}`;
    if (tag !== 'h2' || title === '' || taken.has(id)) continue;
    taken.add(id);
    sections.set(block, { id, title });
  }
  return sections;
}

export interface ListEntry {
  readonly children: readonly RichNode[];
  /** Lists that stand inside this entry. */
  readonly lists: readonly RichNode[];
}

/** The entries of a list. The editor stores an inner list beside the entry that it belongs to. */
export function listEntries(children: readonly RichNode[]): readonly ListEntry[] {
  const entries: { children: readonly RichNode[]; lists: RichNode[] }[] = [];
  for (const child of children) {
    if (!isTextNode(child) && child.type === 'list') {
      const last = entries.at(-1);
      if (last === undefined) entries.push({ children: [], lists: [child] });
      else last.lists.push(child);
    } else {
      entries.push({ children: isTextNode(child) ? [child] : (child.children ?? []), lists: [] });
    }
  }
  return entries;
}

const marks = [
  ['bold', 'strong'],
  ['italic', 'em'],
  ['underline', 'u'],
  ['strikethrough', 's'],
  ['code', 'code'],
] as const;
export type Mark = (typeof marks)[number][1];

/** The elements around a piece of text, the outermost first. */
export const marksOf = (node: RichNode): readonly Mark[] =>
  isTextNode(node) ? marks.filter(([name]) => node[name] === true).map(([, tag]) => tag) : [];

export const isExternal = (address: string): boolean => /^https:/i.test(address);
