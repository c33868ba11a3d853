import type { Certainty, SettlementPass } from './identification.ts';
import type { CodeSlip, NearCode } from './near-code.ts';
import type { Payer } from './payer.ts';

/** A donation that no code settled, as the passes look at it. */
export interface Unidentified {
  readonly campaignCode: string;
  readonly amountVnd: number;
  readonly codes: readonly string[];
  readonly nearCodes: readonly NearCode[];
  readonly payer: Payer;
}

/** A promise that a suggestion may name. */
export interface Candidate {
  readonly code: string;
  readonly campaignCode: string;
  readonly isOpen: boolean;
  /** What of the promised cash has not come. */
  readonly remainingVnd: number;
}

/** What the caller looked up for some donations. */
export interface Known {
  readonly byCode: ReadonlyMap<string, Candidate>;
  readonly byPayer: ReadonlyMap<string, readonly Candidate[]>;
  /** Whose promises an account has answered before. */
  readonly payersByAccount: ReadonlyMap<string, readonly string[]>;
}

export interface Evidence {
  /** What stands in the memo, the account or the name that led here. */
  readonly seen: string;
  readonly slip?: CodeSlip;
  readonly from?: 'bank' | 'words';
}

/** A pledge that a donation may answer: by which pass, how sure, and why. Never more than a suggestion. */
export interface Suggestion {
  readonly code: string;
  readonly pass: SettlementPass;
  readonly certainty: Certainty;
  readonly evidence: Evidence;
}

const suggestionsMax = 5;
/** An account that answered for more people than this belongs to a wallet or a company, not to a payer. */
const payersOfAccountMax = 3;
const wordsOfSureName = 3;

const weaker: Readonly<Record<Certainty, Certainty>> = {
  high: 'medium',
  medium: 'low',
  low: 'low',
};

type Found = Omit<Suggestion, 'pass'>;

/** Where several promises fit the same evidence, each is less sure. */
function named(pass: SettlementPass, found: readonly Found[]): Suggestion[] {
  const unique = [...new Map(found.map((each) => [each.code, each])).values()];
  return unique.slice(0, suggestionsMax).map((each) => ({
    ...each,
    pass,
    certainty: unique.length > 1 ? weaker[each.certainty] : each.certainty,
  }));
}

/** The same campaign and, to the đồng, what is still open of the promise: amount alone is never enough. */
const fits = (donation: Unidentified, pledge: Candidate) =>
  pledge.isOpen &&
  pledge.campaignCode === donation.campaignCode &&
  pledge.remainingVnd === donation.amountVnd;

function bySeveralCodes(donation: Unidentified, known: Known): Suggestion[] {
  if (donation.codes.length < 2) return [];
  const found = donation.codes
    .filter((code) => known.byCode.has(code))
    .slice(0, suggestionsMax)
    .map((code) => ({ code, certainty: 'medium' as const, evidence: { seen: code } }));
  return found.map((each) => ({ ...each, pass: 'several-codes' as const }));
}

function byNearCode(donation: Unidentified, known: Known): Suggestion[] {
  const found = donation.nearCodes.flatMap(({ code, slip, typed }): Found[] => {
    const pledge = known.byCode.get(code);
    if (pledge === undefined || !fits(donation, pledge)) return [];
    return [{ code, certainty: 'high', evidence: { seen: typed, slip } }];
  });
  return named('near-code', found);
}

function bySender(donation: Unidentified, known: Known): Suggestion[] {
  const { account } = donation.payer;
  const payers = account === null ? [] : (known.payersByAccount.get(account) ?? []);
  if (account === null || payers.length > payersOfAccountMax) return [];
  const found = payers
    .flatMap((payer) => known.byPayer.get(payer) ?? [])
    .filter((pledge) => fits(donation, pledge))
    .map(({ code }): Found => ({ code, certainty: 'high', evidence: { seen: account } }));
  return named('sender', found);
}

function byName(donation: Unidentified, known: Known): Suggestion[] {
  const found = donation.payer.names.flatMap(({ key, from }) => {
    const isSure = from === 'bank' || key.split(' ').length >= wordsOfSureName;
    return (known.byPayer.get(key) ?? [])
      .filter((pledge) => fits(donation, pledge))
      .map(({ code }): Found => ({
        code,
        certainty: isSure ? 'medium' : 'low',
        evidence: { seen: key, from },
      }));
  });
  return named('name', found);
}

/** The passes that need a person, in the order of falling certainty. */
const passes = [bySeveralCodes, byNearCode, bySender, byName];

/**
 * What a person is shown for a donation that no code settled by itself. A pass takes only what the passes
 * before it left.
 */
export function suggestPledges(donation: Unidentified, known: Known): Suggestion[] {
  for (const pass of passes) {
    const found = pass(donation, known);
    if (found.length > 0) return found;
  }
  return [];
}
