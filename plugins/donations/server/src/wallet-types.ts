import type { Decision, WalletChannel, WalletFileState, WalletTotals } from '@chung-tay/domain';
import type { StatementSource } from './types';

/** What officers see of a settlement file. Amounts are decimal strings. */
export interface WalletFileView {
  readonly id: number;
  readonly number: string;
  readonly channel: WalletChannel;
  readonly fileName: string;
  readonly sha256: string;
  readonly campaignCode: string;
  readonly state: WalletFileState;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly rowCount: number;
  /** Transactions, or messages of a short number: what the officer declared. */
  readonly giftCount: number;
  readonly amountVnd: string;
  /** What the provider keeps; its payout to the bank is that much smaller. */
  readonly feeVnd: string;
  /** Rows that another file brought already; they are not booked again. */
  readonly knownCount: number;
  /** Rows left out because the transaction had not succeeded. */
  readonly skippedCount: number;
  readonly posted: number;
  readonly needsSecondPerson: boolean;
  readonly reason: string | null;
  readonly uploadedBy: string;
  readonly decidedBy: string | null;
  readonly uploadedAt: string;
  readonly version: number;
}

export interface WalletUpload {
  readonly source: StatementSource;
  readonly fileName: string;
  readonly channel: string;
  readonly campaign: string;
  readonly declared: WalletTotals;
}

export interface WalletService {
  /**
   * Reads a settlement file and holds it against the declared totals. A file that is known already is answered
   * with `alreadyKnown: true`; of one that is refused nothing is kept.
   */
  upload(
    upload: WalletUpload,
    actor: string,
  ): Promise<Decision<WalletFileView & { readonly alreadyKnown: boolean }>>;
  list(): Promise<WalletFileView[]>;
  find(id: number): Promise<WalletFileView | null>;
  accept(id: number, version: number, actor: string): Promise<Decision<WalletFileView>>;
  reject(
    id: number,
    version: number,
    reason: string,
    actor: string,
  ): Promise<Decision<WalletFileView>>;
  /** Books every accepted file that is not booked to its end; may be called again after a crash. */
  postAccepted(): Promise<void>;
}
