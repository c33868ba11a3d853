import path from 'node:path';
import { login, type Cms, type Engine, type Place } from '../harness/cms.ts';
import { askDatabase, countOf } from '../harness/database.ts';
import { operate } from '../harness/operate.ts';
import { eventually, jsonOf, pledgeBody, submitPledge } from '../harness/requests.ts';
import {
  generateRows,
  randomFrom,
  writeVietcombankCsv,
  type TestRow,
} from '../harness/statement-file.ts';
import { say } from './load.ts';

export interface WorkbenchLoad {
  readonly donations: number;
  readonly pledges: number;
  /** How often each question is asked. */
  readonly rounds: number;
}

const account = '0000000000';
const submittedAtOnce = 100;
const syllables =
  'an binh chau dung giang hai khanh linh minh nga oanh phuc quan son thao uyen'.split(' ');
const amounts = [20_000, 50_000, 100_000, 200_000, 300_000, 500_000, 1_000_000, 2_000_000];

/** A donor of its own for each number. */
const donorOf = (number: number) =>
  [...number.toString(16).padStart(5, '0')]
    .map((digit) => syllables[Number.parseInt(digit, 16)] ?? '')
    .join(' ');

async function submitAll(cms: Cms, count: number): Promise<string[]> {
  const codes: string[] = [];
  for (let from = 0; from < count; from += submittedAtOnce) {
    const numbers = Array.from(
      { length: Math.min(submittedAtOnce, count - from) },
      (_, index) => from + index,
    );
    const answers = await Promise.all(
      numbers.map(async (number) => {
        const name = `Nguyen ${donorOf(number)}`;
        const donor = { kind: 'individual', origin: 'domestic', name, phone: '0912345678' };
        const amount = String(amounts[number % amounts.length]);
        const answer = await submitPledge(
          cms,
          `workbench-${number}`,
          pledgeBody(amount, { donor }),
        );
        return (await jsonOf<{ code: string }>(answer)).code;
      }),
    );
    codes.push(...answers);
  }
  return codes;
}

/** Of a hundred gifts, one has a code with a slip, one the name of a donor, one two codes; none is certain. */
function rowsOf({ donations, pledges }: WorkbenchLoad, codes: readonly string[]): TestRow[] {
  const random = randomFrom(11);
  const pick = () => Math.floor(random() * pledges);
  return generateRows({ count: donations, twinShare: 0.2, seed: 11 })
    .map((row) => ({ ...row, amountVnd: Math.abs(row.amountVnd) }))
    .map((row, index) => {
      const number = pick();
      const code = codes[number] ?? '';
      const slipped = `${code.slice(0, 12)}${(Number(code[12]) + 1) % 10}${code.slice(13)}`;
      const amountVnd = amounts[number % amounts.length] ?? row.amountVnd;
      if (index % 100 === 0) return { ...row, amountVnd, memo: `${slipped} ung ho` };
      if (index % 100 === 1) return { ...row, amountVnd, memo: `NGUYEN ${donorOf(number)} gui` };
      if (index % 100 === 2) return { ...row, memo: `${code} ${codes[pick()]}` };
      return row;
    });
}

const questions: readonly (readonly [string, string, string])[] = [
  ['the first page', 'unidentified', ''],
  ['the suggested', 'suggested', ''],
  ['a word of nearly all', 'unidentified', 'ung'],
  ['two words', 'unidentified', 'nguyen dung'],
  ['the beginning of a word', 'unidentified', 'luc l'],
  ['a rare word', 'unidentified', '123456'],
  ['a word that is nowhere', 'unidentified', 'khongcotu'],
  ['a word of another list', 'several-codes', 'chung tay khac'],
  ['an amount', 'unidentified', '500.000'],
  ['a day', 'unidentified', '10/09/2024'],
  ['a code', 'suggested', 'VDXH2021110431'],
];

const quantile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? 0;

export interface Measured {
  readonly name: string;
  readonly p50: number;
  readonly p99: number;
}

/** Asks each list question `rounds` times, and the panel of as many donations; milliseconds. */
async function measure(cms: Cms, rounds: number): Promise<Measured[]> {
  const headers = { Authorization: `Bearer ${await login(cms.url)}` };
  const timed = async (name: string, pathOf: (round: number) => string): Promise<Measured> => {
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const startedAt = performance.now();
      const answer = await fetch(`${cms.url}${pathOf(round)}`, { headers });
      await answer.text();
      if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
      times.push(performance.now() - startedAt);
    }
    times.sort((one, other) => one - other);
    return { name, p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
  };
  const results: Measured[] = [];
  for (const [name, state, q] of questions) {
    const query = new URLSearchParams({ state, q });
    results.push(await timed(name, () => `/pledges/workbench?${query}`));
  }
  const deep = new URLSearchParams({ state: 'unidentified', after: '5000' });
  results.push(await timed('a page far behind', () => `/pledges/workbench?${deep}`));
  results.push(
    await timed('a donation with its pledges', (round) => `/pledges/workbench/${round + 1}`),
  );
  results.push(await timed('a pledge by name', () => '/pledges/workbench/pledges?q=khanh+son'));
  return results;
}

/** Fills an installation as a bad week does, and measures what officers wait for. */
export async function measureWorkbench(
  place: Place,
  cms: Cms,
  folder: string,
  load: WorkbenchLoad,
): Promise<{ readonly identifiedMs: number; readonly measured: readonly Measured[] }> {
  const codes = await submitAll(cms, load.pledges);
  const file = path.join(folder, `workbench-${place.engine}.csv`);
  await writeVietcombankCsv(file, { account, openingVnd: 0, rows: rowsOf(load, codes) });
  const done = await operate(place, [
    'statement',
    'import',
    file,
    '--account',
    account,
    '--accept',
  ]);
  if (done.code !== 0) throw new Error(done.output);
  const startedAt = performance.now();
  const known = await eventually(
    () => countOf(place, 'pledges_identifications'),
    (count) => count === load.donations,
    300_000,
  );
  const identifiedMs = performance.now() - startedAt;
  if (known !== load.donations)
    throw new Error(`${known} of ${load.donations} donations are known`);
  if (place.engine === 'postgres') await askDatabase(place, 'analyze');
  return { identifiedMs, measured: await measure(cms, load.rounds) };
}

export async function benchWorkbench(
  engine: Engine,
  place: Place,
  cms: Cms,
  folder: string,
): Promise<void> {
  const load = {
    donations: Number(process.env.BENCH_OPEN_DONATIONS ?? 100_000),
    pledges: Number(process.env.BENCH_OPEN_PLEDGES ?? 20_000),
    rounds: 200,
  };
  const { identifiedMs, measured } = await measureWorkbench(place, cms, folder, load);
  say(`workbench, ${engine}`);
  say(
    `  ${load.donations.toLocaleString('en')} donations that no code settled, ${load.pledges.toLocaleString('en')} open pledges; suggestions stood ${(identifiedMs / 1000).toFixed(1)} s after the import`,
  );
  for (const { name, p50, p99 } of measured) {
    say(
      `  ${name.padEnd(30)} p50 ${p50.toFixed(0).padStart(4)} ms   p99 ${p99.toFixed(0).padStart(4)} ms`,
    );
  }
}
