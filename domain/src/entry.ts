import type { Day } from './day.ts';
import { vndFromText } from './money.ts';
import { assert } from './refusal.ts';

/** Five numbers that are never added to each other. */
export const measures = ['pledged', 'received', 'allocated', 'transferred', 'used'] as const;
export type Measure = (typeof measures)[number];

export const kinds = ['cash', 'goods'] as const;
export type Kind = (typeof kinds)[number];

export const channels = [
  'central-account',
  'provincial-account',
  'counter',
  'goods',
  'wallet',
  'direct',
] as const;
export type Channel = (typeof channels)[number];

/** One amount under one measure. `rows` says how many records of the fact this posting sums. */
export interface Posting {
  readonly measure: Measure;
  readonly kind: Kind;
  readonly channel: Channel | '';
  readonly campaign: string;
  readonly unit: string;
  /** A locality key such as `vn63:24`, or '' where none is known. */
  readonly locality: string;
  readonly donorKind: string;
  readonly origin: 'domestic' | 'foreign' | '';
  readonly on: Day;
  readonly amountVnd: number;
  readonly rows: number;
  /** Goods only: a decimal string with at most three places, in the unit of the item. */
  readonly quantity?: string;
  readonly item?: string;
}

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json;
}

/** One change of one noun. Its facts hold no personal data: the journal is published. */
export interface Entry {
  /** Past tense, as `donation.posted`. */
  readonly event: string;
  /** What changed, as `pledge:VDXH2021110431`. */
  readonly subject: string;
  readonly actor: string;
  readonly unit: string;
  readonly on: Day;
  /** When we learnt it: an ISO instant in UTC. */
  readonly at: string;
  readonly facts: JsonObject;
  readonly postings: readonly Posting[];
}

/** An entry with its place in the chain. */
export interface Sealed {
  readonly seq: number;
  readonly prevHash: string;
  readonly hash: string;
  readonly entry: Entry;
}

/** What stands before the first entry. */
export const genesisHash = '0'.repeat(64);

/**
 * JSON with sorted names and no spaces, so that equal values have equal text (the rule of RFC 8785 for the
 * values that we allow: strings, safe whole numbers, booleans, null, arrays, objects). Other values are a
 * `Mistake`: two programs may print them differently.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    assert(Number.isSafeInteger(value), `${value} has no canonical form`);
    return String(value === 0 ? 0 : value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  assert(typeof value === 'object', `${typeof value} has no canonical form`);
  const object = value as JsonObject;
  const members = Object.keys(object)
    .sort()
    .map((name) => {
      const member = object[name];
      assert(member !== undefined, `${name} is undefined`);
      return `${JSON.stringify(name)}:${canonicalJson(member)}`;
    });
  return `{${members.join(',')}}`;
}

function postingJson(posting: Posting): JsonObject {
  const { measure, kind, channel, campaign, unit, locality, donorKind, origin, on } = posting;
  return {
    ...{ measure, kind, channel, campaign, unit, locality, donorKind, origin, on },
    amountVnd: String(posting.amountVnd),
    rows: posting.rows,
    ...(posting.quantity === undefined ? {} : { quantity: posting.quantity }),
    ...(posting.item === undefined ? {} : { item: posting.item }),
  };
}

/** The text of an entry that is hashed and exported; amounts are decimal strings. */
export function canonicalEntry(entry: Entry): string {
  const { event, subject, actor, unit, on, at, facts } = entry;
  return canonicalJson({
    ...{ event, subject, actor, unit, on, at, facts },
    postings: entry.postings.map(postingJson),
  });
}

/** The text whose SHA-256 is the entry's hash: the hash before it, a line feed, the canonical entry. */
export function sealedText(prevHash: string, canonical: string): string {
  return `${prevHash}\n${canonical}`;
}

export type ChainFault = 'seq-not-dense' | 'previous-hash-differs' | 'hash-differs';

/**
 * Checks one link. `sha256` answers lower-case hex of UTF-8 text; it is handed in because the domain has no
 * cryptography of its own.
 */
export function verifyNext(
  previous: { readonly seq: number; readonly hash: string },
  next: {
    readonly seq: number;
    readonly prevHash: string;
    readonly hash: string;
    readonly canonical: string;
  },
  sha256: (text: string) => string,
): ChainFault | null {
  if (next.seq !== previous.seq + 1) return 'seq-not-dense';
  if (next.prevHash !== previous.hash) return 'previous-hash-differs';
  if (sha256(sealedText(next.prevHash, next.canonical)) !== next.hash) return 'hash-differs';
  return null;
}

interface WirePosting extends Omit<Posting, 'amountVnd'> {
  readonly amountVnd: string;
}

/** Reads an entry back from its canonical text, as the journal's own tables and exports hold it. */
export function entryFromCanonical(canonical: string): Entry {
  const wire = JSON.parse(canonical) as Omit<Entry, 'postings'> & {
    postings: readonly WirePosting[];
  };
  return {
    ...wire,
    postings: wire.postings.map((posting) => ({
      ...posting,
      amountVnd: vndFromText(posting.amountVnd),
    })),
  };
}
