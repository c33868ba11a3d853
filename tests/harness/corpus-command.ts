// `npm run corpus -- --rows 200000 --seed 7 --layout vietcombank-full --out file.csv`. See tests/README.md.
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { corpusLayouts, writeCorpus, type CorpusLayout } from './corpus-file.ts';
import { corpusRows, type CorpusRow } from './corpus.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '200000' },
    seed: { type: 'string', default: '1' },
    layout: { type: 'string', default: 'vietcombank-full' },
    account: { type: 'string', default: '0000000000' },
    from: { type: 'string', default: '2024-09-09' },
    days: { type: 'string', default: '8' },
    // The rows themselves, with their class, grammar and secrets.
    truth: { type: 'string' },
    out: { type: 'string', default: 'corpus.csv' },
  },
});
if (!(values.layout in corpusLayouts)) {
  console.error(`--layout is one of ${Object.keys(corpusLayouts).join(', ')}`);
  process.exit(2);
}
const layout = values.layout as CorpusLayout;
const rows = () =>
  corpusRows({
    rows: Number(values.rows),
    seed: Number(values.seed),
    bank: corpusLayouts[layout].bank,
    from: values.from,
    days: Number(values.days),
  });
function* truthLines(of: Iterable<CorpusRow>) {
  for (const row of of) yield `${JSON.stringify(row)}\n`;
}

const startedAt = performance.now();
const sums = await writeCorpus(values.out, layout, {
  account: values.account,
  openingVnd: 1_000_000_000_000,
  rows: rows(),
});
if (values.truth !== undefined) {
  await pipeline(truthLines(rows()), createWriteStream(values.truth));
}
const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
console.log(`${values.out}: ${JSON.stringify(sums)}, written in ${seconds} s`);
