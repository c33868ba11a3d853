import assert from 'node:assert/strict';
import { emptyPlace, type Engine } from '../harness/cms.ts';
import type { Postgres } from '../harness/postgres.ts';
import { rideStorm } from '../harness/storm.ts';

const engines: readonly Engine[] = ['sqlite', 'postgres'];

/** Rides storms with one seed after the other, on both databases. */
export async function chaosOfStorms(
  postgres: Postgres,
  rounds: number,
  firstSeed: number,
): Promise<void> {
  let kills = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (const engine of engines) {
      const seed = firstSeed + round;
      const place = await emptyPlace(engine, postgres);
      const result = await rideStorm(place, { seed, keys: 200, rows: 30_000, kills: 4 });
      for (const codes of result.codesPerKey.values()) assert.equal(codes.size, 1);
      assert.equal(result.codesPerKey.size, result.keys);
      assert.deepEqual(result.pledges, { amountVnd: result.keys * 10_000, rows: result.keys });
      assert.deepEqual(result.received, result.expected);
      assert.equal(result.ledger.amountVnd, String(result.expected.amountVnd));
      for (const { command, code, output } of result.checks) {
        assert.equal(code, 0, `${command}\n${output}`);
      }
      kills += result.kills;
      console.log(
        `round ${round + 1}/${rounds}, ${engine}, seed ${seed}: whole after ${result.kills} kills`,
      );
      await place.remove();
    }
  }
  console.log(`${kills} kills, nothing lost, nothing doubled`);
}
