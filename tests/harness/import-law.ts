import { fold } from '@chung-tay/domain';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { startCms, type Cms, type Place } from './cms.ts';
import { askDatabase } from './database.ts';
import { adminPost, jsonOf, uploadStatement } from './requests.ts';
import { randomFrom, statementCells, workbookOf, type TestRow } from './statement-file.ts';

const encodings = ['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be', 'xlsx'] as const;

/** One export of an account: some of its days, in some order, layout and encoding. */
interface Cut {
  readonly fromDay: number;
  readonly toDay: number;
  readonly layout: keyof typeof statementCells;
  readonly encoding: (typeof encodings)[number];
  readonly separator: ',' | ';' | '\t';
  /** Breaks words by spaces, as another width of column does. */
  readonly wraps: boolean;
  readonly orderSeed: number;
  /** Of a hundred rows so many are missing, as in an export that was cut. */
  readonly missing: number;
  /** Which importer brings it. */
  readonly importer: number;
}

/** An account with all its rows, how it is cut, and whether an importer is killed meanwhile. */
export interface ImportCase {
  readonly rows: readonly (TestRow & { readonly day: number })[];
  readonly cuts: readonly Cut[];
  readonly kill: { readonly importer: number; readonly afterMs: number } | null;
}

const memos = [
  'NGUYEN VAN AN ung ho dong bao',
  'Ủng hộ bà con vùng lũ',
  'gop "chung tay"; bao so 3',
];

const rowArbitrary = fc.record({
  day: fc.integer({ min: 1, max: 4 }),
  reference: fc.constantFrom('', '5213.45946', '5213.45947'),
  // Few values, so that twins and near twins are the normal case.
  amountVnd: fc.constantFrom(20_000, 50_000, 50_000, 100_000, -20_000),
  memo: fc.constantFrom(...memos),
});

/** How many importers share the work. */
export const importersMax = 4;

/** Cases of the law; about one of `killEvery` kills an importer. */
export const importCases = (killEvery: number): fc.Arbitrary<ImportCase> =>
  fc.record({
    rows: fc
      .array(rowArbitrary, { minLength: 1, maxLength: 24 })
      .map((rows) => rows.map((row) => ({ ...row, bookedOn: `0${row.day}/09/2024` }))),
    cuts: fc.array(
      fc.record({
        fromDay: fc.integer({ min: 1, max: 2 }),
        toDay: fc.integer({ min: 2, max: 4 }),
        layout: fc.constantFrom('vietcombank' as const, 'agribank' as const),
        encoding: fc.constantFrom(...encodings),
        separator: fc.constantFrom(',' as const, ';' as const, '\t' as const),
        wraps: fc.boolean(),
        orderSeed: fc.nat(),
        missing: fc.constantFrom(0, 0, 20),
        importer: fc.nat({ max: importersMax - 1 }),
      }),
      { minLength: 2, maxLength: 4 },
    ),
    kill: fc.oneof(
      { weight: killEvery - 1, arbitrary: fc.constant(null) },
      {
        weight: 1,
        arbitrary: fc.record({
          importer: fc.nat({ max: importersMax - 1 }),
          afterMs: fc.integer({ min: 0, max: 120 }),
        }),
      },
    ),
  });

function shuffled<T>(values: readonly T[], seed: number): T[] {
  const random = randomFrom(seed);
  return values
    .map((value) => ({ value, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ value }) => value);
}

const rowsOfCut = ({ rows }: ImportCase, cut: Cut) => {
  const random = randomFrom(cut.orderSeed + 1);
  const kept = rows.filter(
    ({ day }) => day >= cut.fromDay && day <= cut.toDay && random() * 100 >= cut.missing,
  );
  return shuffled(kept, cut.orderSeed);
};

const wrapped = (memo: string) => memo.replace(/(.{9})/g, '$1 ');
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

function bytesOf(account: string, rows: readonly TestRow[], cut: Cut): Uint8Array {
  const shown = cut.wraps ? rows.map((row) => ({ ...row, memo: wrapped(row.memo) })) : rows;
  const cells = statementCells[cut.layout]({ account, openingVnd: 1_000_000, rows: shown });
  if (cut.encoding === 'xlsx') return workbookOf(cells);
  const text = [...cells].map((row) => row.map(quoted).join(cut.separator)).join('\r\n');
  const encoding = cut.encoding.replace('-bom', '');
  return iconv.encode(text, encoding, { addBOM: cut.encoding !== 'utf-8' });
}

/** What makes two rows the same one, told apart from the code that is tested. */
const keyOf = (day: string, amount: number, reference: string, memo: string) =>
  [day, amount, reference.replace(/\s/g, ''), fold(memo).replace(/\s/g, '')].join('|');

function countsOf(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** The exact multiset: of each row as many as the file that has most of it. */
function expectedOf(given: ImportCase): Map<string, number> {
  const expected = new Map<string, number>();
  for (const cut of given.cuts) {
    const keys = rowsOfCut(given, cut).map(({ day, amountVnd, reference, memo }) =>
      keyOf(`2024-09-0${day}`, amountVnd, reference, memo),
    );
    for (const [key, count] of countsOf(keys)) {
      expected.set(key, Math.max(expected.get(key) ?? 0, count));
    }
  }
  return expected;
}

interface View {
  readonly id: number;
  readonly state: string;
  readonly version: number;
  readonly posted: number;
  readonly rowCount: number;
}

/** Importers that may be killed: CMS processes on one database, each started again when it is needed. */
export class Importers {
  private readonly running: (Cms | undefined)[] = [];
  private readonly starting: (Promise<Cms> | undefined)[] = [];

  constructor(
    private readonly place: Place,
    private readonly count: number,
  ) {}

  async at(index: number): Promise<Cms> {
    const slot = index % this.count;
    const known = this.running[slot];
    if (known !== undefined && known.process.exitCode === null && !known.process.killed) {
      return known;
    }
    this.starting[slot] ??= startCms(this.place).finally(() => {
      this.starting[slot] = undefined;
    });
    return (this.running[slot] = await this.starting[slot]);
  }

  async kill(index: number): Promise<void> {
    await this.running[index % this.count]?.kill();
  }

  async stop(): Promise<void> {
    await Promise.all(this.running.map((cms) => cms?.stop()));
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Brings one file in to its last row, trying again as people do when a process dies under them. */
async function bring(importers: Importers, account: string, cut: Cut, bytes: Uint8Array) {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    try {
      const cms = await importers.at(cut.importer);
      const answer = await uploadStatement(cms, account, 'statement', bytes);
      if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
      let view = await jsonOf<View>(answer);
      if (view.state === 'proved') {
        await adminPost(cms, `/donations/statements/${view.id}/accept`, { version: view.version });
      }
      while (view.state !== 'accepted' || view.posted < view.rowCount) {
        await pause(5);
        view = await jsonOf<View>(await cms.adminFetch(`/donations/statements/${view.id}`));
        if (Date.now() > deadline) break;
      }
      if (view.posted === view.rowCount) return;
    } catch (error) {
      // A refusal is no dead process: trying again would hide it.
      if (error instanceof Error && /^4\d\d /.test(error.message)) throw error;
      await pause(20);
    }
  }
  throw new Error('a file was not posted within a minute');
}

let accountsMade = 0;

/** Runs one case on an account of its own; gives what was expected and what stands in the books. */
export async function runImportCase(place: Place, importers: Importers, given: ImportCase) {
  accountsMade += 1;
  const account = `77${String(Date.now()).slice(-8)}${String(accountsMade).padStart(5, '0')}`;
  const added = await adminPost(await importers.at(0), '/donations/accounts', {
    ...{ bin: '970436', number: account, name: 'QUY CUU TRO', campaign: 'trinh-dien' },
  });
  if (added.status !== 201) throw new Error(await added.text());
  const { kill } = given;
  const killing =
    kill === null ? undefined : pause(kill.afterMs).then(() => importers.kill(kill.importer));
  await Promise.all(
    given.cuts.map(async (cut) => {
      const rows = rowsOfCut(given, cut);
      if (rows.length > 0) await bring(importers, account, cut, bytesOf(account, rows, cut));
    }),
  );
  await killing;

  const lines = await askDatabase<Record<string, string | number>>(
    place,
    `select l.booked_on, l.amount_vnd, l.reference, l.memo, d.amount_vnd as donated
     from donations_lines l left join donations_donations d on d.line_id = l.id
     where l.account_number = '${account}'`,
  );
  const booked = countsOf(
    lines.map((line) =>
      keyOf(
        String(line.booked_on),
        Number(line.amount_vnd),
        String(line.reference ?? ''),
        String(line.memo),
      ),
    ),
  );
  const donated = lines.every(({ amount_vnd, donated: amount }) =>
    Number(amount_vnd) > 0 ? Number(amount) === Number(amount_vnd) : amount === null,
  );
  const sorted = (counts: Map<string, number>) =>
    [...counts].sort().map(([key, n]) => `${n} × ${key}`);
  return { expected: sorted(expectedOf(given)), booked: sorted(booked), donated };
}
