import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { settings } from '../settings.ts';

/** A file of a day as its manifest names it. */
export interface DayFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** A published day. */
export interface PublishedDay {
  readonly day: string;
  readonly fromSeq: number;
  readonly seq: number;
  readonly asOf: string;
  readonly head: string;
  readonly manifest: string;
  readonly ledger: { readonly rows: number; readonly amountVnd: string };
  readonly files: readonly DayFile[];
}

/** A column of the daily ledger as the data package describes it. */
export interface Field {
  readonly name: string;
  readonly type: string;
  readonly title: string;
  readonly description: string;
}

async function read<T>(name: string): Promise<T | null> {
  try {
    return JSON.parse(await readFile(path.join(settings.openDataDir, name), 'utf8')) as T;
  } catch (error) {
    // Before the first midnight nothing is published.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Every published day, the newest first. They are files: no CMS is asked. */
export async function publishedDays(): Promise<readonly PublishedDay[]> {
  const list = await read<{ days: readonly PublishedDay[] }>('days.json');
  return [...(list?.days ?? [])].reverse();
}

/** The columns of the ledger; none before the first day. */
export async function ledgerFields(): Promise<readonly Field[]> {
  const described = await read<{ resources: { schema?: { fields: Field[] } }[] }>(
    'datapackage.json',
  );
  return described?.resources.find(({ schema }) => schema !== undefined)?.schema?.fields ?? [];
}

/** Days by month, the newest first. */
export const monthsOf = (days: readonly PublishedDay[]) => [
  ...Map.groupBy(days, ({ day }) => day.slice(0, 7)),
];
