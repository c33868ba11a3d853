import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { addToControl, checkTotals, finishControl, startControl } from '@chung-tay/domain';
import { describe, expect, it } from 'vitest';
import { layouts } from './layouts';
import { readPath, type Outcome } from './test-files';
import type { FileFacts } from './types';

const banks = readdirSync(__dirname, { withFileTypes: true }).filter((each) => each.isDirectory());
/** The account that the samples are of, where they say so. */
const accountNumber = '0000000000';

describe.each(banks.map(({ name }) => name))('the samples of %s', (bank) => {
  const samples = path.join(__dirname, bank, 'samples');
  const names = readdirSync(samples).filter((name) => !name.endsWith('.json'));
  const bin = layouts.find(({ id }) => id.startsWith(`${bank}-`))?.bin ?? '';

  it.each(names)('%s is read as it is printed, and its balances prove it', async (name) => {
    const expected: Outcome = JSON.parse(
      await readFile(path.join(samples, `${path.parse(name).name}.json`), 'utf8'),
    );
    const outcome = await readPath(path.join(samples, name), { accountNumber, bin, templates: [] });
    expect(outcome).toEqual(expected);
    const facts = outcome.facts as FileFacts;
    const control = (outcome.rows ?? []).reduce(addToControl, startControl(facts.openingVnd));
    expect(checkTotals(control, facts.declared)).toMatchObject({ ok: true });
    // Lists of gifts print no balances: a person answers for them.
    const isList = control.openingVnd === null;
    const proof = isList ? { refusal: 'statement-without-balances' } : { ok: true };
    expect(finishControl(control, facts.closingVnd)).toMatchObject(proof);
  });

  it('cover each of its layouts', async () => {
    const read = names.map(async (name) => {
      const file = path.join(samples, `${path.parse(name).name}.json`);
      return (JSON.parse(await readFile(file, 'utf8')) as Outcome).layout;
    });
    const known = layouts.filter(({ id }) => id.startsWith(`${bank}-`)).map(({ id }) => id);
    expect([...new Set(await Promise.all(read))].sort()).toEqual(known);
  });
});
