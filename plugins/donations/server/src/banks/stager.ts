import { hash } from 'node:crypto';
import {
  classifyRow,
  findReferenceCodes,
  fold,
  lineKeyOf,
  redactMemo,
  type MemoNames,
  type StatementRow,
} from '@chung-tay/domain';
import type { StagedRow } from '../store/staged-rows';
import { Ordinals } from './ordinals';

/** For which account rows are staged, and what its campaign shows of the names in memos. */
export interface StagedFor {
  readonly accountNumber: string;
  readonly memoNames: MemoNames;
}

/** Gives each row its identity and what the public may see of it. */
export class Stager {
  // Exact equals of one file are different gifts: each gets the next ordinal.
  private readonly ordinals = new Ordinals();

  constructor(private readonly account: StagedFor) {}

  stage(row: StatementRow): StagedRow {
    const { accountNumber, memoNames } = this.account;
    const digest = hash('sha256', lineKeyOf(accountNumber, row), 'buffer');
    const publicMemo = redactMemo(row.memo, memoNames);
    return {
      ...row,
      class: classifyRow(row),
      baseKey: digest.toString('hex', 0, 16),
      ordinal: this.ordinals.next(digest),
      publicMemo,
      searchText: fold(publicMemo),
      codes: findReferenceCodes(row.memo),
    };
  }
}
