import { createHash } from 'node:crypto';
import {
  dayOf,
  sumVnd,
  type Day,
  type Entry,
  type OnProgress,
  type Posting,
} from '@chung-tay/domain';
import type { JournalService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import type { Core } from '@strapi/strapi';
import * as posting from '../store/posting';
import { isPostgres } from '../store/rows';
import { unstage } from '../store/staging';
import { selectStatement, type StatementRecord } from '../store/statements';
import type { ReceivingAccount } from '../types';
import { donationsPosted } from './ledger';

/** Rows of one journal entry. */
const entryRowsMax = 1000;
// SQLite lets nobody else write while a transaction lasts: short ones keep the public form alive.
const chunkRowsMax = (strapi: Core.Strapi) => (isPostgres(strapi) ? 20_000 : 2_000);

/** The sums of some credits, one posting per booked day. */
function postingsOf(credits: readonly posting.NewCredit[], account: ReceivingAccount): Posting[] {
  const byDay = Map.groupBy(credits, ({ bookedOn }) => bookedOn);
  return [...byDay].sort().map(([on, ofDay]) => ({
    measure: 'received',
    kind: 'cash',
    channel: 'central-account',
    campaign: account.campaignCode,
    unit: account.unitCode,
    locality: '',
    donorKind: '',
    origin: '',
    on: on as Day,
    amountVnd: sumVnd(ofDay.map(({ amountVnd }) => amountVnd)),
    rows: ofDay.length,
  }));
}

/** Ties the entry to its rows: whoever has the rows can compute it again. */
function digestOf(credits: readonly posting.NewCredit[]): string {
  const hash = createHash('sha256');
  for (const { position, baseKey, ordinal, amountVnd } of credits) {
    hash.update(`${position} ${baseKey} ${ordinal} ${amountVnd}\n`);
  }
  return hash.digest('hex');
}

function entryOf(
  statement: StatementRecord,
  account: ReceivingAccount,
  credits: readonly posting.NewCredit[],
): Entry {
  const now = new Date();
  return {
    event: donationsPosted,
    subject: `statement:${statement.number}`,
    actor: statement.decidedBy ?? '',
    unit: account.unitCode,
    on: dayOf(now.getTime()),
    at: now.toISOString(),
    facts: {
      statement: statement.number,
      first: credits[0]?.position ?? 0,
      last: credits.at(-1)?.position ?? 0,
      count: credits.length,
      digest: digestOf(credits),
    },
    postings: postingsOf(credits, account),
  };
}

function* entryGroups(credits: readonly posting.NewCredit[]) {
  for (let from = 0; from < credits.length; from += entryRowsMax) {
    yield credits.slice(from, from + entryRowsMax);
  }
}

/** Posts one range of rows in one transaction: lines, journal entries, donation records, progress. */
async function postChunk(
  strapi: Core.Strapi,
  statement: StatementRecord,
  account: ReceivingAccount,
  from: number,
  to: number,
): Promise<void> {
  const journal: JournalService = strapi.plugin('journal').service('journal');
  await strapi.db.transaction(async ({ trx }) => {
    if (!(await posting.moveProgress(trx, statement.id, from, to))) return;
    // After this point the change must succeed.
    await posting.insertLines(strapi, trx, statement, from, to);
    const credits = await posting.selectNewCredits(trx, statement.id, from, to);
    const groups = [...entryGroups(credits)];
    const entryIds = await journal.append(
      trx,
      groups.map((group) => entryOf(statement, account, group)),
    );
    for (const [index, group] of groups.entries()) {
      await posting.insertDonations(strapi, trx, {
        statement,
        campaignCode: account.campaignCode,
        unitCode: account.unitCode,
        entryId: entryIds[index] ?? 0,
        firstPosition: group[0]?.position ?? 0,
        lastPosition: group.at(-1)?.position ?? 0,
      });
    }
  });
}

/**
 * Posts an accepted statement from where it stands to its end. Progress moves by compare-and-set in the
 * transaction of its rows, so a crash or a second poster neither loses nor doubles a row.
 */
export async function postStatement(
  strapi: Core.Strapi,
  id: number,
  account: ReceivingAccount,
  onProgress: OnProgress,
): Promise<void> {
  for (;;) {
    const statement = await selectStatement(strapi.db.connection, id);
    if (statement === null || statement.state !== 'accepted') return;
    const { postedThrough: from, rowCount } = statement;
    onProgress(from, rowCount);
    if (from >= rowCount) {
      await unstage(strapi, statement.uploadKey);
      return;
    }
    const to = Math.min(from + chunkRowsMax(strapi), rowCount);
    await postChunk(strapi, statement, account, from, to);
  }
}
