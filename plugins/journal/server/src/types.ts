import type { Entry, OnProgress, Verdict } from '@chung-tay/domain';
import type { Knex } from 'knex';

export type Trx = Knex.Transaction;

/** An entry with its place. */
export interface SealedEntry {
  readonly seq: number;
  readonly entryId: number;
  readonly prevHash: string;
  readonly hash: string;
  /** ISO instant in UTC. */
  readonly sealedAt: string;
  readonly entry: Entry;
}

/** The newest sealed entry: the watermark of everything public. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
  readonly asOf: string;
}

/** A place of the chain as it is stored and exported. */
export interface Seal {
  readonly seq: number;
  readonly entryId: number;
  readonly prevHash: string;
  readonly hash: string;
  readonly sealedAt: string;
  readonly canonical: string;
}

export interface JournalService {
  /**
   * Adds entries inside the caller's transaction and answers their ids in order. Takes no lock: the place
   * of an entry is given later, by the sealer.
   */
  append(trx: Trx, entries: readonly Entry[]): Promise<number[]>;
  head(): Promise<Head | null>;
  /** The first sealed entry of all. */
  first(): Promise<Head | null>;
  /** The last entry that was sealed before an ISO instant in UTC. */
  headBefore(instant: string): Promise<Head | null>;
  /** Sealed entries behind `seq`, in order. */
  sealedAfter(seq: number, limit: number): Promise<SealedEntry[]>;
  /**
   * Sealed entries of one or several events behind `seq`, with the place up to which the journal was looked
   * through: whoever follows events moves its cursor there. Null when there is nothing behind `seq` at all.
   */
  sealedOf(
    events: string | readonly string[],
    seq: number,
    limit: number,
  ): Promise<{ readonly entries: SealedEntry[]; readonly until: number } | null>;
  /** Places of entries that are sealed; others are left out. */
  placesOf(entryIds: readonly number[]): Promise<Map<number, number>>;
  entryIdAt(seq: number): Promise<number | null>;
  /** The seal of a place with the canonical text that it seals. */
  sealAt(seq: number): Promise<Seal | null>;
  /** Seals everything that is committed and not sealed yet; answers how many entries that were. */
  sealNow(): Promise<number>;
  /** Calls back in this process after each pass that sealed something. */
  onSealed(listener: () => void | Promise<void>): void;
}

export interface VerifyService {
  /** Writes the sealed journal as JSON Lines; answers the number of entries. */
  exportTo(write: (line: string) => Promise<void> | void, onProgress?: OnProgress): Promise<number>;
  /** The lines of the export behind `from` up to `until`, in order, a page at a time. */
  linesBetween(from: number, until: number): AsyncGenerator<string[]>;
  verifyDatabase(onProgress?: OnProgress): Promise<Verdict>;
}

export interface OutboxService {
  /** Adds an effect that is carried out after the caller's transaction has committed. */
  put(trx: Trx, topic: string, payload: object): Promise<void>;
  /**
   * Names who carries a topic. `newestOnly`: a later payload makes the earlier ones void, and it is given
   * up quietly instead of becoming a dead letter.
   */
  deliver(
    topic: string,
    carrier: (payload: unknown, id: number) => Promise<void>,
    options?: { readonly newestOnly?: boolean },
  ): void;
  /** Delivers what is due; answers how many payloads were delivered. */
  drain(): Promise<number>;
}

export interface LockService {
  /** Runs `work` unless another process holds the name; answers undefined then. */
  run<T>(name: string, ttlMs: number, work: () => Promise<T>): Promise<T | undefined>;
}

export interface CustodyService {
  /** Lets the database itself refuse updates and deletions. Asserted anew at each start. */
  appendOnly(tables: readonly string[]): Promise<void>;
  /** Takes create, update, delete and publish away from the content manager and the document service. */
  readOnlyInAdmin(uids: readonly string[]): void;
}
