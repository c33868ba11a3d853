import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { csvCell, csvLine } from './index.ts';

test.each([
  ['Ủng hộ', 'Ủng hộ'],
  ['a,b', '"a,b"'],
  ['a "b"', '"a ""b"""'],
  ['a, "b"', '"a, ""b"""'],
  ['a\nb', '"a\nb"'],
  ['=1+1', "'=1+1"],
  ['=HYPERLINK("http://vi.du","x,y")', '"\'=HYPERLINK(""http://vi.du"",""x,y"")"'],
  ['+84 912', "'+84 912"],
  ['-2+3', "'-2+3"],
  ['@SUM(A1)', "'@SUM(A1)"],
  [' =1', "' =1"],
  ['\t=1', '"\'\t=1"'],
  ['＝1', "'＝1"],
  ['-500000', '-500000'],
  [-500000, '-500000'],
  ['0012', '0012'],
  [null, ''],
])('%j is written %j', (value, written) => {
  expect(csvCell(value)).toBe(written);
});

it('writes no cell that a spreadsheet runs', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'=+-@\t\r\n", ;a1.＝') }), (text) => {
      const cell = csvCell(text).replace(/^"/, '');
      expect(cell).not.toMatch(/^[=+@\t\r\n]/);
      if (cell.startsWith('-')) expect(cell).toMatch(/^-\d+(\.\d+)?$/);
    }),
  );
});

it('keeps the cells of a line apart', () => {
  expect(csvLine(['a,b', 2, null, 'c'])).toBe('"a,b",2,,c\r\n');
});
