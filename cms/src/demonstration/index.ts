import { setTimeout } from 'node:timers/promises';
import type { NewsroomSeed } from '@chung-tay/config';
import type { LockService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { isKind, kinds, type Kind } from '../api/newsroom/kinds';
import { plannedDocuments, type Planned } from './documents';
import { plannedFiles, upload } from './files';
import type { Trx } from '../api/newsroom/store/rows';
import {
  claimLoading,
  forgetLoaded,
  isFileUsed,
  noteLoaded,
  readDecision,
  saveDecision,
  selectLoaded,
  type Loaded,
} from './store';

/** Told after each step. What it throws ends the work between two steps; it is taken up again later. */
export type OnProgress = (done: number, total: number) => void;

export interface LoadReport {
  readonly added: number;
  readonly present: number;
  /** What was refused and why: most often editors have its address or number already. */
  readonly refused: readonly string[];
}

export interface RemoveReport {
  readonly removed: number;
  /** What editors changed since it was loaded: it is theirs now. */
  readonly kept: readonly string[];
}

/** Short, for a process that was killed never lets go; each entry is claimed besides. */
const lockMs = 10_000;
const againMs = 5_000;
const fileKind = 'file';
const pending = '';
const idOf = (kind: string, key: string) => `${kind}/${key}`;

interface VersionRow {
  readonly id: number;
  readonly locale?: string | null;
  readonly publishedAt: string | Date | null;
  readonly updatedAt: string | Date;
}

const versionsOf = (strapi: Core.Strapi, kind: Kind, documentId: string) =>
  strapi.db.query(kinds[kind].uid).findMany({ where: { documentId } }) as Promise<VersionRow[]>;

/** When each version was last changed: differs as soon as an editor saves anything. */
const stampOf = (rows: readonly VersionRow[]) =>
  rows
    .map(
      ({ locale, publishedAt, updatedAt }) =>
        `${locale ?? ''}${publishedAt === null ? '?' : '!'}${new Date(updatedAt).getTime()}`,
    )
    .sort()
    .join(' ');

const namesNobody = ({ relations }: Planned) =>
  Object.values(relations).every(({ keys }) => keys.length === 0);

const hasDrafts = (kind: Kind) => kind !== 'setting';

/**
 * Makes one document in its languages and publishes it, in one transaction with the note of it; null when
 * another process makes it.
 */
async function make(
  strapi: Core.Strapi,
  planned: Planned,
  targets: ReadonlyMap<string, string>,
): Promise<string | null> {
  const { kind, key } = planned;
  const { uid, localized } = kinds[kind];
  const documents = strapi.documents(uid as never) as unknown as {
    create(params: object): Promise<{ documentId: string }>;
    update(params: object): Promise<unknown>;
    publish(params: object): Promise<unknown>;
  };
  const files = Object.fromEntries(
    Object.entries(planned.files).flatMap(([field, file]) => {
      const id = Number(targets.get(idOf(fileKind, file)));
      return Number.isInteger(id) ? [[field, field === 'files' ? [id] : id]] : [];
    }),
  );
  const inLocale = (locale: 'vi' | 'en') => (localized ? { locale } : {});
  return strapi.db.transaction(async ({ trx }) => {
    if (!(await claimLoading(trx as Trx, kind, key))) return null;
    const { documentId } = await documents.create({
      ...inLocale('vi'),
      data: { ...planned.vi, ...files, demonstration: true },
    });
    if (planned.en !== null) {
      const data = { ...planned.en, ...files, demonstration: true };
      await documents.update({ documentId, locale: 'en', data });
    }
    if (hasDrafts(kind))
      await documents.publish({ documentId, ...(localized ? { locale: '*' } : {}) });
    // Until the others are named, no stamp: a start that was cut short goes on from there.
    const stamp = namesNobody(planned)
      ? stampOf(await versionsOf(strapi, kind, documentId))
      : pending;
    await noteLoaded(trx as Trx, { kind, key, target: documentId, stamp });
    return documentId;
  });
}

/** Names the others once all exist. Nothing is written where nothing is named. */
async function relate(
  strapi: Core.Strapi,
  planned: Planned,
  documentId: string,
  targets: ReadonlyMap<string, string>,
  translated: ReadonlySet<string>,
): Promise<void> {
  const namedIn = (locale: 'vi' | 'en') =>
    Object.entries(planned.relations).flatMap(([field, { kind, keys }]) => {
      // Strapi lets a version name only what exists in its own language.
      const found = keys
        .map((key) => idOf(kind, key))
        .filter((name) => locale === 'vi' || translated.has(name))
        .flatMap((name) => targets.get(name) ?? []);
      return found.length === 0 ? [] : [[field, found] as const];
    });
  const { kind, key } = planned;
  const { uid, localized } = kinds[kind];
  const documents = strapi.documents(uid as never) as unknown as {
    update(params: object): Promise<unknown>;
    publish(params: object): Promise<unknown>;
  };
  await strapi.db.transaction(async ({ trx }) => {
    for (const locale of planned.en === null ? (['vi'] as const) : (['vi', 'en'] as const)) {
      const data = Object.fromEntries(namedIn(locale));
      await documents.update({ documentId, ...(localized ? { locale } : {}), data });
    }
    await documents.publish({ documentId, ...(localized ? { locale: '*' } : {}) });
    const stamp = stampOf(await versionsOf(strapi, kind, documentId));
    await noteLoaded(trx as Trx, { kind, key, target: documentId, stamp });
  });
}

const isRefusal = (error: unknown) => error instanceof errors.ValidationError;

/** Whether what was noted as loaded still exists. */
async function exists(strapi: Core.Strapi, loaded: Loaded): Promise<boolean> {
  if (loaded.kind === fileKind) {
    const file = await strapi.db
      .query('plugin::upload.file')
      .findOne({ where: { id: Number(loaded.target) } });
    return file !== null;
  }
  return isKind(loaded.kind) && (await versionsOf(strapi, loaded.kind, loaded.target)).length > 0;
}

async function load(
  strapi: Core.Strapi,
  seed: NewsroomSeed,
  onProgress: OnProgress,
): Promise<LoadReport> {
  const targets = new Map<string, string>();
  const unrelated = new Set<string>();
  for (const loaded of await selectLoaded(strapi)) {
    if (await exists(strapi, loaded)) {
      targets.set(idOf(loaded.kind, loaded.key), loaded.target);
      if (loaded.stamp === pending) unrelated.add(idOf(loaded.kind, loaded.key));
    } else await forgetLoaded(strapi, loaded);
  }
  const present = targets.size;
  const files = plannedFiles(seed).filter(({ key }) => !targets.has(idOf(fileKind, key)));
  const planned = plannedDocuments(seed);
  const documents = planned.filter(({ kind, key }) => !targets.has(idOf(kind, key)));
  const total = files.length + documents.length;
  let done = 0;
  const step = () => onProgress((done += 1), total);
  for (const file of files) {
    const id = await upload(strapi, file);
    await noteLoaded(strapi.db.connection, {
      kind: fileKind,
      key: file.key,
      target: String(id),
      stamp: '',
    });
    targets.set(idOf(fileKind, file.key), String(id));
    step();
  }
  const refused: string[] = [];
  let added = files.length;
  for (const each of documents) {
    const { kind, key } = each;
    const isWritten = kind === 'setting' && (await strapi.db.query(kinds.setting.uid).count()) > 0;
    try {
      if (isWritten) throw new errors.ValidationError('settings-exist');
      const target = await make(strapi, each, targets);
      if (target === null) continue;
      targets.set(idOf(kind, key), target);
      if (!namesNobody(each)) unrelated.add(idOf(kind, key));
      added += 1;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      refused.push(`${idOf(kind, key)}: ${error.message}`);
    }
    step();
  }
  const translated = new Set(
    planned.filter(({ en }) => en !== null).map(({ kind, key }) => idOf(kind, key)),
  );
  for (const each of planned) {
    const name = idOf(each.kind, each.key);
    const target = targets.get(name);
    if (target !== undefined && unrelated.has(name))
      await relate(strapi, each, target, targets, translated);
  }
  await saveDecision(strapi, 'loaded');
  return { added, present, refused };
}

async function remove(strapi: Core.Strapi, onProgress: OnProgress): Promise<RemoveReport> {
  // First the decision: a start in between must not load again what is being removed.
  await saveDecision(strapi, 'removed');
  const all = await selectLoaded(strapi);
  const isFile = ({ kind }: Loaded) => kind === fileKind;
  const kept: string[] = [];
  let removed = 0;
  // Files go last: only then is it known who still shows them.
  const ordered = [...all.filter((each) => !isFile(each)), ...all.filter(isFile)];
  for (const [index, loaded] of ordered.entries()) {
    if (isFile(loaded)) {
      const id = Number(loaded.target);
      const file = await strapi.db.query('plugin::upload.file').findOne({ where: { id } });
      if (file !== null && (await isFileUsed(strapi, id))) kept.push(idOf(loaded.kind, loaded.key));
      else if (file !== null) {
        await strapi.plugin('upload').service('upload').remove(file);
        removed += 1;
      }
    } else if (isKind(loaded.kind)) {
      const rows = await versionsOf(strapi, loaded.kind, loaded.target);
      if (rows.length > 0 && loaded.stamp !== pending && stampOf(rows) !== loaded.stamp) {
        kept.push(idOf(loaded.kind, loaded.key));
        await strapi.db
          .query(kinds[loaded.kind].uid)
          .updateMany({ where: { documentId: loaded.target }, data: { demonstration: false } });
      } else if (rows.length > 0) {
        const { uid, localized } = kinds[loaded.kind];
        await strapi.documents(uid as never).delete({
          documentId: loaded.target,
          ...(localized ? { locale: '*' } : {}),
        } as never);
        removed += 1;
      }
    }
    await forgetLoaded(strapi, loaded);
    onProgress(index + 1, ordered.length);
  }
  return { removed, kept };
}

function alone<T>(strapi: Core.Strapi, work: () => Promise<T>): Promise<T | undefined> {
  const lock: LockService = strapi.plugin('journal').service('lock');
  return lock.run('newsroom.demonstration', lockMs, work);
}

const silent: OnProgress = () => undefined;

/**
 * Loads the demonstration content: what is missing is added, what is there stays as it is. Answers undefined
 * when another process is loading or removing just now.
 */
export const loadDemonstration = (
  strapi: Core.Strapi,
  seed: NewsroomSeed,
  onProgress: OnProgress = silent,
): Promise<LoadReport | undefined> => alone(strapi, () => load(strapi, seed, onProgress));

/**
 * Removes what was loaded, files included. What editors changed since then is theirs and stays, and so does
 * a file that something still shows. Answers undefined when another process is at it just now.
 */
export const removeDemonstration = (
  strapi: Core.Strapi,
  onProgress: OnProgress = silent,
): Promise<RemoveReport | undefined> => alone(strapi, () => remove(strapi, onProgress));

/**
 * Decides at the start of an installation that has never decided: a newsroom without any content gets the
 * demonstration, one that editors have begun to fill does not. A removal is never undone.
 */
export async function decideDemonstration(strapi: Core.Strapi, isWanted: boolean): Promise<void> {
  if (!isWanted || (await readDecision(strapi)) !== 'undecided') return;
  for (const kind of ['article', 'directive', 'page', 'setting'] as const) {
    if ((await strapi.db.query(kinds[kind].uid).count()) > 0) {
      return void (await saveDecision(strapi, 'removed'));
    }
  }
  await saveDecision(strapi, 'due');
}

/**
 * Loads in the background what was decided to be loaded, also after a start that was cut short; the CMS
 * answers meanwhile. A failure is logged and tried again at the next start. Stopping waits for one step.
 */
export function loadWhenDue(strapi: Core.Strapi, readSeed: () => NewsroomSeed) {
  const stopping = new AbortController();
  const work = async (): Promise<void> => {
    if ((await readDecision(strapi)) !== 'due') return;
    const startedAt = performance.now();
    const report = await loadDemonstration(strapi, readSeed(), () =>
      stopping.signal.throwIfAborted(),
    );
    if (report === undefined) {
      // Another process is at it, or was killed in the middle.
      await setTimeout(againMs, undefined, { signal: stopping.signal });
      return work();
    }
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    strapi.log.info(`Loaded the demonstration content: ${report.added} entries in ${seconds} s.`);
    for (const each of report.refused) strapi.log.warn(`Not loaded: ${each}`);
  };
  const working = work().catch((error: unknown) => {
    if (!stopping.signal.aborted) strapi.log.error(error);
  });
  return {
    async stop() {
      stopping.abort();
      await working;
    },
  };
}
