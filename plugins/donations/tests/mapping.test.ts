import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import {
  adminPost,
  countOf,
  engines,
  freshPlace,
  jsonOf,
  startCms,
  uploadStatement,
  type Cms,
  type Place,
} from '../../../tests/harness/index.ts';

const account = '0000000000';
const header = ['Thời điểm', 'Chứng từ', 'Tiền vào', 'Tiền ra', 'Còn lại', 'Lời nhắn', 'Ai gửi'];
const rows = [
  ['2024/09/10', 'A1', '200 000', '', '1 200 000', 'ung ho dong bao', 'NGUYEN VAN AN'],
  ['2024/09/10', 'A2', '', '11 000', '1 189 000', 'THU PHI SMS', ''],
  ['2024/09/11', 'A3', '50 000', '', '1 239 000', 'gui ba con', 'TRAN THI BICH'],
];
const csv = (cells: readonly (readonly string[])[]) =>
  Buffer.from(cells.map((row) => row.map((cell) => `"${cell}"`).join(';')).join('\r\n'));
const fileOf = (more: readonly (readonly string[])[] = []) =>
  csv([['Ngân hàng Chưa Biết'], ['Số dư đầu kỳ', '1.000.000'], header, ...rows, ...more]);

const mapping = {
  headerRow: 3,
  columns: { date: 0, reference: 1, credit: 2, debit: 3, balance: 4, memo: 5, counterparty: 6 },
  dateForm: 'ymd',
  thousands: ' ',
};

interface Problem {
  readonly code: string;
  readonly facts: { readonly file?: string };
}
interface Template {
  readonly id: number;
  readonly layout: string;
  readonly version: number;
  readonly state: string;
  readonly savedBy: string;
}

describe.each(engines)('a file of an unknown layout on %s', (engine) => {
  let place: Place;
  let cms: Cms;
  let file = '';
  let template: Template;
  beforeAll(async () => {
    place = await freshPlace(engine);
    cms = await startCms(place);
  });
  afterAll(async () => {
    await cms.stop();
    await place.remove();
  });

  const upload = (bytes: Uint8Array) => uploadStatement(cms, account, 'la.csv', bytes);
  const waiting = () => readdir(path.join(place.dataDir, 'unmapped')).catch(() => []);
  const kept = () => readdir(path.join(place.dataDir, 'statements')).catch(() => []);
  const codeOf = async (answer: Response) => (await jsonOf<Problem>(answer)).code;
  const get = <T>(at: string) => cms.adminFetch(at).then(jsonOf<T>);
  const preview = (given: unknown, more = {}) =>
    adminPost(cms, `/donations/statement-files/${file}/preview`, {
      ...{ account, mapping: given },
      ...more,
    });
  const save = (name: string, given: unknown = mapping) =>
    adminPost(cms, '/donations/statement-templates', { file, name, account, mapping: given });

  it('is refused, lies apart, and is shown with a guess', async () => {
    const answer = await upload(fileOf());
    const problem = await jsonOf<Problem>(answer);
    expect([answer.status, problem.code]).toEqual([422, 'statement-header-unknown']);
    file = problem.facts.file ?? '';
    expect(await waiting()).toEqual([file]);
    expect(await kept()).toEqual([]);
    const view = await get<{ rows: { cells: string[] }[]; guess: unknown }>(
      `/donations/statement-files/${file}`,
    );
    expect(view.rows.map(({ cells }) => cells).slice(2, 4)).toEqual([header, rows[0]]);
    expect(view.guess).toMatchObject({ headerRow: 3, dateForm: 'ymd', thousands: ' ' });
  });

  it('is read on trial by the reader of imports, and nothing is kept of it', async () => {
    const answer = await preview(mapping);
    expect(await jsonOf(answer)).toMatchObject({
      control: { ok: true },
      ...{ openingVnd: '1000000', closingVnd: '1239000', creditVnd: '250000', debitVnd: '11000' },
      ...{ rowCount: 3, periodFrom: '2024-09-10', periodTo: '2024-09-11' },
      rows: [
        { bookedOn: '2024-09-10', amountVnd: '200000', reference: 'A1' },
        { amountVnd: '-11000', memo: 'THU PHI SMS' },
        { counterparty: 'TRAN THI BICH' },
      ],
    });
    expect(await countOf(place, 'donations_staged_rows')).toBe(0);
    const unbalanced = { ...mapping, columns: { ...mapping.columns, credit: 3, debit: 2 } };
    expect(await jsonOf(await preview(unbalanced))).toMatchObject({
      control: { ok: false, code: 'statement-does-not-balance' },
    });
  });

  test.each<[string, unknown, string]>([
    ['without a day', { ...mapping, columns: { memo: 1, credit: 2 } }, 'mapping-without-date'],
    ['with the wrong header', { ...mapping, headerRow: 1 }, 'mapping-header-missing'],
    [
      'with months first',
      { ...mapping, dateForm: 'mdy', columns: { ...mapping.columns, date: 1, reference: 0 } },
      'statement-row-malformed',
    ],
    ['with other thousands', { ...mapping, thousands: ',' }, 'statement-row-malformed'],
    ['of nonsense', 'x', 'mapping-malformed'],
  ])('a mapping %s is refused', async (_, given, code) => {
    const answer = await preview(given);
    expect([answer.status, await codeOf(answer)]).toEqual([422, code]);
    expect(await codeOf(await save('Sai', given))).toBe(code);
  });

  it('is mapped under a name, once; the journal says who did', async () => {
    expect(await codeOf(await save(' '))).toBe('template-name-missing');
    const answer = await save('Ngân hàng Chưa Biết');
    expect(answer.status).toBe(201);
    template = await jsonOf<Template>(answer);
    expect(template).toMatchObject({ state: 'active', layout: `template-${template.id}` });
    const again = await save('Lần nữa');
    expect([again.status, await codeOf(again)]).toEqual([409, 'template-exists']);
    expect(await countOf(place, "journal_entries where event = 'statement-template.saved'")).toBe(
      1,
    );
  });

  it('becomes a statement, and does not lie apart any more', async () => {
    const answer = await adminPost(cms, `/donations/statement-files/${file}/import`, {
      ...{ account, name: 'la.csv' },
    });
    expect(answer.status).toBe(201);
    expect(await jsonOf(answer)).toMatchObject({
      ...{ state: 'proved', layout: template.layout, rowCount: 3, openingVnd: '1000000' },
    });
    expect(await waiting()).toEqual([]);
    expect(await kept()).toEqual([file]);
  });

  it('is known the next time by the words of its header, whatever stands above', async () => {
    const more = [['2024/09/12', 'A4', '1 000', '', '1 240 000', 'them', 'LE MINH']];
    const answer = await upload(
      csv([
        ['Số dư đầu kỳ', '1.000.000'],
        header.map((word) => ` ${word.toUpperCase()} `),
        ...rows,
        ...more,
      ]),
    );
    expect(answer.status).toBe(201);
    expect(await jsonOf(answer)).toMatchObject({ layout: template.layout, newCount: 4 });
  });

  it('is unknown again when its template is retired', async () => {
    const path = `/donations/statement-templates/${template.id}/retire`;
    expect(await codeOf(await adminPost(cms, path, { version: 7 }))).toBe('version-stale');
    const retired = await adminPost(cms, path, { version: template.version });
    expect(await jsonOf(retired)).toMatchObject({ state: 'retired', version: 2 });
    expect((await adminPost(cms, path, { version: 2 })).status).toBe(409);
    const answer = await upload(fileOf([['', '', '', '', '', '', '']]));
    expect(await codeOf(answer)).toBe('statement-header-unknown');
    const { templates } = await get<{ templates: Template[] }>('/donations/statement-templates');
    expect(templates.map(({ id, state }) => [id, state])).toEqual([[template.id, 'retired']]);
  });

  it('without balances is proved by those that were typed', async () => {
    const other = csv([
      ['Khác', 'Tiền', 'Ý'],
      ['1/9/2024', '5,000', 'a'],
      ['30/9/2024', '-1,000', 'b'],
    ]);
    file = (await jsonOf<Problem>(await upload(other))).facts.file ?? '';
    const given = {
      headerRow: 1,
      columns: { date: 0, amount: 1, memo: 2 },
      dateForm: 'dmy',
      thousands: ',',
    };
    expect(await jsonOf(await preview(given))).toMatchObject({
      control: { ok: false, code: 'statement-without-balances' },
    });
    const typed = { openingVnd: '1.000', closingVnd: '5.000' };
    expect(await jsonOf(await preview(given, typed))).toMatchObject({ control: { ok: true } });
    expect((await save('Khác', given)).status).toBe(201);
    const at = `/donations/statement-files/${file}/import`;
    const imported = await adminPost(cms, at, { account, name: 'khac.csv', ...typed });
    expect(await jsonOf(imported)).toMatchObject({ state: 'proved', closingVnd: '5000' });
  });

  it('is looked for by nothing but its digest, and by officers only', async () => {
    for (const name of ['0'.repeat(64), '..%2f..%2fsecrets', 'x']) {
      const answer = await cms.adminFetch(`/donations/statement-files/${name}`);
      expect(answer.status).toBe(404);
    }
    expect((await cms.fetch(`/donations/statement-files/${file}`)).status).toBe(401);
    expect((await cms.fetch('/donations/statement-templates')).status).toBe(401);
  });
});
