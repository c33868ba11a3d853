import { describe, expect, it } from 'vitest';
import { markFound } from './found-words.ts';

const shown = (text: string, typed: string) =>
  markFound(text, typed)
    .map((piece) => (piece.isFound ? `[${piece.text}]` : piece.text))
    .join('');

describe('the words that answer a question', () => {
  const cases = [
    ['Đồng bào vùng lũ', 'dong bao', '[Đồng] [bào] vùng lũ'],
    ['Đồng bào vùng lũ', 'ĐỒNG', '[Đồng] bào vùng lũ'],
    ['Gạo, nước, áo phao', 'ao ph', 'Gạo, nước, [áo] [phao]'],
    ['Quyết định số 84/QĐ-BCĐ', '84 qd', 'Quyết định số [84]/[QĐ]-BCĐ'],
    ['Không có gì', 'xyz', 'Không có gì'],
    ['<b>đồng</b>', 'dong', '<b>[đồng]</b>'],
    ['', 'dong', ''],
    ['Đồng bào', '', 'Đồng bào'],
  ] as const;
  it.each(cases)('in “%s” for “%s”', (text, typed, expected) => {
    expect(shown(text, typed)).toBe(expected);
  });

  it('are found in texts whose marks stand apart', () => {
    expect(shown('Đồng bào'.normalize('NFD'), 'dong')).toBe('[Đồng] bào');
  });
});
