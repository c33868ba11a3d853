import type { AccountState } from './account.ts';
import type { Day } from './day.ts';
import { canonicalJson, type JsonObject } from './entry.ts';
import type { TransferDetails } from './transfer-details.ts';

/** One account of the public list: what is, or once was, shown to donors. */
export interface ListedAccount {
  readonly campaign: string;
  readonly campaignName: string;
  readonly campaignNameEn: string;
  /** An account that does not exist, of a campaign that only shows the software. */
  readonly demonstration: boolean;
  readonly bank: string;
  /** NAPAS BIN; null for an account that no VietQR can name. */
  readonly bin: string | null;
  readonly number: string;
  readonly name: string;
  readonly currency: string;
  readonly transfer: TransferDetails | null;
  readonly state: Exclude<AccountState, 'pending'>;
  readonly publishedOn: Day;
  /** The day on which a suspended or closed account stopped taking money; null while it is published. */
  readonly endedOn: Day | null;
}

export interface AccountList {
  readonly version: 1;
  /** Address of the site that stands for the list. */
  readonly issuer: string;
  /** The list is issued anew each day: an old one passed on as today's is noticed. */
  readonly issuedOn: Day;
  /** Each account was entered by one person and published by another. */
  readonly verifiedBy: 'two-people';
  readonly accounts: readonly ListedAccount[];
}

/** The list with its signature, as the API answers it. */
export interface SignedAccountList {
  readonly list: AccountList;
  readonly algorithm: 'Ed25519';
  /** SHA-256 of the public key (SPKI, DER), lower-case hex. */
  readonly keyId: string;
  /** Public key in PEM. */
  readonly publicKey: string;
  /** Base64 of the signature over the canonical text of `list`. */
  readonly signature: string;
}

/** The text that is signed and that the site publishes as a file: canonical JSON, UTF-8, no line feed. */
export function accountListText(list: AccountList): string {
  const accounts = list.accounts.map(({ transfer, ...account }) => ({
    ...account,
    transfer: transfer === null ? null : { ...transfer },
  }));
  return canonicalJson({ ...list, accounts } satisfies JsonObject);
}
