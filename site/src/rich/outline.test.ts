import type { RichNode } from '@chung-tay/domain';
import { describe, expect, it } from 'vitest';
import { headingTags, listEntries, marksOf, sectionsOf } from './outline.ts';

const text = (words: string): RichNode => ({ type: 'text', text: words });
const heading = (level: number, words = 'Mục'): RichNode => ({
  type: 'heading',
  level,
  children: [text(words)],
});

describe('the levels of headings', () => {
  const cases = [
    [
      [2, 3, 3, 2],
      ['h2', 'h3', 'h3', 'h2'],
    ],
    [
      [1, 1],
      ['h2', 'h2'],
    ],
    [
      [4, 6, 4],
      ['h2', 'h3', 'h2'],
    ],
    [
      [3, 2, 3],
      ['h2', 'h2', 'h3'],
    ],
    [
      [1, 2, 3, 4, 5, 6],
      ['h2', 'h3', 'h4', 'h5', 'h6', 'h6'],
    ],
  ] as const;
  it.each(cases)('%j are shown as %j', (levels, expected) => {
    const blocks = levels.map((level) => heading(level));
    const tags = headingTags(blocks);
    expect(blocks.map((block) => tags.get(block))).toEqual(expected);
  });

  it('begin below the heading that they stand under', () => {
    const block = heading(1);
    expect(headingTags([block], 3).get(block)).toBe('h3');
  });
});

it('sections of the same name are pointed to once', () => {
  const blocks = [heading(2, 'Đồng bào'), heading(3, 'Trong'), heading(2, 'Đồng bào'), heading(2)];
  expect([...sectionsOf(blocks).values()]).toEqual([
    { id: 'muc-dong-bao', title: 'Đồng bào' },
    { id: 'muc-muc', title: 'Mục' },
  ]);
});

it('an inner list belongs to the entry before it', () => {
  const item: RichNode = { type: 'list-item', children: [text('một')] };
  const inner: RichNode = { type: 'list', format: 'ordered', children: [item] };
  expect(listEntries([item, inner, item])).toEqual([
    { children: [text('một')], lists: [inner] },
    { children: [text('một')], lists: [] },
  ]);
  expect(listEntries([inner])).toEqual([{ children: [], lists: [inner] }]);
});

it('marks stand in one order, whatever order they were made in', () => {
  expect(marksOf({ type: 'text', text: 'x', code: true, bold: true })).toEqual(['strong', 'code']);
  expect(marksOf({ type: 'link' })).toEqual([]);
});
