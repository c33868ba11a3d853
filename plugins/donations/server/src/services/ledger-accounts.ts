import type { LedgerFilter } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import { fresh } from '../fresh';
import type { AccountService, LedgerRow } from '../types';

/** What readers may know of accounts: only the number of one that was published once is public. */
export interface PublicAccounts {
  /** The row without an account that is not public. */
  show<Row extends LedgerRow>(row: Row): Row;
  /** Whether a filter names an account that is not public: it finds nothing, as one that does not exist. */
  hides(filter: LedgerFilter): boolean;
}

export function publicAccounts(strapi: Core.Strapi): () => Promise<PublicAccounts> {
  return fresh(async () => {
    const accounts: AccountService = strapi.plugin('donations').service('account');
    const list = await accounts.list();
    const known = new Set(
      list.filter(({ publishedBy }) => publishedBy !== null).map(({ number }) => number),
    );
    return {
      show(row) {
        if (row.account === undefined || known.has(row.account)) return row;
        const { account: _hidden, ...rest } = row;
        return rest as typeof row;
      },
      hides: ({ account }) => account !== null && !known.has(account),
    };
  });
}
