import { createHash } from 'node:crypto';
import path from 'node:path';
import {
  assert,
  dayOf,
  fold,
  formatDay,
  isSmsChannel,
  sumVnd,
  type Entry,
  type MemoNames,
  type Posting,
  type WalletRow,
} from '@chung-tay/domain';
import type { JournalService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import type { Core } from '@strapi/strapi';
import type { DonationsConfig } from '../config';
import * as store from '../store/wallets';
import { walletRows } from '../wallets/read-wallet';
import { donationEvents } from './donation-entries';
import { publicFormOf, type PublicForm } from './public-form';

/** Rows of one journal entry and of one transaction. */
const chunkRows = 1000;

function postingsOf(rows: readonly WalletRow[], file: store.WalletFile): Posting[] {
  const byDay = Map.groupBy(rows, ({ paidOn }) => paidOn);
  return [...byDay].sort().map(([on, ofDay]) => ({
    ...{ measure: 'received', kind: 'cash', channel: 'wallet' },
    ...{ campaign: file.campaignCode, unit: file.unitCode, locality: '' },
    ...{ donorKind: '', origin: '', on },
    amountVnd: sumVnd(ofDay.map(({ amountVnd }) => amountVnd)),
    rows: ofDay.length,
  }));
}

/** Ties the entry to its rows: whoever has the rows can compute it again. */
function digestOf(rows: readonly WalletRow[]): string {
  const hash = createHash('sha256');
  for (const { position, transactionId, amountVnd } of rows) {
    hash.update(`${position} ${transactionId} ${amountVnd}\n`);
  }
  return hash.digest('hex');
}

function entryOf(file: store.WalletFile, rows: readonly WalletRow[]): Entry {
  const nowMs = Date.now();
  return {
    event: donationEvents.posted,
    subject: `wallet:${file.number}`,
    actor: file.decidedBy ?? '',
    unit: file.unitCode,
    on: dayOf(nowMs),
    at: new Date(nowMs).toISOString(),
    facts: {
      ...{ file: file.number, channel: file.channel, count: rows.length },
      ...{ first: rows[0]?.position ?? 0, last: rows.at(-1)?.position ?? 0 },
      digest: digestOf(rows),
    },
    postings: postingsOf(rows, file),
  };
}

/** What the public sees of a row. A sum of messages has no donor, so its words are ours. */
function publicOf(file: store.WalletFile, row: WalletRow, memoNames: MemoNames): PublicForm {
  if (!isSmsChannel(file.channel)) return publicFormOf(row.note, memoNames);
  const number = file.channel.slice('sms-'.length);
  const gifts = row.gifts.toLocaleString('vi-VN');
  const [operator = ''] = row.note.split(',');
  const publicMemo = `${gifts} tin nhắn ủng hộ gửi ${number}, mạng ${operator}, đến ${formatDay(row.paidOn)}`;
  return { publicMemo, searchText: fold(publicMemo), codes: [] };
}

/** Books one chunk in one transaction: progress, new rows, their entry, their donation records. */
async function postChunk(
  strapi: Core.Strapi,
  file: store.WalletFile,
  rows: readonly WalletRow[],
  memoNames: MemoNames,
): Promise<void> {
  const journal: JournalService = strapi.plugin('journal').service('journal');
  const from = (rows[0]?.position ?? 1) - 1;
  const to = rows.at(-1)?.position ?? from;
  await strapi.db.transaction(async ({ trx }) => {
    if (!(await store.moveWalletProgress(trx, file.id, from, to))) return;
    const ids = rows.map(({ transactionId }) => transactionId);
    const booked = await store.selectBooked(trx, file.channel, ids);
    for (const { transactionId, amountVnd } of rows) {
      const known = booked.get(transactionId) ?? amountVnd;
      assert(known === amountVnd, `${file.number}: ${transactionId} is booked with ${known} đ`);
    }
    const fresh = rows.filter(({ transactionId }) => !booked.has(transactionId));
    if (fresh.length === 0) return;
    // After this point the change must succeed.
    const [entryId = 0] = await journal.append(trx, [entryOf(file, fresh)]);
    const formed = fresh.map((row) => ({ ...row, ...publicOf(file, row, memoNames) }));
    await store.insertWalletRows(trx, file, entryId, formed);
    await store.insertWalletDonations(strapi, trx, file, entryId);
  });
}

/** Where the file of a digest is kept. */
export function keptPath(strapi: Core.Strapi, sha256: string): string {
  const { dataDir } = strapi.config.get('plugin::donations') as DonationsConfig;
  return path.join(dataDir, 'wallets', sha256);
}

/**
 * Books an accepted file from where it stands to its end. Progress moves by compare-and-set in the transaction
 * of its rows, and a transaction of a channel is booked once, whatever file brings it.
 */
export async function postWalletFile(
  strapi: Core.Strapi,
  file: store.WalletFile,
  memoNames: MemoNames,
): Promise<void> {
  for await (const rows of walletRows(keptPath(strapi, file.sha256), file.channel, chunkRows)) {
    const last = rows.at(-1)?.position ?? 0;
    if (last > file.postedThrough) await postChunk(strapi, file, rows, memoNames);
  }
}
