import { vndFromText, wordsOf, type Refused } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import * as store from '../store/public-statements';
import type { ClassSum, StatementRecord } from '../store/statements';
import type {
  AccountService,
  PublicStatement,
  PublicStatementService,
  ReceivingAccount,
} from '../types';

const pageRows = 20;

type Moves = Awaited<ReturnType<typeof store.selectMoves>>;

/** The sums by class as they are today: what was read, and what people said since. */
function classesOf(record: StatementRecord, moves: Moves): ClassSum[] {
  const sums = new Map<string, { count: number; amountVnd: number }>();
  const add = (name: string, count: number, amountVnd: number) => {
    const known = sums.get(name) ?? { count: 0, amountVnd: 0 };
    sums.set(name, { count: known.count + count, amountVnd: known.amountVnd + amountVnd });
  };
  for (const read of JSON.parse(record.classSums ?? '[]') as ClassSum[]) {
    add(read.class, read.count, vndFromText(read.amountVnd));
  }
  for (const { statementId, class: from, to, count, amountVnd } of moves) {
    if (statementId !== record.id) continue;
    add(from, -count, -vndFromText(amountVnd));
    add(to, count, vndFromText(amountVnd));
  }
  return [...sums]
    .filter(([, { count }]) => count > 0)
    .map(([name, { count, amountVnd }]) => ({ class: name, count, amountVnd: String(amountVnd) }));
}

function controlOf({ refusal, overrideReason }: StatementRecord): PublicStatement['control'] {
  if (overrideReason === null || refusal === null) return { state: 'proved' };
  const refused = JSON.parse(refusal) as Refused;
  const fault = { code: refused.refusal, messages: wordsOf(refused) };
  return { state: 'overridden', reason: overrideReason, fault };
}

/** Only the number of an account that was published once is public. */
function accountOf(account: ReceivingAccount | undefined): PublicStatement['account'] {
  if (account === undefined || account.publishedBy === null) return null;
  const { number, bank, name } = account;
  return { number, bank, name };
}

/** The statements on which the ledger rests. */
export default ({ strapi }: { strapi: Core.Strapi }): PublicStatementService => {
  const accounts = (): AccountService => strapi.plugin('donations').service('account');

  return {
    async page(beforeId, account) {
      const found = await store.selectAccepted(strapi, { beforeId, account }, pageRows + 1);
      const page = found.slice(0, pageRows);
      const ids = page.map(({ id }) => id);
      const [moves, waiting, all] = await Promise.all([
        store.selectMoves(strapi, ids),
        store.selectWaitingOf(strapi, ids),
        accounts().list(),
      ]);
      const known = new Map(all.map((given) => [given.number, given]));
      return {
        statements: page.map((record) => ({
          number: record.number,
          account: accountOf(known.get(record.accountNumber)),
          campaign: known.get(record.accountNumber)?.campaignCode ?? '',
          from: record.periodFrom ?? '',
          to: record.periodTo ?? '',
          openingVnd: record.openingVnd,
          creditVnd: record.creditVnd,
          debitVnd: record.debitVnd,
          closingVnd: record.closingVnd,
          rows: record.rowCount,
          control: controlOf(record),
          classes: classesOf(record, moves),
          held: waiting.get(record.id) ?? { count: 0, amountVnd: '0' },
          sha256: record.sha256,
        })),
        next: found.length > pageRows ? String(page.at(-1)?.id) : null,
      };
    },
  };
};
