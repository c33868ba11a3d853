import type {
  AccountState,
  CampaignState,
  Day,
  Decision,
  MemoNames,
  SignedAccountList,
  TransferDetails,
} from '@chung-tay/domain';

export interface Campaign {
  readonly code: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly causeVi: string | null;
  readonly causeEn: string | null;
  readonly state: CampaignState;
  /** Its last day; money that is booked later came late. Null while it is not set. */
  readonly endsOn: string | null;
  readonly demonstration: boolean;
  readonly memoNames: MemoNames;
  readonly unitCode: string;
}

export interface ReceivingAccount {
  readonly id: number;
  /** NAPAS BIN; empty where the bank has none. */
  readonly bin: string;
  /** Short name of the bank. */
  readonly bank: string;
  readonly number: string;
  readonly name: string;
  readonly campaignCode: string;
  readonly unitCode: string;
  readonly state: AccountState;
  readonly preparedBy: string;
  readonly publishedBy: string | null;
  /** ISO 4217. Only đồng are booked. */
  readonly currency: string;
  /** What a bank abroad asks for; null for an account that takes transfers inside the country only. */
  readonly transfer: TransferDetails | null;
  readonly publishedOn: Day | null;
  /** The day on which it was suspended or closed. */
  readonly endedOn: Day | null;
  readonly version: number;
}

export interface CampaignService {
  list(): Promise<Campaign[]>;
  find(code: string): Promise<Campaign | null>;
}

export type AccountCommand = 'publish' | 'suspend' | 'close';

/** What an officer enters. `transfer` is checked as a whole when it, or a currency other than đồng, is given. */
export interface NewAccountInput {
  readonly bin: string;
  readonly number: string;
  readonly name: string;
  readonly campaign: string;
  readonly currency?: string;
  readonly transfer?: Readonly<Partial<Record<keyof TransferDetails, string | null>>> | null;
}

export interface AccountService {
  list(): Promise<ReceivingAccount[]>;
  findByNumber(number: string): Promise<ReceivingAccount | null>;
  /**
   * The accounts of a campaign that may stand in a VietQR: published, in đồng, at a bank with a BIN. From a
   * cache of at most a second, as the others.
   */
  publishedOf(campaignCode: string): Promise<ReceivingAccount[]>;
  /** The published accounts of a campaign that take transfers from abroad. */
  abroadOf(campaignCode: string): Promise<ReceivingAccount[]>;
  add(input: NewAccountInput, actor: string): Promise<Decision<ReceivingAccount>>;
  change(
    id: number,
    command: AccountCommand,
    version: number,
    actor: string,
  ): Promise<Decision<ReceivingAccount>>;
}

export interface AccountListService {
  /** Every account that is or was published, signed with the key of the installation. */
  signed(): Promise<SignedAccountList>;
}
