import { createReadStream, createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import type { Core } from '@strapi/strapi';
import { exitCodes, print, withCms, withProgress } from './session';

interface Verdict {
  readonly ok: boolean;
  readonly entries: number;
  readonly head: string;
  readonly faults: readonly { readonly seq: number; readonly fault: string }[];
}

function printVerdict(verdict: Verdict): void {
  for (const { seq, fault } of verdict.faults) print(`seq ${seq}: ${fault}`);
  print(`${verdict.entries} entries, head ${verdict.head}`);
  print(verdict.ok ? 'The chain is whole.' : 'The chain is BROKEN.');
  if (!verdict.ok) process.exitCode = exitCodes.differs;
}

export function verifyJournal(file: string | undefined): Promise<void> {
  return withCms(async (strapi) => {
    const verify = strapi.plugin('journal').service('verify');
    const verdict: Verdict = await withProgress('Verifying', (onProgress) =>
      file === undefined
        ? verify.verifyDatabase(onProgress)
        : verify.verifyLines(createInterface({ input: createReadStream(file) }), onProgress),
    );
    printVerdict(verdict);
  });
}

export async function exportJournal(strapi: Core.Strapi, file: string): Promise<void> {
  const out = createWriteStream(file);
  const count: number = await withProgress('Exporting', (onProgress) =>
    strapi
      .plugin('journal')
      .service('verify')
      .exportTo(async (line: string) => {
        if (!out.write(`${line}\n`)) await once(out, 'drain');
      }, onProgress),
  );
  out.end();
  await finished(out);
  print(`Wrote ${count} entries to ${file}.`);
}
