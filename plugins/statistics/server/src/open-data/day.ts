import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { LedgerRowsService } from '@chung-tay/strapi-plugin-donations/strapi-server';
import type { VerifyService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import { readText, sha256, writeCompressed, writeFile, type FileFact } from './file';
import { csvParts, jsonParts } from './ledger-file';
import { manifestFrom, manifestName, manifestText, type Manifest } from './manifest';
import {
  addLines,
  noTotals,
  receivedVnd,
  totalsFrom,
  totalsText,
  type Totals,
} from './totals-file';

/** What of the journal a day holds. */
export interface DayRange {
  readonly day: string;
  readonly fromSeq: number;
  readonly seq: number;
  readonly head: string;
  readonly asOf: string;
  readonly previous: Manifest['previous'];
}

export interface Sources {
  readonly folder: string;
  readonly journal: VerifyService;
  readonly ledger: LedgerRowsService;
}

async function* one(text: string): AsyncGenerator<string> {
  yield text;
}

/** The totals at the end of the day before, from its own file, which must be as it was published. */
async function totalsBefore(folder: string, previous: DayRange['previous']): Promise<Totals> {
  if (previous === null) return noTotals;
  const manifest = await readText(folder, manifestName(previous.day));
  const name = `totals-${previous.day}.json`;
  const text = await readText(folder, name);
  const expected = manifestFrom(manifest).files.find((file) => file.name === name)?.sha256;
  if (sha256(manifest) !== previous.sha256 || sha256(text) !== expected) {
    throw new Error(`the published files of ${previous.day} are not what they were`);
  }
  return totalsFrom(text);
}

/** Writes the rows of a day in both forms and answers their sum. */
async function writeLedger(
  { ledger }: Sources,
  draft: string,
  { day, fromSeq, seq }: DayRange,
): Promise<{ files: FileFact[]; sum: Totals['ledger'] }> {
  let [rows, amountVnd] = [0, 0];
  async function* counted() {
    for await (const page of ledger.between(fromSeq, seq)) {
      rows += page.length;
      for (const row of page) amountVnd += Number(row.amountVnd);
      yield page;
    }
  }
  const csv = await writeFile(draft, `ledger-${day}.csv`, csvParts(counted()));
  const sum = { rows, amountVnd };
  const json = await writeFile(
    draft,
    `ledger-${day}.jsonl`,
    jsonParts(ledger.between(fromSeq, seq)),
  );
  return { files: [csv, json], sum };
}

async function writeJournal(
  { journal }: Sources,
  draft: string,
  { day, fromSeq, seq }: DayRange,
  before: Totals,
): Promise<{ file: FileFact; sums: Totals['sums'] }> {
  const sums = new Map(before.sums);
  async function* parts() {
    for await (const lines of journal.linesBetween(fromSeq, seq)) {
      addLines(sums, lines);
      yield `${lines.join('\n')}\n`;
    }
  }
  return { file: await writeFile(draft, `journal-${day}.jsonl`, parts()), sums };
}

/**
 * Writes the files of a day, all but its manifest, and answers the manifest. The same range gives the same
 * bytes: a lost file can be made again, and is then known by its hash. Rows that do not add up to what the
 * journal says was received are never published.
 */
export async function writeDay(
  sources: Sources,
  range: DayRange,
): Promise<{ manifest: Manifest; text: string }> {
  const { day, fromSeq, seq, head, asOf, previous } = range;
  const draft = path.join(sources.folder, `.draft-${day}-${process.pid}`);
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  try {
    const before = await totalsBefore(sources.folder, previous);
    const journal = await writeJournal(sources, draft, range, before);
    const ledger = await writeLedger(sources, draft, range);
    const { sum } = ledger;
    const totals: Totals = {
      sums: journal.sums,
      ledger: {
        rows: before.ledger.rows + sum.rows,
        amountVnd: before.ledger.amountVnd + sum.amountVnd,
      },
    };
    const received = receivedVnd(totals);
    if (received !== totals.ledger.amountVnd) {
      throw new Error(
        `${day}: the ledger adds up to ${totals.ledger.amountVnd} đ, the journal to ${received} đ`,
      );
    }
    const text = totalsText({ day, fromSeq, seq, head, asOf }, totals, sum);
    const plain = [...ledger.files, journal.file];
    const compressed: FileFact[] = [];
    for (const { name } of plain) compressed.push(await writeCompressed(draft, name));
    const files = [
      ...plain,
      ...compressed,
      await writeFile(draft, `totals-${day}.json`, one(text)),
    ];
    files.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const { name } of files) {
      await rename(path.join(draft, name), path.join(sources.folder, name));
    }
    const manifest: Manifest = {
      ...{ version: 1, day, fromSeq, seq, head, asOf, previous },
      ledger: { rows: sum.rows, amountVnd: String(sum.amountVnd) },
      files,
    };
    return { manifest, text: manifestText(manifest) };
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
