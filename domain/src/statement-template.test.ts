import { describe, expect, it } from 'vitest';
import { columnRoles, decideTemplate, parseMapping } from './statement-template.ts';

const mapping = {
  headerRow: 3,
  columns: { date: 0, memo: 2, amount: 1 },
  dateForm: 'dmy',
  thousands: '.',
};
const withColumns = (columns: Readonly<Record<string, unknown>>) => ({ ...mapping, columns });

describe('a mapping', () => {
  it.each<[string, unknown]>([
    ['with one column of amounts', mapping],
    ['with debits and credits', withColumns({ date: 0, memo: 1, debit: 2, credit: 3 })],
    ['with credits only', withColumns({ date: 0, memo: 1, credit: 3 })],
    [
      'with day and reference in one cell',
      withColumns({ date: 0, reference: 0, memo: 1, amount: 2 }),
    ],
  ])('%s is understood', (_, given) => {
    expect(parseMapping(given)).toEqual({ ok: true, value: given });
  });

  it.each<[string, unknown, string]>([
    ['nothing', null, 'mapping-malformed'],
    ['a text', 'date', 'mapping-malformed'],
    ['no columns', { ...mapping, columns: null }, 'mapping-malformed'],
    [
      'a role that does not exist',
      withColumns({ ...mapping.columns, colour: 4 }),
      'mapping-malformed',
    ],
    [
      'a column before the first',
      withColumns({ ...mapping.columns, memo: -1 }),
      'mapping-malformed',
    ],
    ['half a column', withColumns({ ...mapping.columns, memo: 1.5 }), 'mapping-malformed'],
    ['the hundredth column', withColumns({ ...mapping.columns, memo: 100 }), 'mapping-malformed'],
    ['no header', { ...mapping, headerRow: 0 }, 'mapping-malformed'],
    ['a header far below', { ...mapping, headerRow: 41 }, 'mapping-malformed'],
    ['another order of dates', { ...mapping, dateForm: 'ydm' }, 'mapping-malformed'],
    ['another sign', { ...mapping, thousands: ';' }, 'mapping-malformed'],
    ['no day', withColumns({ memo: 2, amount: 1 }), 'mapping-without-date'],
    ['no amount', withColumns({ date: 0, memo: 2 }), 'mapping-without-amount'],
    ['no memo', withColumns({ date: 0, amount: 2 }), 'mapping-without-memo'],
    [
      'amounts twice',
      withColumns({ date: 0, memo: 1, amount: 2, credit: 3 }),
      'mapping-amount-twice',
    ],
    [
      'one column for two things',
      withColumns({ date: 0, memo: 1, amount: 1 }),
      'mapping-column-twice',
    ],
    [
      'day and memo in one cell',
      withColumns({ date: 0, memo: 0, amount: 1 }),
      'mapping-column-twice',
    ],
  ])('of %s is refused', (_, given, refusal) => {
    expect(parseMapping(given)).toMatchObject({ ok: false, refusal });
  });

  it('knows each role once', () => {
    expect(new Set(columnRoles).size).toBe(columnRoles.length);
  });
});

describe('a template', () => {
  it('is retired once', () => {
    expect(decideTemplate('active', 'retired')).toEqual({ ok: true, value: 'retired' });
    expect(decideTemplate('retired', 'retired')).toMatchObject({
      refusal: 'template-event-not-possible',
    });
  });
});
