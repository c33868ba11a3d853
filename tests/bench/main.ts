/**
 * `npm run bench`: what hot paths cost, side by side in one run and as ratios, on SQLite and on durable
 * PostgreSQL. Load generator, database and servers share the machine: only the ratios mean something.
 * `npm run bench -- newsroom` runs one of the parts `pledges`, `import`,
 * `ledger`, `workbench`, `site`, `newsroom`; BENCH_ROWS says how many rows are imported,
 * BENCH_ENGINE on which database alone.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { emptyPlace, repository, startCms, type Engine } from '../harness/cms.ts';
import { startPostgres } from '../harness/postgres.ts';
import { importRows } from './import.ts';
import { benchLedger } from './ledger.ts';
import { say } from './load.ts';
import { benchPledges, benchTotals, startPlainStrapi } from './money.ts';
import { benchNewsroom } from './newsroom.ts';
import { benchSite } from './site.ts';
import { benchWorkbench } from './workbench.ts';

const parts = ['pledges', 'import', 'ledger', 'workbench', 'site', 'newsroom'] as const;
const ledgerRows = Number(process.env.BENCH_ROWS ?? 200_000);
const engines = (['sqlite', 'postgres'] as const satisfies readonly Engine[]).filter(
  (engine) => (process.env.BENCH_ENGINE ?? engine) === engine,
);

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !parts.some((part) => part === name));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}: ${parts.join(', ')}`);
  process.exit(2);
}
const isAsked = (part: (typeof parts)[number]) => asked.length === 0 || asked.includes(part);

const folder = await mkdtemp(path.join(tmpdir(), 'chung-tay-bench-'));
const version = JSON.parse(await readFile(path.join(repository, 'package.json'), 'utf8')).version;
say(
  `Chung Tay ${version}, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}\n`,
);
const postgres = await startPostgres({ durable: true });

async function benchMoney(engine: Engine): Promise<void> {
  const place = await emptyPlace(engine, postgres);
  const plainPlace = await emptyPlace(engine, postgres);
  const cms = await startCms(place);
  const plain = await startPlainStrapi(plainPlace);
  try {
    if (isAsked('pledges')) await benchPledges(engine, cms, plain);
    plain.stop();
    if (isAsked('import')) await benchTotals(engine, place, cms, folder);
    if (isAsked('ledger')) {
      if (!isAsked('import')) await importRows(place, folder, ledgerRows);
      await benchLedger(place, cms);
    }
    if (engine === 'sqlite' && isAsked('site')) await benchSite(place, cms);
  } finally {
    plain.stop();
    await cms.stop();
    await place.remove();
    await plainPlace.remove();
  }
  say();
}

/** On a place of its own: what other parts brought would be more than officers ever have before them. */
async function benchOpenDonations(engine: Engine): Promise<void> {
  const place = await emptyPlace(engine, postgres);
  const cms = await startCms(place);
  try {
    await benchWorkbench(engine, place, cms, folder);
  } finally {
    await cms.stop();
    await place.remove();
  }
  say();
}

try {
  const needsMoney = (['pledges', 'import', 'ledger', 'site'] as const).some(isAsked);
  for (const engine of engines) {
    const hasPart = engine === 'sqlite' || (['pledges', 'import', 'ledger'] as const).some(isAsked);
    if (needsMoney && hasPart) await benchMoney(engine);
  }
  if (isAsked('workbench')) {
    for (const engine of engines) await benchOpenDonations(engine);
  }
  if (isAsked('newsroom')) {
    const place = await emptyPlace('sqlite', postgres);
    try {
      await benchNewsroom(place, folder);
    } finally {
      await place.remove();
    }
  }
} finally {
  await postgres.stop();
  await rm(folder, { recursive: true });
}
