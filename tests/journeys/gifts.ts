import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Cms } from '../harness/cms.ts';
import { adminPost, eventually, jsonOf, uploadStatement } from '../harness/requests.ts';
import { writeVietcombankCsv } from '../harness/statement-file.ts';

const account = '0000000000';
const count = 40;

interface Row {
  readonly seq: number;
  readonly index: number;
  readonly number: string;
  readonly reversedBy?: { readonly seq: number; readonly index: number };
}

const gifts = Array.from({ length: count }, (_, index) => ({
  bookedOn: `${String(1 + (index % 20)).padStart(2, '0')}/11/2026`,
  reference: `G${index}`,
  amountVnd: 10_000 * (index + 1),
  memo: index % 3 === 0 ? 'Xom 3 quyen gop cho ba con vung lu' : 'ung ho dong bao',
}));

const rowsOf = async (cms: Cms, query: string) =>
  (await jsonOf<{ rows: Row[] }>(await cms.fetch(`/api/donations/ledger?${query}`))).rows;

/** Books a statement and takes one of its gifts back; gives the addresses of both rows. */
export async function bookGifts(cms: Cms): Promise<readonly string[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'chung-tay-gifts-'));
  const file = path.join(folder, 'a.csv');
  await writeVietcombankCsv(file, { account, openingVnd: 0, rows: gifts });
  const { id, version } = await jsonOf<{ id: number; version: number }>(
    await uploadStatement(cms, account, 'a.csv', await readFile(file)),
  );
  await rm(folder, { recursive: true });
  await adminPost(cms, `/donations/statements/${id}/accept`, { version });
  const [gift] = await eventually(
    () => rowsOf(cms, 'q=xom+3&min=400000&max=400000'),
    ({ length }) => length > 0,
  );
  await adminPost(cms, '/donations/reversals', {
    number: gift?.number,
    reasonCode: 'duplicate-entry',
    reason: 'Một phiếu thu nhập hai lần.',
  });
  const [taken] = await eventually(
    () => rowsOf(cms, 'q=xom+3&min=400000&max=400000'),
    ([row]) => row?.reversedBy !== undefined,
  );
  return [taken, taken?.reversedBy].map((row) => `/sao-ke/${row?.seq}/${row?.index}`);
}
