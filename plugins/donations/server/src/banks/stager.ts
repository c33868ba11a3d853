import { hash } from 'node:crypto';
import {
  classifyRow,
  lineKeyOf,
  type LineRule,
  type MemoNames,
  type StatementRow,
} from '@chung-tay/domain';
import { publicFormOf } from '../services/public-form';
import type { StagedRow } from '../store/staged-rows';
import { Ordinals } from './ordinals';

/** For which account rows are staged, what its campaign shows of the names in memos, and what rows are. */
export interface StagedFor {
  readonly accountNumber: string;
  readonly memoNames: MemoNames;
  readonly rules: readonly LineRule[];
}

/** Gives each row its identity and what the public may see of it. */
export class Stager {
  // Exact equals of one file are different gifts: each gets the next ordinal.
  private readonly ordinals = new Ordinals();

  constructor(private readonly account: StagedFor) {}

  stage(row: StatementRow): StagedRow {
    const { accountNumber, memoNames, rules } = this.account;
    const digest = hash('sha256', lineKeyOf(accountNumber, row), 'buffer');
    return {
      ...row,
      class: classifyRow(row, rules),
      baseKey: digest.toString('hex', 0, 16),
      ordinal: this.ordinals.next(digest),
      ...publicFormOf(row.memo, memoNames),
    };
  }
}
