import path from 'node:path';
import type { Refused } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import { operator, print, printRefusal, withProgress } from './session';

/** The part of a statement's view that an operator is shown. */
interface StatementView {
  readonly id: number;
  readonly state: string;
  readonly layout: string;
  readonly rowCount: number;
  readonly newCount: number;
  readonly knownCount: number;
  readonly creditCount: number;
  readonly matchedCount: number;
  readonly posted: number;
  readonly openingVnd: string | null;
  readonly creditVnd: string;
  readonly debitVnd: string;
  readonly closingVnd: string | null;
  readonly version: number;
  readonly alreadyKnown?: boolean;
}

function printStatement(view: StatementView): void {
  print(`layout    ${view.layout}`);
  print(`state     ${view.state}${view.alreadyKnown ? ' (this file was imported before)' : ''}`);
  print(`rows      ${view.rowCount} (${view.newCount} new, ${view.knownCount} known)`);
  print(`credits   ${view.creditCount}, of which ${view.matchedCount} answer a pledge`);
  print(`control   ${view.openingVnd} + ${view.creditVnd} - ${view.debitVnd} = ${view.closingVnd}`);
}

/** Seals, folds, shows and settles what was posted, in case no CMS is running to do it. */
async function settle(strapi: Core.Strapi): Promise<void> {
  await strapi.plugin('journal').service('journal').sealNow();
  await strapi.plugin('statistics').service('fold').foldSealed();
  await strapi.plugin('donations').service('ledger').placeSealed();
  await strapi.plugin('pledges').service('settlement').settleSealed();
}

export async function importStatement(
  strapi: Core.Strapi,
  file: string,
  options: { account: string; accept?: boolean },
): Promise<void> {
  const statement = strapi.plugin('donations').service('statement');
  const startedAt = Date.now();
  const uploaded: { ok: true; value: StatementView } | Refused = await withProgress(
    'Reading',
    (onProgress) =>
      statement.upload({
        path: file,
        fileName: path.basename(file),
        accountNumber: options.account,
        actor: operator,
        onProgress,
      }),
  );
  if (!uploaded.ok) return printRefusal(uploaded);
  let view: StatementView = uploaded.value;
  printStatement(view);
  if (options.accept === true && view.state !== 'accepted') {
    const accepted = await statement.accept(view.id, view.version, operator);
    if (!accepted.ok) return printRefusal(accepted);
  }
  if (options.accept === true) {
    await withProgress('Posting', (onProgress) => statement.post(view.id, { onProgress }));
    await settle(strapi);
    view = await statement.preview(view.id);
    print(`posted    ${view.posted} of ${view.rowCount} rows`);
  }
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
  print(`took      ${((Date.now() - startedAt) / 1000).toFixed(1)} s, peak memory ${peakMb} MB`);
}
