#!/usr/bin/env node
// Kiểm chứng dữ liệu mở của Chung Tay · Verifies the open data of Chung Tay.
//
//   node kiem-chung.mjs [thư mục / folder | https://…/du-lieu-mo/tep]
//
// This one file needs Node.js 18 or newer and nothing else: neither our database nor our programs. It checks
//   1. every file against the SHA-256 in the manifest of its day,
//   2. that each manifest names the hash of the one before,
//   3. the journal: numbers without a gap, each entry chained to the one before by SHA-256,
//   4. the checkpoints: the journal passes through each of them, up to the last,
//   5. that the rows of the ledger add up to what the journal says was received, entry by entry,
//   6. that the totals of each day are the sums of the journal, to the đồng.
// Keep a checkpoints.jsonl that you downloaded earlier and give it as second argument: then a journal that was
// rewritten from its beginning is found as well.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';

const genesis = '0'.repeat(64);
export const sha256 = (data) => createHash('sha256').update(data).digest('hex');

/** Sorted names, no spaces: equal values have equal text. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`);
  return `{${members.join(',')}}`;
}

/** Follows the chain of the journal line by line; `check` answers what is wrong with the next line. */
export function chain(checkpoints = [], from = { seq: 0, hash: genesis }) {
  const known = new Map(checkpoints.map(({ seq, hash }) => [seq, hash]));
  let last = from;
  return {
    get head() {
      return last;
    },
    check(line) {
      let wire;
      try {
        wire = JSON.parse(line);
      } catch {
        return 'not JSON';
      }
      if (wire === null || typeof wire !== 'object') return 'not an entry';
      const { seq, prevHash, hash, sealedAt, entry, ...others } = wire;
      // The line must be what the journal writes, so that nothing can be hidden beside the entry.
      if (Object.keys(others).length > 0) return 'unknown names';
      const wanted = canonical({ hash, prevHash, sealedAt, seq });
      if (line !== `${wanted.slice(0, -1)},"entry":${canonical(entry)}}`) return 'not canonical';
      if (seq !== last.seq + 1) return `number ${seq} after ${last.seq}`;
      if (prevHash !== last.hash) return `${seq} does not follow the entry before`;
      if (sha256(`${prevHash}\n${canonical(entry)}`) !== hash) return `the hash of ${seq} differs`;
      if (known.has(seq) && known.get(seq) !== hash)
        return `${seq} is not what its checkpoint says`;
      if (Number.isNaN(Date.parse(sealedAt))) return `${seq} was sealed at no time`;
      last = { seq, hash };
      return null;
    },
    /** What is missing at the end: a cut tail stops before the last checkpoint. */
    finish() {
      const farthest = Math.max(0, ...known.keys());
      return last.seq < farthest ? `ends at ${last.seq}, the checkpoints go to ${farthest}` : null;
    },
  };
}

/** What is wrong with a journal export; an empty list when it is whole. */
export function verifyJournal(lines, checkpoints) {
  const journal = chain(checkpoints);
  for (const line of lines) {
    const fault = journal.check(line);
    if (fault !== null) return [fault];
  }
  const fault = journal.finish();
  return fault === null ? [] : [fault];
}

/** The cells of a line of CSV. */
export function cellsOf(line) {
  const cells = [];
  for (let at = 0; at <= line.length;) {
    if (line[at] !== '"') {
      const end = line.indexOf(',', at);
      cells.push(line.slice(at, end === -1 ? line.length : end));
      at = end === -1 ? line.length + 1 : end + 1;
      continue;
    }
    let cell = '';
    for (at += 1; ; at += 2) {
      const end = line.indexOf('"', at);
      if (end === -1) return null;
      cell += line.slice(at, end);
      at = end;
      if (line[at + 1] !== '"') break;
      cell += '"';
    }
    cells.push(cell);
    at += 2;
  }
  return cells;
}

function placeOf(where) {
  const isRemote = /^https?:\/\//.test(where);
  const base = isRemote ? where.replace(/\/*$/, '/') : where;
  const open = async (name) => {
    if (!/^[A-Za-z0-9][A-Za-z0-9.-]*$/.test(name)) throw new Error(`${name} is no name of a file`);
    if (!isRemote) return createReadStream(path.join(base, name));
    const answer = await fetch(new URL(name, base));
    if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
    return Readable.fromWeb(answer.body);
  };
  return {
    open,
    async text(name) {
      const parts = [];
      for await (const part of await open(name)) parts.push(Buffer.from(part));
      return Buffer.concat(parts).toString();
    },
  };
}

/** The lines of a file, and its hash when all were read. */
async function* linesOf(place, name, seen) {
  const hash = createHash('sha256');
  const decoder = new TextDecoder();
  let rest = '';
  for await (const part of await place.open(name)) {
    hash.update(part);
    const lines = (rest + decoder.decode(part, { stream: true })).split('\n');
    rest = lines.pop();
    yield* lines;
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
  seen.set(name, hash.digest('hex'));
}

async function hashOf(place, name) {
  const hash = createHash('sha256');
  for await (const part of await place.open(name)) hash.update(part);
  return hash.digest('hex');
}

const keyOf = ({ measure, kind, channel, campaign }) =>
  [measure, kind, channel, campaign].join('|');

async function verifyDay(place, manifest, journal, sums, ledger, faults) {
  const { day } = manifest;
  const seen = new Map();
  const received = new Map();
  for await (const line of linesOf(place, `journal-${day}.jsonl`, seen)) {
    const fault = journal.check(line);
    if (fault !== null) {
      faults.push(`journal-${day}.jsonl: ${fault}`);
      break;
    }
    const { seq, entry } = JSON.parse(line);
    for (const posting of entry.postings) {
      const key = keyOf(posting);
      const sum = sums.get(key) ?? { amount: 0n, rows: 0 };
      sums.set(key, {
        amount: sum.amount + BigInt(posting.amountVnd),
        rows: sum.rows + posting.rows,
      });
      if (posting.measure !== 'received') continue;
      received.set(seq, (received.get(seq) ?? 0n) + BigInt(posting.amountVnd));
    }
  }
  if (journal.head.seq !== manifest.seq || journal.head.hash !== manifest.head) {
    faults.push(`journal-${day}.jsonl: does not end where the manifest says`);
  }
  let header = null;
  let ofDay = 0n;
  for await (const raw of linesOf(place, `ledger-${day}.csv`, seen)) {
    const cells = cellsOf(raw.replace(/\r$/, ''));
    if (header === null) {
      header = {
        row: cells?.indexOf('row'),
        amount: cells?.indexOf('amount_vnd'),
        count: cells?.length,
      };
      continue;
    }
    if (cells === null || cells.length !== header.count || !/^-?\d+$/.test(cells[header.amount])) {
      faults.push(`ledger-${day}.csv: a line that is no row: ${raw.slice(0, 80)}`);
      break;
    }
    const seq = Number(cells[header.row].split('-')[0]);
    const amount = BigInt(cells[header.amount]);
    received.set(seq, (received.get(seq) ?? 0n) - amount);
    ofDay += amount;
    ledger.rows += 1;
    ledger.amount += amount;
  }
  for (const [seq, difference] of received) {
    if (difference !== 0n)
      faults.push(`ledger-${day}.csv: entry ${seq} differs from the journal by ${difference} đ`);
  }
  if (String(ofDay) !== manifest.ledger.amountVnd)
    faults.push(
      `ledger-${day}.csv: adds up to ${ofDay} đ, the manifest says ${manifest.ledger.amountVnd} đ`,
    );
  const totals = JSON.parse(await place.text(`totals-${day}.json`));
  for (const sum of totals.sums) {
    const own = sums.get(keyOf(sum));
    if (String(own?.amount) !== sum.amountVnd || own?.rows !== sum.rows) {
      faults.push(
        `totals-${day}.json: ${keyOf(sum)} says ${sum.amountVnd} đ, the journal ${own?.amount ?? 0} đ`,
      );
    }
  }
  if (totals.sums.length !== sums.size) faults.push(`totals-${day}.json: sums are missing`);
  if (totals.ledger.amountVnd !== String(ledger.amount) || totals.ledger.rows !== ledger.rows) {
    faults.push(
      `totals-${day}.json: the ledger adds up to ${ledger.amount} đ, the totals say ${totals.ledger.amountVnd} đ`,
    );
  }
  for (const figure of totals.figures) {
    let amount = 0n;
    for (const [key, sum] of sums) {
      const [measure, kind, channel] = key.split('|');
      const isOf = measure === figure.measure && kind === figure.kind;
      if (isOf && (figure.channel === 'all' || figure.channel === channel)) amount += sum.amount;
    }
    if (String(amount) !== figure.amountVnd) {
      faults.push(
        `totals-${day}.json: ${figure.name} says ${figure.amountVnd} đ, the journal ${amount} đ`,
      );
    }
  }
  for (const { name, sha256: expected } of manifest.files) {
    const actual = seen.get(name) ?? (await hashOf(place, name).catch(() => 'missing'));
    if (actual !== expected)
      faults.push(`${name}: is not what the manifest says (${actual.slice(0, 12)}…)`);
  }
}

/** Verifies a folder or an address; answers what is wrong and the totals. */
export async function verify(where, kept = []) {
  const place = placeOf(where);
  const faults = [];
  const checkpoints = (await place.text('checkpoints.jsonl'))
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const journal = chain([...checkpoints, ...kept]);
  const keptBySeq = new Map(kept.map(({ seq, hash }) => [seq, hash]));
  for (const { seq, hash } of checkpoints) {
    if (keptBySeq.has(seq) && keptBySeq.get(seq) !== hash)
      faults.push(`checkpoint ${seq} was another one before`);
  }
  const sums = new Map();
  const ledger = { rows: 0, amount: 0n };
  let previous = null;
  for (const { day, manifest: expected, rows, amountVnd } of checkpoints) {
    const text = await place.text(`manifest-${day}.json`).catch(() => null);
    if (text === null) {
      faults.push(`manifest-${day}.json: missing`);
      break;
    }
    if (sha256(text) !== expected)
      faults.push(`manifest-${day}.json: is not what the checkpoints say`);
    const manifest = JSON.parse(text);
    if ((manifest.previous?.sha256 ?? null) !== previous)
      faults.push(`manifest-${day}.json: does not follow the day before`);
    previous = expected;
    try {
      await verifyDay(place, manifest, journal, sums, ledger, faults);
    } catch (error) {
      faults.push(`${day}: ${error.message}`);
    }
    if (ledger.rows !== rows || String(ledger.amount) !== amountVnd)
      faults.push(`${day}: the checkpoint names other totals`);
  }
  const end = journal.finish();
  if (end !== null) faults.push(`journal: ${end}`);
  return { days: checkpoints.length, head: journal.head, ledger, sums, faults };
}

async function main([where = '.', keptFile]) {
  const kept =
    keptFile === undefined
      ? []
      : (await readFile(keptFile, 'utf8'))
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line));
  const { days, head, ledger, sums, faults } = await verify(where, kept);
  for (const fault of faults) console.log(`SAI / WRONG  ${fault}`);
  console.log(`${days} ngày / days, bút toán / entry ${head.seq}, ${head.hash}`);
  for (const [key, { amount, rows }] of [...sums].sort())
    console.log(`  ${key}  ${amount} đ, ${rows}`);
  console.log(`Sổ / ledger: ${ledger.rows} dòng / rows, ${ledger.amount} đ`);
  console.log(faults.length === 0 ? 'ĐÚNG / ALL IS RIGHT' : `${faults.length} chỗ sai / faults`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

const isCommand =
  process.argv[1] !== undefined &&
  existsSync(process.argv[1]) &&
  import.meta.url === pathToFileURL(process.argv[1]).href;
if (isCommand) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(error.message);
    process.exitCode = 2;
  });
}
