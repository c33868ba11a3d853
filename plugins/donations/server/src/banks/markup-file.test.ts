import { describe, expect, it } from 'vitest';
import { escaped, noise, read, table, understood, type Cells } from './test-files';
import { limits } from './types';

const rowOf = (cells: readonly string[]) =>
  `<tr>${cells.map((cell) => `<td>${escaped(cell).replaceAll('\n', '<br/>')}</td>`).join('')}</tr>`;
const html = (cells: Cells, head = '') =>
  `<html><head>${head}</head><body><table>${cells.map(rowOf).join('\r\n')}</table></body></html>`;

describe('an HTML table that is called .xls', () => {
  it.each<[string, string | Uint8Array]>([
    ['as it is', html(table)],
    ['behind a mark and white space', `\ufeff\r\n ${html(table)}`],
    ['behind a document type', `<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN">${html(table)}`],
    ['with styles and scripts', html(table, '<style>td{a:"<td>"}</style><script>a<b</script>')],
    ['with comments of Excel', html(table, '<!--[if gte mso 9]><xml><x>1</x></xml><![endif]-->')],
    ['in capitals', html(table).replaceAll('td>', 'TD>').replaceAll('tr>', 'TR>')],
    ['in UTF-16', Buffer.from(`\ufeff${html(table)}`, 'utf16le')],
    ['in UTF-16 without a mark', Buffer.from(html(table), 'utf16le')],
    ['in numbered letters', html(table).replace(/[^\x00-\x7f]/g, (x) => `&#${x.codePointAt(0)};`)],
    [
      'in hexadecimal',
      html(table).replace(/[^\x00-\x7f]/g, (x) => `&#x${x.charCodeAt(0).toString(16)};`),
    ],
    ['in named letters', html(table).replaceAll('à', '&agrave;').replaceAll('ồ', '&#7891;')],
    ['with attributes', html(table).replaceAll('<td>', '<td class="a>b" style=\'x\' width=5>')],
    ['with blanks of HTML', html(table).replaceAll('<td></td>', '<td>&nbsp;</td>')],
    ['within another table', `<table><tr><td>${html(table)}</td></tr></table>`],
  ])('is read %s', async (_, content) => {
    expect(await read(content)).toEqual(understood);
  });

  it('is read with cells that span columns and rows', async () => {
    const spanned = html(table)
      .replace(/<td>(Số tài khoản[^<]*)<\/td>/, '<td colspan="4">$1</td>')
      .replace(/<td>1<\/td><td>(10\/09\/2024<br\/>[^<]*)<\/td>/, '<td rowspan=2>1</td><td>$1</td>');
    expect(await read(spanned)).toEqual(understood);
  });

  it('keeps the exact number that Excel writes beside a rounded one', async () => {
    expect(await read(html(table).replace('<td>20.000', '<td x:num="20000">2,0E+04'))).toEqual(
      understood,
    );
  });

  it('may be the XML of an old Excel', async () => {
    const rows = table.map(
      (cells) =>
        `<Row>${cells
          .map((cell, index) =>
            cell === ''
              ? ''
              : `<Cell ss:Index="${index + 1}"><Data ss:Type="String">${escaped(cell).replaceAll('\n', '&#10;')}</Data></Cell>`,
          )
          .join('')}</Row>`,
    );
    const xml = `<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook><Worksheet><Table>${rows.join('')}</Table></Worksheet></Workbook>`;
    expect(await read(xml)).toEqual(understood);
  });

  it('that is cut anywhere is refused', async () => {
    const whole = html(table);
    const from = whole.indexOf('20.000');
    for (const end of [from, from + 3, whole.length - 30]) {
      expect(await read(whole.slice(0, end))).toMatchObject({ refusal: 'statement-truncated' });
    }
  });

  it.each<[string, string, string]>([
    [
      'declares entities',
      '<!DOCTYPE a [<!ENTITY b "c">]><table></table>',
      'statement-markup-hostile',
    ],
    ['spans a million columns', '<table><tr><td colspan=1000000>a', 'statement-markup-hostile'],
    ['nests its tables', '<table><tr><td>'.repeat(limits.depthMax + 1), 'statement-markup-hostile'],
    ['has tags without end', `<table>${'<b>'.repeat(30_000)}`, 'statement-markup-hostile'],
    ['has a tag without end', `<table ${noise(20_000)}`, 'statement-markup-hostile'],
    ['hides a long comment', `<table><!--${noise(3_000_000)}`, 'statement-markup-hostile'],
    [
      'has a text without end',
      `<table><tr><td>${noise(20_000)}</table>`,
      'statement-cell-too-long',
    ],
    ['has a wide row', `<table><tr>${'<td>a'.repeat(101)}`, 'statement-markup-hostile'],
    ['shows a picture', '<html><img src="x"></html>', 'statement-header-unknown'],
    ['holds a zero', '<html><table><tr><td>a\0b', 'statement-format-unsupported'],
  ])('that %s is refused', async (_, content, refusal) => {
    expect(await read(content)).toMatchObject({ refusal });
  });
});
