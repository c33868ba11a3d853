import { accept, refuse, type Decision } from './refusal.ts';

/** A receiving account. Only a published one may stand on a public page or inside a QR. */
export const accountStates = ['pending', 'published', 'suspended', 'closed'] as const;
export type AccountState = (typeof accountStates)[number];

export const accountEvents = ['published', 'suspended', 'closed'] as const;
export type AccountEvent = (typeof accountEvents)[number];

export interface Account {
  readonly state: AccountState;
  /** Who entered it, and who verified it: two people. */
  readonly preparedBy: string;
  readonly publishedBy: string | null;
}

export type AccountRefusal = 'account-event-not-possible' | 'same-person';

/** The whole machine: from · event · to. */
export const accountEdges: readonly (readonly [AccountState, AccountEvent, AccountState])[] = [
  ['pending', 'published', 'published'],
  ['pending', 'closed', 'closed'],
  ['published', 'suspended', 'suspended'],
  ['published', 'closed', 'closed'],
  ['suspended', 'published', 'published'],
  ['suspended', 'closed', 'closed'],
];

/**
 * Decides on a step of an account. Publishing needs a second person, since a changed account number is the
 * dearest fraud of a relief drive.
 */
export function decideAccount(
  account: Account,
  event: AccountEvent,
  actor: string,
): Decision<Account, AccountRefusal> {
  const edge = accountEdges.find(([from, on]) => from === account.state && on === event);
  if (edge === undefined) {
    return refuse('account-event-not-possible', { state: account.state, event });
  }
  if (event === 'published' && actor === account.preparedBy) return refuse('same-person');
  // After this point the change must succeed.
  return accept({
    ...account,
    state: edge[2],
    publishedBy: event === 'published' ? actor : account.publishedBy,
  });
}

const numberForm = /^[0-9A-Za-z]{1,19}$/;

/** Reads an account number as people write it: spaces, dots and hyphens between the digits are dropped. */
export function parseAccountNumber(typed: string): Decision<string, 'account-number-malformed'> {
  const number = typed.replace(/[\s.-]+/g, '');
  return numberForm.test(number) ? accept(number) : refuse('account-number-malformed');
}
