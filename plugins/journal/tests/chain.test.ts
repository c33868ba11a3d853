import { createHash } from 'node:crypto';
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { genesisHash, sealedText } from '@chung-tay/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  askDatabase,
  engines,
  eventually,
  freshPlace,
  jsonOf,
  operate,
  startCms,
  submitPledge,
  type Cms,
  type Place,
} from '../../../tests/harness/index.ts';

/** What takes the refusals of the database away. */
const unguarded = (place: Place) =>
  ['journal_entries', 'journal_seals'].flatMap((table) =>
    place.engine === 'sqlite'
      ? [`drop trigger ${table}_no_update`, `drop trigger ${table}_no_delete`]
      : [`drop trigger ${table}_append_only on ${table}`],
  );

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

interface Head {
  readonly seq: number;
  readonly hash: string;
  readonly asOf: string;
}

interface Line extends Omit<Head, 'asOf'> {
  readonly prevHash: string;
  readonly entry: { readonly event: string; readonly subject: string };
}

describe.each(engines)('the journal on %s', (engine) => {
  const perProcess = 60;
  let place: Place;
  let folder: string;
  const running: Cms[] = [];

  const headOf = async (cms: Cms | undefined) =>
    jsonOf<Head>(await (cms as Cms).fetch('/api/journal/head'));
  const stopAll = () => Promise.all(running.splice(0).map((cms) => cms.stop()));
  const checkpoints = async () =>
    (await readFile(path.join(place.dataDir, 'checkpoints.jsonl'), 'utf8'))
      .split('\n')
      .filter((line) => line !== '')
      .flatMap((line) => (line.endsWith('}') ? [JSON.parse(line) as Head] : []));

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'chung-tay-chain-'));
    place = await freshPlace(engine);
    running.push(await startCms(place), await startCms(place));
  });
  afterAll(async () => {
    await stopAll();
    await place.remove();
    await rm(folder, { recursive: true });
  });

  it('gives each entry one place, densely and chained, while two processes append and seal', async () => {
    const before = await headOf(running[0]);
    const answers = await Promise.all(
      running.flatMap((cms, process) =>
        Array.from({ length: perProcess }, (_, index) =>
          submitPledge(cms, `chain-${engine}-${process}-${index}`),
        ),
      ),
    );
    expect(answers.filter(({ status }) => status !== 201)).toEqual([]);
    const codes = await Promise.all(answers.map((each) => jsonOf<{ code: string }>(each)));
    const head = await eventually(
      () => headOf(running[0]),
      ({ seq }) => seq >= before.seq + 2 * perProcess,
    );

    const file = path.join(folder, 'journal.jsonl');
    expect(await operate(place, ['journal', 'export', file])).toMatchObject({ code: 0 });
    const lines = (await readFile(file, 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
    expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, index) => index + 1));
    expect(lines.map(({ prevHash }) => prevHash)).toEqual([
      genesisHash,
      ...lines.slice(0, -1).map(({ hash }) => hash),
    ]);
    expect(lines.at(-1)).toMatchObject({ seq: head.seq, hash: head.hash });
    const promised = lines.filter(({ entry }) => entry.event === 'pledge.submitted');
    expect(promised.map(({ entry }) => entry.subject).sort()).toEqual(
      codes.map(({ code }) => `pledge:${code}`).sort(),
    );
    expect(await operate(place, ['journal', 'verify', file])).toMatchObject({ code: 0 });
    expect(await askDatabase(place, 'select * from journal_pending')).toEqual([]);
  });

  it('leaves its head in the checkpoints when it is told to stop', async () => {
    const head = await headOf(running[0]);
    await stopAll();
    expect((await checkpoints()).at(-1)).toEqual(head);
    expect(await operate(place, ['journal', 'verify'])).toMatchObject({ code: 0 });
  });

  it('is found out by its checkpoints when all of it was written anew', async () => {
    const rows = await askDatabase<{ id: number; seq: number; canonical: string; hash: string }>(
      place,
      `select e.id, s.seq, s.hash, e.canonical from journal_seals s
       join journal_entries e on e.id = s.entry_id order by s.seq`,
    );
    let prevHash = genesisHash;
    const forged = rows.flatMap(({ id, seq, canonical }) => {
      const text = canonical.replaceAll('500000', '900000');
      const hash = sha256(sealedText(prevHash, text));
      const statements = [
        `update journal_entries set canonical = '${text.replaceAll("'", "''")}' where id = ${id}`,
        `update journal_seals set prev_hash = '${prevHash}', hash = '${hash}' where seq = ${seq}`,
      ];
      prevHash = hash;
      return statements;
    });
    const restore = rows.flatMap(({ id, seq, canonical, hash }, index) => [
      `update journal_entries set canonical = '${canonical.replaceAll("'", "''")}' where id = ${id}`,
      `update journal_seals set prev_hash = '${rows[index - 1]?.hash ?? genesisHash}', hash = '${hash}'
       where seq = ${seq}`,
    ]);
    await askDatabase(place, ...unguarded(place), ...forged);
    const verdict = await operate(place, ['journal', 'verify']);
    expect(verdict.output).toContain('checkpoint-differs');
    expect(verdict.output).not.toContain('hash-differs');
    expect(verdict.code).toBe(4);

    await askDatabase(place, ...unguarded(place), ...restore);
    expect(await operate(place, ['journal', 'verify'])).toMatchObject({ code: 0 });
  });

  it('asks the database anew at each start to refuse changes', async () => {
    // The command before booted on tables whose triggers had been taken away.
    for (const table of ['journal_entries', 'journal_seals']) {
      const column = table === 'journal_entries' ? 'event' : 'hash';
      await expect(askDatabase(place, `update ${table} set ${column} = 'x'`)).rejects.toThrow(
        /append-only/,
      );
      await expect(askDatabase(place, `delete from ${table}`)).rejects.toThrow(/append-only/);
    }
  });

  it('writes checkpoints on after one was cut in its middle', async () => {
    const file = path.join(place.dataDir, 'checkpoints.jsonl');
    await appendFile(file, '{"seq":1,"ha');
    const cms = await startCms(place);
    running.push(cms);
    expect((await submitPledge(cms, `chain-${engine}-cut`)).status).toBe(201);
    const before = (await checkpoints()).at(-1) as Head;
    const head = await eventually(
      () => headOf(cms),
      ({ seq }) => seq > before.seq,
    );
    await stopAll();
    expect(cms.log()).not.toContain('SyntaxError');
    expect((await checkpoints()).at(-1)).toEqual(head);
    expect(await operate(place, ['journal', 'verify'])).toMatchObject({ code: 0 });
  });

  it('is found out when its newest entry is gone, though no checkpoint knew it', async () => {
    const cms = await startCms(place);
    running.push(cms);
    const { seq } = await headOf(cms);
    expect((await submitPledge(cms, `chain-${engine}-gone`)).status).toBe(201);
    const head = await eventually(
      () => headOf(cms),
      (newer) => newer.seq > seq,
    );
    // Killed, it leaves no checkpoint.
    await Promise.all(running.splice(0).map((each) => each.kill()));
    await askDatabase(
      place,
      ...unguarded(place),
      `delete from journal_entries where id = (select entry_id from journal_seals where seq = ${head.seq})`,
    );
    const verdict = await operate(place, ['journal', 'verify']);
    expect(verdict.output).toContain(`seq ${head.seq}: entry-missing`);
    expect(verdict.code).toBe(4);
  });

  it('is found out by its checkpoints when its tail was cut', async () => {
    const { seq } = (await checkpoints()).at(-1) as Head;
    await askDatabase(
      place,
      ...unguarded(place),
      `delete from journal_entries where id in (select entry_id from journal_seals where seq > ${seq - 3})`,
      `delete from journal_seals where seq > ${seq - 3}`,
    );
    const verdict = await operate(place, ['journal', 'verify']);
    expect(verdict.output).toContain(`seq ${seq}: checkpoint-missing`);
    expect(verdict.code).toBe(4);
  });
});
