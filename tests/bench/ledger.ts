import autocannon from 'autocannon';
import { Client } from 'pg';
import { searchKey } from '@chung-tay/domain';
import type { Cms, Place } from '../harness/cms.ts';
import { peakMemoryOf } from '../harness/cms.ts';
import { askDatabase } from '../harness/database.ts';
import { randomFrom } from '../harness/statement-file.ts';
import { ratio, say, seconds } from './load.ts';

const clients = 16;
const questionsMax = 2000;
const rowsOfPage = 26;

/** One question of a reader, as an address of ours and as the bare query that answers it. */
interface Question {
  readonly path: string;
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

interface Sample {
  readonly received_on: string;
  readonly amount_vnd: string | number;
  readonly search_text: string;
  readonly seq: number;
  readonly index_in_entry: number;
}

const bare = (
  where: string,
  values: readonly (string | number)[],
  order = 'entry_id desc, index_in_entry desc',
) => ({
  sql: `select * from donations_donations where ${where} order by ${order} limit ${rowsOfPage}`,
  values,
});

const like = "(' ' || search_text || ' ') like";

/** What readers ask: their own words, days and amounts; broad words; codes; the next pages of all that. */
async function questionsOf(place: Place): Promise<Question[]> {
  const random = randomFrom(11);
  const total = await askDatabase<{ id: number }>(
    place,
    'select max(id) as id from donations_donations',
  );
  const ids = Array.from(
    { length: questionsMax },
    () => 1 + Math.floor(random() * Number(total[0]?.id)),
  );
  const samples = await askDatabase<Sample>(
    place,
    `select d.received_on, d.amount_vnd, d.search_text, p.seq, d.index_in_entry from donations_donations d
     join donations_places p on p.entry_id = d.entry_id where d.id in (${ids.join(', ')})`,
  );
  const pick = <T>(values: readonly T[]) => values[Math.floor(random() * values.length)] as T;
  const words = ['ung ho', 'nguyen', 'mien bac', 'bao so 3', 'dong bao', 'an'];
  return samples.map(({ received_on: on, amount_vnd, search_text, seq, index_in_entry }) => {
    const amount = Number(amount_vnd);
    const tokens = searchKey(search_text).split(' ');
    const from = Math.floor(random() * Math.max(1, tokens.length - 2));
    const phrase = tokens.slice(from, from + 3).join(' ');
    const kind = random();
    if (kind < 0.25 && search_text.includes(phrase)) {
      return { path: `?q=${encodeURIComponent(phrase)}`, ...bare(`${like} $1`, [`%${phrase}%`]) };
    }
    if (kind < 0.4) {
      const word = pick(words);
      return { path: `?q=${encodeURIComponent(word)}`, ...bare(`${like} $1`, [`%${word}%`]) };
    }
    if (kind < 0.45) {
      const word = `khong co ${Math.floor(random() * 1e6)}`;
      return { path: `?q=${encodeURIComponent(word)}`, ...bare(`${like} $1`, [`%${word}%`]) };
    }
    if (kind < 0.6) {
      return {
        path: `?from=${on}&to=${on}&q=${amount}`,
        ...bare('received_on = $1 and amount_vnd = $2', [on, amount]),
      };
    }
    if (kind < 0.7) {
      return { path: `?q=VDXH2021110431`, ...bare('reference_code = $1', ['VDXH2021110431']) };
    }
    if (kind < 0.8) {
      const word = pick(words);
      return {
        path: `?q=${encodeURIComponent(word)}&from=${on}&to=${on}`,
        ...bare(`${like} $1 and received_on = $2`, [`%${word}%`, on]),
      };
    }
    if (kind < 0.9) {
      const order = 'amount_vnd desc, entry_id desc, index_in_entry desc';
      return { path: `?sort=-amount&max=${amount}`, ...bare('amount_vnd <= $1', [amount], order) };
    }
    return {
      path: `?after=${seq}.${index_in_entry}`,
      ...bare('entry_id <= $1', [seq]),
    };
  });
}

const percentile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

interface Latencies {
  readonly mean: number;
  readonly median: number;
  readonly p99: number;
  readonly perSecond: number;
}

function latenciesOf(taken: number[], elapsedMs: number): Latencies {
  const sorted = taken.sort((one, other) => one - other);
  return {
    mean: sorted.reduce((sum, ms) => sum + ms, 0) / Math.max(1, sorted.length),
    median: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
    perSecond: (sorted.length / elapsedMs) * 1000,
  };
}

async function throughApi(cms: Cms, questions: readonly Question[]): Promise<Latencies> {
  const result = await autocannon({
    url: cms.url,
    connections: clients,
    duration: seconds,
    requests: questions.map(({ path }) => ({ path: `/api/donations/ledger${path}` })),
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`the ledger: ${result.non2xx} refusals, ${result.errors} errors`);
  }
  const { average, p50, p99 } = result.latency;
  return { mean: average, median: p50, p99, perSecond: result['2xx'] / result.duration };
}

async function throughDatabase(place: Place, questions: readonly Question[]): Promise<Latencies> {
  const taken: number[] = [];
  const startedAt = Date.now();
  const until = startedAt + seconds * 1000;
  let next = 0;
  const work = async () => {
    const client = new Client({ connectionString: place.databaseUrl });
    await client.connect();
    while (Date.now() < until) {
      const question = questions[(next += 1) % questions.length];
      if (question === undefined) break;
      const at = performance.now();
      await client.query(question.sql, [...question.values]);
      taken.push(performance.now() - at);
    }
    await client.end();
  };
  await Promise.all(Array.from({ length: clients }, work));
  return latenciesOf(taken, Date.now() - startedAt);
}

const shown = ({ mean, median, p99, perSecond }: Latencies) =>
  `mean ${mean.toFixed(1)} ms, median ${median.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, ${Math.round(perSecond)}/s`;

/** Searching a ledger that is there: through our API and as bare queries of the same database. */
export async function benchLedger(place: Place, cms: Cms): Promise<void> {
  const questions = await questionsOf(place);
  const [all] = await askDatabase<{ count: number }>(
    place,
    'select count(*) as count from donations_donations',
  );
  say(
    `ledger search, ${place.engine}, ${Number(all?.count).toLocaleString('en')} rows, ${clients} clients`,
  );
  const ours = await throughApi(cms, questions);
  say(`  GET /api/donations/ledger  ${shown(ours)}`);
  if (place.databaseUrl !== undefined) {
    const plain = await throughDatabase(place, questions);
    say(`  the bare queries           ${shown(plain)}`);
    say(
      `  ours is ${ratio(ours.mean, plain.mean)} of the bare mean, ${ratio(ours.p99, plain.p99)} of its p99`,
    );
  }
  say(`  peak memory of the CMS ${Math.round(peakMemoryOf(cms.process) / 1e6)} MB`);
}
