import { canonicalJson, type JsonObject } from '@chung-tay/domain';
import type { OpenDay } from '../store/open-days';
import { dataPackage } from './data-package';
import { putText, readText } from './file';
import { manifestFrom, manifestName, type Manifest } from './manifest';

/**
 * Writes what speaks of all days: the list of days, the checkpoints, the hashes for `sha256sum -c`, the data
 * package. These grow each day; the files of the days do not change.
 */
export async function writeSummaries(
  folder: string,
  days: readonly OpenDay[],
  publicSiteUrl: string,
): Promise<void> {
  const manifests: Manifest[] = [];
  for (const { day } of days)
    manifests.push(manifestFrom(await readText(folder, manifestName(day))));
  const hashOf = new Map(days.map(({ day, manifestSha256 }) => [day, manifestSha256]));
  const sums: string[] = [];
  const checkpoints: string[] = [];
  let [rows, amountVnd] = [0, 0];
  for (const { day, seq, head, asOf, ledger, files } of manifests) {
    rows += ledger.rows;
    amountVnd += Number(ledger.amountVnd);
    const manifest = hashOf.get(day) ?? '';
    for (const { name, sha256 } of files) sums.push(`${sha256}  ${name}\n`);
    sums.push(`${manifest}  ${manifestName(day)}\n`);
    const checkpoint = { day, seq, hash: head, asOf, manifest, rows, amountVnd: String(amountVnd) };
    checkpoints.push(`${canonicalJson(checkpoint)}\n`);
  }
  const listed = manifests.map(({ day, fromSeq, seq, asOf, head, ledger, files }) => ({
    ...{ day, fromSeq, seq, asOf, head, ledger, files, manifest: hashOf.get(day) ?? '' },
  }));
  await putText(folder, 'checkpoints.jsonl', checkpoints.join(''));
  await putText(folder, 'SHA256SUMS', sums.join(''));
  await putText(
    folder,
    'datapackage.json',
    `${JSON.stringify(dataPackage(manifests, publicSiteUrl), null, 2)}\n`,
  );
  await putText(
    folder,
    'days.json',
    `${canonicalJson({ days: listed } as unknown as JsonObject)}\n`,
  );
}
