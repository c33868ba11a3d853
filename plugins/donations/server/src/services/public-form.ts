import { findReferenceCodes, fold, redactMemo, type MemoNames } from '@chung-tay/domain';

/** What the public may see of a memo, the key by which it is found, and the codes that it holds. */
export interface PublicForm {
  readonly publicMemo: string;
  readonly searchText: string;
  readonly codes: readonly string[];
}

/** The one place where a memo becomes public, for imports and for later bookings of a line alike. */
export function publicFormOf(memo: string, memoNames: MemoNames): PublicForm {
  const publicMemo = redactMemo(memo, memoNames);
  return { publicMemo, searchText: fold(publicMemo), codes: findReferenceCodes(memo) };
}
