import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startCms, type Cms, type Place } from './cms.ts';
import { operate } from './operate.ts';
import { eventually, jsonOf, pledgeBody, submitPledge, type PledgeAnswer } from './requests.ts';
import { generateRows, randomFrom, writeVietcombankCsv, type TestRow } from './statement-file.ts';

/**
 * One round of the fault test: promises are submitted and a statement is imported while the processes that
 * do it are killed; afterwards everything is tried again, as people and programs do. What must hold then is
 * given back for the test to compare.
 */
export interface StormResult {
  /** Codes that were answered, per key; the same key was never answered with two. */
  readonly codesPerKey: ReadonlyMap<string, ReadonlySet<string>>;
  readonly keys: number;
  readonly pledges: { readonly amountVnd: number; readonly rows: number };
  readonly received: { readonly amountVnd: number; readonly rows: number };
  readonly expected: { readonly amountVnd: number; readonly rows: number };
  readonly ledger: { readonly count: number; readonly amountVnd: string };
  readonly checks: readonly {
    readonly command: string;
    readonly code: number;
    readonly output: string;
  }[];
  readonly kills: number;
}

interface Totals {
  readonly figures: readonly {
    readonly name: string;
    readonly amountVnd: string;
    readonly rows: number;
  }[];
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function submitAll(
  cms: Cms,
  keys: readonly string[],
  codesPerKey: Map<string, Set<string>>,
): Promise<void> {
  await Promise.all(
    keys.map(async (key) => {
      const answer = await submitPledge(cms, key, pledgeBody('10000')).catch(() => null);
      if (answer === null || !answer.ok) return;
      const { code } = await jsonOf<PledgeAnswer>(answer).catch(() => ({ code: '' }));
      if (code !== '') codesPerKey.set(key, (codesPerKey.get(key) ?? new Set()).add(code));
    }),
  );
}

/** Submits in waves while the CMS is killed in their middle. */
async function stormPledges(
  place: Place,
  keys: readonly string[],
  codesPerKey: Map<string, Set<string>>,
  random: () => number,
  kills: number,
): Promise<void> {
  for (let kill = 0; kill < kills; kill += 1) {
    const cms = await startCms(place);
    const wave = submitAll(cms, keys, codesPerKey);
    await pause(20 + random() * 150);
    await cms.kill();
    await wave;
  }
}

/** Starts imports and kills each after a while; the last one may finish. */
async function stormImport(
  place: Place,
  file: string,
  random: () => number,
  kills: number,
): Promise<void> {
  const args = ['statement', 'import', file, '--account', '0000000000', '--accept'];
  for (let kill = 0; kill < kills; kill += 1) {
    await operate(place, args, { killAfterMs: 2200 + random() * 2500 });
  }
  const done = await operate(place, args);
  if (done.code !== 0) throw new Error(`the last import failed\n${done.output}`);
}

const sumOf = (rows: readonly TestRow[]) => {
  const credits = rows.filter(({ amountVnd }) => amountVnd > 0);
  return {
    amountVnd: credits.reduce((sum, { amountVnd }) => sum + amountVnd, 0),
    rows: credits.length,
  };
};

/** Rides one storm on an empty place. The same seed gives the same amounts and the same pauses. */
export async function rideStorm(
  place: Place,
  options: {
    readonly seed: number;
    readonly keys: number;
    readonly rows: number;
    readonly kills: number;
  },
): Promise<StormResult> {
  const random = randomFrom(options.seed);
  const folder = await mkdtemp(path.join(tmpdir(), 'chung-tay-storm-'));
  const file = path.join(folder, 'statement.csv');
  const rows = generateRows({ count: options.rows, twinShare: 0.2, seed: options.seed });
  await writeVietcombankCsv(file, { account: '0000000000', openingVnd: 0, rows });
  const keys = Array.from({ length: options.keys }, (_, index) => `storm-${options.seed}-${index}`);
  const codesPerKey = new Map<string, Set<string>>();

  await stormPledges(place, keys, codesPerKey, random, options.kills);
  await stormImport(place, file, random, options.kills);

  const expected = sumOf(rows);
  const cms = await startCms(place);
  try {
    await submitAll(cms, keys, codesPerKey);
    const figureOf = async (name: string) => {
      const totals = await jsonOf<Totals>(await cms.fetch('/api/statistics/totals'));
      const figure = totals.figures.find((each) => each.name === name);
      return { amountVnd: Number(figure?.amountVnd), rows: Number(figure?.rows) };
    };
    const pledges = await eventually(
      () => figureOf('pledged.cash'),
      (figure) => figure.rows === keys.length,
    );
    const received = await eventually(
      () => figureOf('received.cash'),
      (figure) => figure.rows === expected.rows,
    );
    const ledger = await eventually(
      async () =>
        (
          await jsonOf<{ total: { count: number; amountVnd: string } }>(
            await cms.fetch('/api/donations/ledger'),
          )
        ).total,
      ({ count }) => count === expected.rows,
    );
    const checks = [];
    for (const command of ['journal verify', 'figures recompute --check']) {
      checks.push({ command, ...(await operate(place, command.split(' '))) });
    }
    return {
      ...{ codesPerKey, keys: keys.length, pledges, received, expected, ledger, checks },
      kills: options.kills * 2,
    };
  } finally {
    await cms.stop();
    await rm(folder, { recursive: true });
  }
}
