import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { addDays, dayOf, startOfDay, type Day } from '@chung-tay/domain';
import type {
  JournalService,
  LockService,
  VerifyService,
} from '@chung-tay/strapi-plugin-journal/strapi-server';
import type { LedgerRowsService } from '@chung-tay/strapi-plugin-donations/strapi-server';
import type { Core } from '@strapi/strapi';
import type { StatisticsConfig } from '../config';
import { writeDay, type DayRange, type Sources } from '../open-data/day';
import { factOf, putText, readText, sha256 } from '../open-data/file';
import { manifestFrom, manifestName } from '../open-data/manifest';
import { writeSummaries } from '../open-data/summary';
import { insertOpenDay, selectOpenDays, type OpenDay } from '../store/open-days';

/** A day of millions of rows takes minutes; nobody else may begin meanwhile. */
const lockMs = 60 * 60_000;

export interface OpenDataService {
  /**
   * Publishes every day up to `through` that is not published yet, and makes lost files of published days
   * again. Answers the new days; undefined while another process does it.
   */
  publish(through: Day): Promise<string[] | undefined>;
  /** Compares every published file with its manifest, the manifests with each other and the database. */
  verify(): Promise<{ readonly days: number; readonly files: number; readonly faults: string[] }>;
  /** The last published day. */
  last(): Promise<OpenDay | null>;
}

const previousOf = (day: OpenDay | undefined): DayRange['previous'] =>
  day === undefined ? null : { day: day.day, sha256: day.manifestSha256 };

export default ({ strapi }: { strapi: Core.Strapi }): OpenDataService => {
  const { dataDir, publicSiteUrl } = strapi.config.get('plugin::statistics') as StatisticsConfig;
  const folder = path.join(dataDir, 'open-data');
  const journal = (): JournalService => strapi.plugin('journal').service('journal');
  const sources = (): Sources => ({
    folder,
    journal: strapi.plugin('journal').service('verify') as VerifyService,
    ledger: strapi.plugin('donations').service('ledger-rows') as LedgerRowsService,
  });

  /** What a day will hold: everything that was sealed before its end and is in no earlier day. */
  async function rangeOf(day: Day, before: OpenDay | undefined): Promise<DayRange | null> {
    const head = await journal().headBefore(new Date(startOfDay(addDays(day, 1))).toISOString());
    const previous = previousOf(before);
    if (head === null) return null;
    if (before !== undefined && head.seq <= before.seq) {
      return {
        ...{ day, fromSeq: before.seq, seq: before.seq, previous },
        head: before.head,
        asOf: before.asOf,
      };
    }
    const fromSeq = before?.seq ?? 0;
    return { day, fromSeq, seq: head.seq, head: head.hash, asOf: head.asOf, previous };
  }

  async function publishDay(range: DayRange): Promise<OpenDay> {
    const { text } = await writeDay(sources(), range);
    const { day, fromSeq, seq, head, asOf } = range;
    const openDay = { day, fromSeq, seq, head, asOf, manifestSha256: sha256(text) };
    // From here the day is published; were the process to end now, the next one makes the same manifest.
    await insertOpenDay(strapi, openDay);
    await putText(folder, manifestName(day), text);
    return openDay;
  }

  async function makeAgain(openDay: OpenDay, before: OpenDay | undefined): Promise<void> {
    const { text } = await writeDay(sources(), { ...openDay, previous: previousOf(before) });
    if (sha256(text) !== openDay.manifestSha256) {
      throw new Error(
        `${openDay.day}: the files that were made again are not those that were published`,
      );
    }
    await putText(folder, manifestName(openDay.day), text);
  }

  async function publishAll(through: Day): Promise<string[]> {
    await mkdir(folder, { recursive: true });
    const days = await selectOpenDays(strapi);
    for (const [index, openDay] of days.entries()) {
      if (!existsSync(path.join(folder, manifestName(openDay.day)))) {
        await makeAgain(openDay, days[index - 1]);
      }
    }
    const first = await journal().first();
    if (first === null) return [];
    const published: string[] = [];
    for (;;) {
      const last = days.at(-1);
      const day = last === undefined ? dayOf(Date.parse(first.asOf)) : addDays(last.day as Day, 1);
      const range = day > through ? null : await rangeOf(day, last);
      if (range === null) break;
      days.push(await publishDay(range));
      published.push(day);
    }
    if (days.length > 0) await writeSummaries(folder, days, publicSiteUrl);
    return published;
  }

  async function faultsOf(
    openDay: OpenDay,
    before: OpenDay | undefined,
  ): Promise<{ files: number; faults: string[] }> {
    const name = manifestName(openDay.day);
    const text = await readText(folder, name).catch(() => null);
    if (text === null) return { files: 0, faults: [`${name}: missing`] };
    const faults: string[] = [];
    if (sha256(text) !== openDay.manifestSha256) faults.push(`${name}: not as it was published`);
    const { files, previous } = manifestFrom(text);
    if ((previous?.sha256 ?? null) !== (before?.manifestSha256 ?? null)) {
      faults.push(`${name}: does not follow the day before`);
    }
    for (const file of files) {
      const fact = await factOf(folder, file.name);
      if (fact === null) faults.push(`${file.name}: missing`);
      else if (fact.sha256 !== file.sha256) faults.push(`${file.name}: not as it was published`);
    }
    return { files: files.length, faults };
  }

  return {
    publish(through) {
      const lock: LockService = strapi.plugin('journal').service('lock');
      return lock.run('statistics.open-data', lockMs, () => publishAll(through));
    },
    async verify() {
      const days = await selectOpenDays(strapi);
      const found = [];
      for (const [index, day] of days.entries()) found.push(await faultsOf(day, days[index - 1]));
      return {
        days: days.length,
        files: found.reduce((sum, { files }) => sum + files, 0),
        faults: found.flatMap(({ faults }) => faults),
      };
    },
    last: async () => (await selectOpenDays(strapi)).at(-1) ?? null,
  };
};
