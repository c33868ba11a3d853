/**
 * `npm run chaos -- [rounds] [seed]`: storms with other seeds, on both databases, until one fails.
 * `npm run chaos -- import [cases] [seed]`: the law of import, with as many cases and many more kills.
 */
import { startPostgres } from '../harness/postgres.ts';
import { chaosOfImport } from './import.ts';
import { chaosOfStorms } from './storms.ts';

const args = process.argv.slice(2);
const isImport = args[0] === 'import';
const [count, seed] = (isImport ? args.slice(1) : args).map(Number);
const firstSeed = seed ?? Date.now() % 100_000;
const postgres = await startPostgres({ durable: true });
try {
  if (isImport) await chaosOfImport(postgres, count ?? 10_000, firstSeed);
  else await chaosOfStorms(postgres, count ?? 10, firstSeed);
} finally {
  await postgres.stop();
}
