import type { HoldPolicy, OnProgress } from '@chung-tay/domain';
import type { JournalService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import type { Core } from '@strapi/strapi';
import * as posting from '../store/posting';
import { isPostgres } from '../store/rows';
import { unstage } from '../store/staging';
import { selectStatement, type StatementRecord } from '../store/statements';
import type { ReceivingAccount } from '../types';
import { queueDifferences } from './day-difference';
import { postedEntry } from './donation-entries';
import { holdPolicyOf } from './hold-policy';

/** Rows of one journal entry. */
const entryRowsMax = 1000;
// SQLite lets nobody else write while a transaction lasts: short ones keep the public form alive.
const chunkRowsMax = (strapi: Core.Strapi) => (isPostgres(strapi) ? 20_000 : 2_000);

function* entryGroups(credits: readonly posting.NewCredit[]) {
  for (let from = 0; from < credits.length; from += entryRowsMax) {
    yield credits.slice(from, from + entryRowsMax);
  }
}

/**
 * Posts one range of rows in one transaction: lines, what is held, journal entries, donation records, progress.
 */
async function postChunk(
  strapi: Core.Strapi,
  statement: StatementRecord,
  account: ReceivingAccount,
  policy: HoldPolicy,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<void> {
  const journal: JournalService = strapi.plugin('journal').service('journal');
  const { campaignCode, unitCode } = account;
  const holding = { statement, campaignCode, unitCode, policy };
  await strapi.db.transaction(async ({ trx }) => {
    if (!(await posting.moveProgress(trx, statement.id, from, to))) return;
    // After this point the change must succeed.
    await posting.gatherWords(strapi, trx);
    await posting.insertLines(strapi, trx, statement, from, to);
    await posting.insertHolds(trx, holding, from, to);
    const credits = await posting.selectNewCredits(trx, statement.id, from, to, policy);
    const groups = [...entryGroups(credits)];
    const entryIds = await journal.append(
      trx,
      groups.map((group) => postedEntry(statement, account, group, statement.decidedBy ?? '')),
    );
    for (const [index, group] of groups.entries()) {
      await posting.insertDonations(strapi, trx, {
        ...holding,
        entryId: entryIds[index] ?? 0,
        firstPosition: group[0]?.position ?? 0,
        lastPosition: group.at(-1)?.position ?? 0,
      });
    }
    if (to === statement.rowCount) await queueDifferences(trx, statement);
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
  const policy = await holdPolicyOf(strapi, account.campaignCode);
  for (;;) {
    const statement = await selectStatement(strapi.db.connection, id);
    if (statement === null || statement.state !== 'accepted') return;
    const { postedThrough: from, rowCount } = statement;
    onProgress(from, rowCount);
    if (from >= rowCount) {
      await unstage(strapi, statement.uploadKey);
      await posting.sortWords(strapi);
      return;
    }
    const to = Math.min(from + chunkRowsMax(strapi), rowCount);
    await postChunk(strapi, statement, account, policy, { from, to });
  }
}
