import type { Decision, OnProgress, StatementState } from '@chung-tay/domain';
import type { TypedBalances } from '../banks/types';

export interface Match {
  readonly code: string;
  readonly amountVnd: string;
  readonly donorName: string;
  readonly state: string;
}

/** What people see of a statement; amounts are decimal strings. */
export interface StatementView {
  readonly id: number;
  readonly number: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly account: {
    readonly number: string;
    readonly bank: string;
    readonly name: string;
    readonly campaignCode: string;
  };
  readonly layout: string;
  readonly state: StatementState;
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
  readonly openingVnd: string | null;
  readonly closingVnd: string | null;
  readonly creditVnd: string;
  readonly debitVnd: string;
  readonly rowCount: number;
  readonly creditCount: number;
  /** Rows that are not in the books yet, and rows that another file brought already. */
  readonly newCount: number;
  readonly knownCount: number;
  readonly twinCount: number;
  readonly matchedCount: number;
  readonly matches: readonly Match[];
  /** Rows posted so far. */
  readonly posted: number;
  readonly sample: readonly {
    readonly position: number;
    readonly bookedOn: string;
    readonly amountVnd: string;
    readonly memo: string;
    readonly class: string;
    readonly known: boolean;
    readonly code: string | null;
  }[];
  /** Lines of this statement that wait for a second person; before its acceptance: that would. */
  readonly held: { readonly count: number; readonly amountVnd: string };
  /** Days of which it tells something else than earlier files, until a person has looked. */
  readonly differenceCount: number;
  readonly refusal: {
    readonly code: string;
    readonly messages: { readonly vi: string; readonly en: string };
  } | null;
  readonly reason: string | null;
  readonly uploadedBy: string;
  readonly decidedBy: string | null;
  /** Who accepted it although it could not be proved, and why; the reason is public. */
  readonly overriddenBy: string | null;
  readonly overrideReason: string | null;
  readonly uploadedAt: string;
  readonly version: number;
}

export type StatementSource =
  { readonly path: string } | { readonly stream: AsyncIterable<Buffer> };

export interface StatementService {
  /**
   * Keeps the file, reads and proves it. A file that is known already is answered with
   * `alreadyKnown: true`. A file that cannot be read is refused and nothing of it is kept, but one of an
   * unknown layout waits apart for a day until somebody maps it (`MappingService`); one that does not balance is refused and stays listed as `control-failed`.
   */
  upload(
    input: StatementSource & {
      readonly fileName: string;
      readonly accountNumber: string;
      readonly actor: string;
      /** Balances from the paper of the bank, for a file that prints none. */
      readonly typed?: TypedBalances;
      readonly onProgress?: OnProgress;
    },
  ): Promise<Decision<StatementView & { readonly alreadyKnown: boolean }>>;
  list(): Promise<StatementListRow[]>;
  preview(id: number): Promise<StatementView | null>;
  accept(id: number, version: number, actor: string): Promise<Decision<StatementView>>;
  /**
   * Accepts a file whose control failed or is missing, with a reason that is public. Refuses who uploaded it
   * (`second-person-needed`).
   */
  override(
    id: number,
    version: number,
    reason: string,
    actor: string,
  ): Promise<Decision<StatementView>>;
  reject(
    id: number,
    version: number,
    reason: string,
    actor: string,
  ): Promise<Decision<StatementView>>;
  /** Posts what is accepted and not posted yet, chunk by chunk; may be called again after a crash. */
  post(id: number, options?: { readonly onProgress?: OnProgress }): Promise<void>;
  /** Posts every accepted statement that is not posted to its end. */
  postAccepted(): Promise<void>;
  /** Removes staged rows that no statement refers to any more. */
  sweep(): Promise<void>;
}

export type StatementListRow = Pick<
  StatementView,
  | 'id'
  | 'number'
  | 'fileName'
  | 'layout'
  | 'state'
  | 'periodFrom'
  | 'periodTo'
  | 'rowCount'
  | 'creditVnd'
  | 'debitVnd'
  | 'posted'
  | 'uploadedBy'
  | 'decidedBy'
  | 'uploadedAt'
  | 'version'
> & { readonly accountNumber: string };

/** A statement as the public sees it. Amounts are decimal strings. */
export interface PublicStatement {
  readonly number: string;
  /** Null while the account is not published. */
  readonly account: {
    readonly number: string;
    readonly bank: string;
    readonly name: string;
  } | null;
  readonly campaign: string;
  readonly from: string;
  readonly to: string;
  readonly openingVnd: string | null;
  readonly creditVnd: string;
  readonly debitVnd: string;
  readonly closingVnd: string | null;
  readonly rows: number;
  readonly control:
    | { readonly state: 'proved' }
    | {
        readonly state: 'overridden';
        readonly reason: string;
        readonly fault: {
          readonly code: string;
          readonly messages: { readonly vi: string; readonly en: string };
        };
      };
  /** All rows of the file by class: together its closing less its opening. */
  readonly classes: readonly {
    readonly class: string;
    readonly count: number;
    readonly amountVnd: string;
  }[];
  readonly held: { readonly count: number; readonly amountVnd: string };
  readonly sha256: string;
}

export interface PublicStatementService {
  page(
    beforeId: number | null,
    account: string | null,
  ): Promise<{ readonly statements: readonly PublicStatement[]; readonly next: string | null }>;
}

/** Tells which codes name a promise, for the preview of a statement. */
export type Matcher = (
  codes: readonly string[],
) => Promise<ReadonlyMap<string, { readonly state: string; readonly donorName: string }>>;

export interface MatchingService {
  register(matcher: Matcher): void;
  ask: Matcher;
}
