import { verifyLines, type Verdict } from '@chung-tay/domain';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import type { Core } from '@strapi/strapi';
import { exitCodes, print, withCms, withProgress } from './session';

function printVerdict(verdict: Verdict): void {
  for (const { seq, fault } of verdict.faults) print(`seq ${seq}: ${fault}`);
  print(`${verdict.entries} entries, head ${verdict.head}`);
  print(verdict.ok ? 'The chain is whole.' : 'The chain is BROKEN.');
  if (!verdict.ok) process.exitCode = exitCodes.differs;
}

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

/** An export is verified without any database; without a file the database and its checkpoints are. */
export async function verifyJournal(file: string | undefined): Promise<void> {
  if (file === undefined) {
    return withCms(async (strapi) => {
      const verify = strapi.plugin('journal').service('verify');
      printVerdict(
        await withProgress('Verifying', (onProgress) => verify.verifyDatabase(onProgress)),
      );
    });
  }
  const lines = createInterface({ input: createReadStream(file) });
  printVerdict(
    await withProgress('Verifying', (onProgress) => verifyLines(lines, sha256, onProgress)),
  );
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
