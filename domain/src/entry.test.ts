import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  canonicalEntry,
  canonicalJson,
  cellKeyOf,
  computeFigures,
  dayOf,
  figureDefinitions,
  genesisHash,
  sealedText,
  sumVnd,
  verifyNext,
  type Entry,
  type Json,
  type Posting,
} from './index.ts';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
const day = dayOf(0);
const posting = (other: Partial<Posting> = {}): Posting => ({
  ...{ measure: 'received', kind: 'cash', channel: 'central-account', campaign: 'bao-so-3' },
  ...{
    unit: 'trung-uong',
    locality: '',
    donorKind: '',
    origin: '',
    on: day,
    amountVnd: 500,
    rows: 1,
  },
  ...other,
});
const entry = (facts: Entry['facts'], postings: readonly Posting[] = []): Entry => ({
  ...{ event: 'donation.posted', subject: 'donation:1', actor: 'admin:1', unit: 'trung-uong' },
  ...{ on: day, at: '1970-01-01T00:00:00.000Z', facts, postings },
});

describe('canonical JSON', () => {
  test.each([
    [{ b: 1, a: [true, null, 'x"y'] }, '{"a":[true,null,"x\\"y"],"b":1}'],
    [{}, '{}'],
    [-0, '0'],
  ])('of %j is %s', (value, text) => {
    expect(canonicalJson(value as Json)).toBe(text);
  });

  it('refuses numbers that two programs may print differently', () => {
    for (const value of [0.1, NaN, 2 ** 53]) expect(() => canonicalJson(value)).toThrow();
  });

  it('is the same for any order of names and after a journey as JSON', () => {
    const value = fc.dictionary(
      fc.string(),
      fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.array(fc.integer())),
    );
    fc.assert(
      fc.property(value, (object) => {
        const reversed = Object.fromEntries(Object.entries(object).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(object));
        expect(canonicalJson(JSON.parse(canonicalJson(object)) as Json)).toBe(
          canonicalJson(object),
        );
      }),
    );
  });
});

it('has a golden form that independent verifiers rely on', () => {
  const canonical = canonicalEntry(entry({ count: 1 }, [posting()]));
  expect(canonical).toBe(
    '{"actor":"admin:1","at":"1970-01-01T00:00:00.000Z","event":"donation.posted","facts":{"count":1},' +
      '"on":"1970-01-01","postings":[{"amountVnd":"500","campaign":"bao-so-3","channel":"central-account",' +
      '"donorKind":"","kind":"cash","locality":"","measure":"received","on":"1970-01-01","origin":"","rows":1,' +
      '"unit":"trung-uong"}],"subject":"donation:1","unit":"trung-uong"}',
  );
  expect(sha256(sealedText(genesisHash, canonical))).toBe(
    sha256(`${'0'.repeat(64)}\n${canonical}`),
  );
});

describe('the chain', () => {
  const chainOf = (facts: readonly string[]) => {
    let previous = { seq: 0, hash: genesisHash };
    return facts.map((fact) => {
      const canonical = canonicalEntry(entry({ fact }));
      const sealed = {
        seq: previous.seq + 1,
        prevHash: previous.hash,
        hash: sha256(sealedText(previous.hash, canonical)),
        canonical,
      };
      previous = sealed;
      return sealed;
    });
  };
  const faultOf = (chain: ReturnType<typeof chainOf>) => {
    let previous = { seq: 0, hash: genesisHash };
    for (const next of chain) {
      const fault = verifyNext(previous, next, sha256);
      if (fault !== null) return fault;
      previous = next;
    }
    return null;
  };

  it('verifies as it was written, and never with an entry changed, lost, doubled or moved', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string(), { minLength: 3, maxLength: 8 }),
        fc.nat(),
        (facts, at) => {
          const chain = chainOf(facts);
          expect(faultOf(chain)).toBeNull();
          const place = at % (chain.length - 1);
          const [one, two] = [chain[place], chain[place + 1]];
          if (one === undefined || two === undefined) return;
          expect(faultOf(chain.with(place, { ...one, canonical: `${one.canonical} ` }))).toBe(
            'hash-differs',
          );
          expect(faultOf(chain.toSpliced(place, 1))).not.toBeNull();
          expect(faultOf(chain.toSpliced(place, 0, one))).not.toBeNull();
          expect(faultOf(chain.with(place, two).with(place + 1, one))).not.toBeNull();
        },
      ),
    );
  });
});

describe('figures', () => {
  const anyPosting = fc
    .record({
      measure: fc.constantFrom('pledged', 'received', 'used'),
      kind: fc.constantFrom('cash', 'goods'),
      channel: fc.constantFrom('central-account', 'counter', ''),
      campaign: fc.constantFrom('a', 'b'),
      amountVnd: fc.integer({ min: -1_000_000, max: 1_000_000_000 }),
      rows: fc.nat(1000),
    })
    .map((some) => posting(some as Partial<Posting>));

  it('never add measures or kinds, and each campaign adds up to the whole', () => {
    fc.assert(
      fc.property(fc.array(anyPosting, { maxLength: 60 }), (postings) => {
        const all = computeFigures(postings);
        const [a, b] = [
          computeFigures(postings, { campaign: 'a' }),
          computeFigures(postings, { campaign: 'b' }),
        ];
        all.forEach((figure, index) => {
          expect(figure.amountVnd).toBe(
            sumVnd([a[index]?.amountVnd ?? 0, b[index]?.amountVnd ?? 0]),
          );
          expect(figure.rows).toBe((a[index]?.rows ?? 0) + (b[index]?.rows ?? 0));
        });
        const received = all.find(({ name }) => name === 'received.cash');
        const own = postings.filter(
          ({ measure, kind }) => measure === 'received' && kind === 'cash',
        );
        expect(received?.amountVnd).toBe(sumVnd(own.map(({ amountVnd }) => amountVnd)));
      }),
    );
  });

  it('have one name each and a sentence in both languages', () => {
    const names = figureDefinitions.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { sentence } of figureDefinitions) {
      expect(sentence.vi).toMatch(/\.$/);
      expect(sentence.en).toMatch(/\.$/);
    }
  });

  it('share a cell exactly when all names agree', () => {
    expect(cellKeyOf(posting({ amountVnd: 1 }))).toBe(cellKeyOf(posting({ amountVnd: 2 })));
    expect(cellKeyOf(posting({ channel: 'counter' }))).not.toBe(cellKeyOf(posting()));
  });
});
