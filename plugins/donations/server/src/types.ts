/** What neighbours and screens see of this room, by noun. */
export type * from './types/accounts';
export type * from './types/statements';
export type * from './types/records';
export type * from './types/books';
export type * from './types/ledger';
