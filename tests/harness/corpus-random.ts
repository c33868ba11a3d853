import { randomFrom } from './statement-file.ts';

/** Draws for a corpus: the same seed gives the same draws, on every machine. */
export interface Draw {
  /** A number from 0 up to 1, without 1. */
  number(): number;
  /** True with the given share. */
  is(share: number): boolean;
  /** A whole number from 0 up to `below`, without it. */
  below(below: number): number;
  pick<T>(values: readonly T[]): T;
  /** So many decimal digits. */
  digits(length: number): string;
  /** One value of a table of cumulative shares, which ends with 1. */
  weighted<T>(table: readonly (readonly [number, T])[]): T;
}

const powers = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9] as const;

export function drawFrom(seed: number): Draw {
  const number = randomFrom(seed);
  const below = (limit: number) => Math.floor(number() * limit);
  const digits = (length: number): string => {
    if (length > 9) return digits(9) + digits(length - 9);
    const limit = powers[length] ?? 1;
    // Doubles hold nine digits and the leading one exactly.
    return String(limit + below(limit)).slice(1);
  };
  return {
    number,
    below,
    digits,
    is: (share) => number() < share,
    pick: (values) => values[below(values.length)] as never,
    weighted(table) {
      const drawn = number();
      for (const [until, value] of table) if (drawn < until) return value;
      return (table.at(-1) as readonly [number, never])[1];
    },
  };
}

/** Shares in any sum as the cumulative table that `weighted` reads. */
export function cumulative<T>(
  shares: readonly (readonly [number, T])[],
): readonly (readonly [number, T])[] {
  const sum = shares.reduce((total, [share]) => total + share, 0);
  let until = 0;
  return shares.map(([share, value]) => [(until += share / sum), value] as const);
}
