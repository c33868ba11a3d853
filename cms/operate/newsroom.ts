import { readNewsroomSeed } from '@chung-tay/config';
import type { Core } from '@strapi/strapi';
import { reproject } from '../src/api/newsroom/reprojection';
import { loadDemonstration, removeDemonstration } from '../src/demonstration';
import { exitCodes, print, withProgress } from './session';

/** Another process loads or removes just now: nothing was changed. */
function sayBusy(): void {
  console.error('Another process is loading or removing the demonstration content just now.');
  process.exitCode = exitCodes.refused;
}

export async function loadContent(strapi: Core.Strapi): Promise<void> {
  const report = await withProgress('Loading', (onProgress) =>
    loadDemonstration(strapi, readNewsroomSeed(), onProgress),
  );
  if (report === undefined) return sayBusy();
  print(`Added ${report.added} entries and files; ${report.present} were there.`);
  for (const name of report.refused) print(`left out  ${name}`);
}

export async function removeContent(strapi: Core.Strapi): Promise<void> {
  const report = await withProgress('Removing', (onProgress) =>
    removeDemonstration(strapi, onProgress),
  );
  if (report === undefined) return sayBusy();
  print(`Removed ${report.removed} entries and files.`);
  for (const name of report.kept) print(`kept      ${name} (changed or used by editors)`);
}

/** Mends what differs; fails when an address is held by two documents. */
export async function reprojectContent(strapi: Core.Strapi): Promise<void> {
  const report = await withProgress('Projecting', (onProgress) => reproject(strapi, onProgress));
  print(`${report.documents} documents, ${report.mended} mended.`);
  for (const each of report.refused) console.error(each);
  if (report.refused.length > 0) process.exitCode = exitCodes.failed;
}
