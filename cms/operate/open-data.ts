import { addDays, dayOf, parseDay, type Day } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import { exitCodes, print } from './session';

interface OpenDataService {
  publish(through: Day): Promise<string[] | undefined>;
  verify(): Promise<{ days: number; files: number; faults: string[] }>;
}

const service = (strapi: Core.Strapi): OpenDataService =>
  strapi.plugin('statistics').service('open-data');

/** Publishes the days that have ended; with `today` the present one as well, as far as it is sealed. */
export async function publishOpenData(
  strapi: Core.Strapi,
  { through, today }: { readonly through?: string; readonly today?: boolean },
): Promise<void> {
  const present = dayOf(Date.now());
  const yesterday = addDays(present, -1);
  const asked = through === undefined ? null : parseDay(through);
  if (asked !== null && (!asked.ok || asked.value > yesterday)) {
    print('--through takes a day that has ended, as 2024-09-10');
    process.exitCode = exitCodes.usage;
    return;
  }
  const last = today === true ? present : asked !== null && asked.ok ? asked.value : yesterday;
  if (today === true) await strapi.plugin('journal').service('journal').sealNow();
  const days = await service(strapi).publish(last);
  if (days === undefined) {
    print('Another process publishes at this moment.');
    process.exitCode = exitCodes.failed;
  } else print(days.length === 0 ? 'Everything is published.' : `Published ${days.join(', ')}.`);
}

export async function verifyOpenData(strapi: Core.Strapi): Promise<void> {
  const { days, files, faults } = await service(strapi).verify();
  for (const fault of faults) print(fault);
  print(
    `${days} days, ${files} files: ${faults.length === 0 ? 'all are as they were published' : `${faults.length} differ`}`,
  );
  if (faults.length > 0) process.exitCode = exitCodes.differs;
}
