import { describe, expect, it } from 'vitest';
import {
  escaped,
  header,
  inline,
  noise,
  noisyItems,
  read,
  table,
  understood,
  workbook,
  xlsx,
} from './test-files';

describe('a workbook', () => {
  it('is read with inline texts', async () => {
    expect(await read(workbook(inline(table)))).toEqual(understood);
  });

  it('is read with shared and formatted texts, numbers, serial days and gaps', async () => {
    const texts = [...header, 'Nguyễn Thị Hoà ủng hộ', 'Số tài khoản', '0011001932418'];
    const shared = texts.map((text, index) =>
      index === 7
        ? '<si><r><t>Nguyễn Thị </t></r><r><t xml:space="preserve">Hoà ủng hộ</t></r><rPh><t>x</t></rPh></si>'
        : `<si><t>${escaped(text).replaceAll('\n', '_x000D_\n')}</t></si>`,
    );
    const rows = [
      '<row r="1"><c r="A1" t="s"><v>8</v></c><c r="C1" t="s"><v>9</v></c></row>',
      '<row r="2"><c r="A2" t="inlineStr"><is><t>Số dư đầu kỳ</t></is></c><c r="F2"><v>1E6</v></c></row>',
      `<row r="4">${header.map((_, index) => `<c t="s"><v>${index}</v></c>`).join('')}</row>`,
      '<row r="5"><c r="B5" s="3"><v>45545</v></c><c r="E5"><v>20000.0</v></c><c r="G5" t="s"><v>7</v></c></row>',
      '<row r="6"><c r="A6" t="inlineStr"><is><t>Số dư cuối kỳ</t></is></c><c r="F6"><v>1020000</v></c></row>',
    ].join('');
    const outcome = await read(
      workbook(rows, { 'sharedStrings.xml': `<sst>${shared.join('')}</sst>` }),
    );
    expect(outcome).toEqual({
      ...understood,
      rows: [{ ...understood.rows[0], valueOn: null, reference: '' }],
    });
  });

  it('with days counted from 1904 is refused, since each would be four years off', async () => {
    const book = '<workbook><workbookPr date1904="1"/></workbook>';
    expect(await read(workbook(inline(table), { 'workbook.xml': book }))).toMatchObject({
      refusal: 'statement-format-unsupported',
    });
  });

  it('that is cut anywhere is refused', async () => {
    const whole = workbook(inline(table));
    for (const share of [0.1, 0.5, 0.9, 0.99]) {
      expect(await read(whole.subarray(0, Math.floor(whole.length * share)))).toMatchObject({
        refusal: 'statement-truncated',
      });
    }
  });

  it('with a damaged byte is refused', async () => {
    const damaged = workbook(inline(table));
    damaged.fill(0x55, 90, 120);
    expect(await read(damaged)).toMatchObject({ refusal: 'statement-truncated' });
  });

  const bomb = '<row/>'.repeat(4_000_000);
  it.each<[string, () => Uint8Array]>([
    ['unpacks to hundreds of times its size', () => workbook(inline(table) + bomb)],
    [
      'declares a document type',
      () => xlsx({ 'worksheets/sheet1.xml': `<!DOCTYPE a [<!ENTITY b "c">]>${inline(table)}` }),
    ],
    [
      'has a thousand parts',
      () => xlsx(Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`p${index}`, '']))),
    ],
    ['has a cell in column ZZ', () => workbook('<row><c r="ZZ1"><v>1</v></c></row>')],
    ['hides a long comment', () => workbook(`<!--${noise(3_000_000)}-->${inline(table)}`)],
    [
      'has a text without an end',
      () => workbook(`<row><c t="inlineStr"><is><t>${noise(3_000_000)}</t></is></c></row>`),
    ],
    [
      'shares nothing very often',
      () => workbook(inline(table), { 'sharedStrings.xml': `<sst>${noisyItems(5_000_000)}</sst>` }),
    ],
  ])(
    'that %s is refused',
    async (_, content) => {
      expect(await read(content())).toMatchObject({ refusal: 'statement-archive-hostile' });
    },
    60_000,
  );
});
