import { describe, expect, it } from 'vitest';
import { engines, freshPlace } from '../harness/index.ts';
import { rideStorm } from '../harness/storm.ts';

describe.each(engines)('after processes were killed on %s', (engine) => {
  it('nothing is lost, nothing doubled, and totals equal their recomputation', async () => {
    const place = await freshPlace(engine);
    try {
      const result = await rideStorm(place, { seed: 11, keys: 60, rows: 12_000, kills: 2 });
      expect([...result.codesPerKey.values()].filter((codes) => codes.size !== 1)).toEqual([]);
      expect(result.codesPerKey.size).toBe(result.keys);
      expect(result.pledges).toEqual({ amountVnd: result.keys * 10_000, rows: result.keys });
      expect(result.received).toEqual(result.expected);
      expect(result.ledger).toEqual({
        count: result.expected.rows,
        amountVnd: String(result.expected.amountVnd),
      });
      for (const { command, code, output } of result.checks) {
        expect(code, `${command}\n${output}`).toBe(0);
      }
    } finally {
      await place.remove();
    }
  }, 180_000);
});
