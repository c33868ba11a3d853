import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeCorpus } from '../harness/corpus-file.ts';
import { corpusRows, type CorpusRow } from '../harness/corpus.ts';

const count = 40_000;
const shareOf = (rows: readonly CorpusRow[], is: (row: CorpusRow) => boolean) =>
  rows.filter(is).length / rows.length;

describe('a corpus has the shape of the published statements:', () => {
  let rows: CorpusRow[] = [];
  beforeAll(() => {
    rows = [...corpusRows({ rows: count, seed: 2024 })];
  });

  it('eight amounts are 86 % of the rows', () => {
    const counts = [...Map.groupBy(rows, (row) => row.amountVnd).values()]
      .map((same) => same.length)
      .sort((one, other) => other - one);
    const eight = counts.slice(0, 8).reduce((sum, size) => sum + size, 0);
    expect(eight / count).toBeGreaterThan(0.84);
    expect(eight / count).toBeLessThan(0.88);
  });

  it('22 % of the rows share day, amount and memo with another', () => {
    const groups = Map.groupBy(rows, (row) => `${row.bookedOn}|${row.amountVnd}|${row.memo}`);
    const sharing = [...groups.values()]
      .filter((same) => same.length > 1)
      .reduce((sum, same) => sum + same.length, 0);
    expect(sharing / count).toBeGreaterThan(0.2);
    expect(sharing / count).toBeLessThan(0.25);
  });

  it('day, reference and amount repeat under different memos', () => {
    const groups = Map.groupBy(rows, (row) => `${row.bookedOn}|${row.reference}|${row.amountVnd}`);
    const repeats = [...groups.values()].filter(
      (same) => new Set(same.map(({ memo }) => memo)).size > 1,
    );
    expect(repeats.length).toBeGreaterThan(count * 0.003);
  });

  it('ten million đồng and more are under 1 % of the gifts and a large part of the value', () => {
    const gifts = rows.filter((row) => row.class === 'donation');
    const large = gifts.filter((row) => row.amountVnd >= 10_000_000);
    const sum = (of: readonly CorpusRow[]) => of.reduce((total, row) => total + row.amountVnd, 0);
    expect(large.length / gifts.length).toBeLessThan(0.01);
    expect(sum(large) / sum(gifts)).toBeGreaterThan(0.2);
    expect(sum(large) / sum(gifts)).toBeLessThan(0.7);
  });

  it.each([
    ['vcb-ibft', 0.36, 0.48],
    ['vcb-napas', 0.24, 0.29],
    ['vcb-mbvcb', 0.21, 0.36],
    ['vcb-partner-wallet', 0.026, 0.041],
  ])('%s has its share', (grammar, least, most) => {
    const share = shareOf(rows, (row) => row.grammar === grammar);
    expect(share).toBeGreaterThan(least);
    expect(share).toBeLessThan(most);
  });

  it('nearly each wallet row carries a phone', () => {
    const wallets = rows.filter((row) => row.grammar === 'vcb-partner-wallet');
    const withPhone = shareOf(wallets, ({ secrets }) =>
      secrets.some(({ kind }) => kind === 'phone'),
    );
    expect(withPhone).toBeGreaterThan(0.97);
  });

  it('some rows are fees, interest or disbursements, and some gifts have a code', () => {
    const classes = new Set(rows.map((row) => row.class));
    expect(classes).toContain('fee');
    expect(classes.size).toBeGreaterThan(2);
    expect(rows.some((row) => row.code !== undefined && row.memo.includes(row.code))).toBe(true);
  });

  it('days do not go back', () => {
    const days = rows.map(({ bookedOn }) => bookedOn.split('/').reverse().join('-'));
    expect(days.every((day, index) => index === 0 || day >= (days[index - 1] ?? ''))).toBe(true);
    expect(new Set(days).size).toBe(8);
  });

  it('the same seed gives the same rows, another seed others', () => {
    const some = (seed: number) => JSON.stringify([...corpusRows({ rows: 50, seed })]);
    expect(some(1)).toBe(some(1));
    expect(some(1)).not.toBe(some(2));
  });
});

it.each(['vietcombank-full', 'agribank-statement'] as const)(
  'a file as %s balances',
  async (layout) => {
    const file = path.join(tmpdir(), `corpus-${process.pid}-${layout}.csv`);
    try {
      const options = { rows: 2_000, seed: 3, bank: 'agribank' } as const;
      const sums = await writeCorpus(file, layout, {
        account: '0000000000',
        openingVnd: 1_000_000_000_000,
        rows: corpusRows(options),
      });
      const sum = [...corpusRows(options)].reduce((total, row) => total + row.amountVnd, 0);
      expect(sums).toMatchObject({ rows: 2_000, closingVnd: 1_000_000_000_000 + sum });
      expect(sums.creditVnd - sums.debitVnd).toBe(sum);
      const closing = String(sums.closingVnd).replace(
        /\B(?=(\d{3})+$)/g,
        layout === 'agribank-statement' ? ',' : '.',
      );
      expect((await readFile(file, 'utf8')).slice(-400)).toContain(closing);
    } finally {
      await rm(file, { force: true });
    }
  },
);
