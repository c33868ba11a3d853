import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { addDays, dayOf, startOfDay } from '@chung-tay/domain';
import { affectedAddresses } from './affected.ts';
import {
  addressesOf,
  allAddresses,
  datedAddresses,
  documentsByAddress,
  isFixed,
} from './addresses.ts';
import { keepAssets } from './assets.ts';
import { afterChanges, type Change, type Content, type Entry } from './content.ts';
import { readChanges } from './feed.ts';
import { takeLock } from './lock.ts';
import {
  readWhole,
  removePage,
  sweepPages,
  writePage,
  writeWhole,
  fileOfAddress,
} from './page-files.ts';
import {
  currentRelease,
  nameRelease,
  pagesOf,
  place,
  removeOtherReleases,
  stateOf,
  switchRelease,
} from './place.ts';
import { RenderQueue } from './queue.ts';
import { faultOf, openRenderer, type Renderer } from './render-page.ts';
import { drawSitemaps } from './sitemap.ts';
import { readState, writeState } from './state.ts';
import { mirrorUploads, removeUploads, sweepUploads } from './uploads.ts';

const concurrency = 6;
const awayMs = 2_000;
const sitemapMs = 2_000;
const busyMs = 500;
/** After so many attempts a page stays as it was and does not hold up a new release. */
const attemptsMax = 3;
const viewsPerFlush = 20;

/** How the publisher tells what it does; every call is made after the disk has it. */
export interface Listener {
  onChanged(addresses: readonly string[]): void;
  onRelease(release: string): void;
  onStatus(status: PublisherStatus): void;
}

export interface PublisherStatus {
  /** The release that is served; null before the first one. */
  readonly release: string | null;
  readonly revision: number;
  readonly pending: number;
  readonly failures: readonly {
    readonly address: string;
    readonly fault: string;
    readonly attempts: number;
    readonly since: string;
  }[];
  readonly reconciledAt: string | null;
  readonly cms: 'ok' | 'away';
}

export interface ViewTotal {
  readonly documentKey: string;
  readonly locale: string;
  /** All views of the document, and those that were just added to them. */
  readonly views: number;
  readonly added: number;
}

const midnightAfter = (nowMs: number) => startOfDay(addDays(dayOf(nowMs), 1));

/**
 * Keeps the files of the site in line with what is published. All writers of one site take the lock of its
 * folder; whoever has it takes over the state that the last one saved.
 */
export class Publisher {
  readonly #listener: Listener;
  readonly #reconcileMs: number;
  readonly #queue = new RenderQueue();
  readonly #target = nameRelease();
  #renderer: Renderer | undefined;
  #served: string | null = null;
  #content: Content = new Map();
  #documents: ReadonlyMap<string, Entry> = new Map();
  #revision = 0;
  #savedAtMs = 0;
  #isOpen = false;
  #isDirty = false;
  #isSitemapOld = false;
  #sitemapAtMs = 0;
  #sitemaps: readonly string[] = [];
  /** Addresses whose page of the release before has to change as well. */
  readonly #inBoth = new Set<string>();
  readonly #shownViews = new Map<string, number>();
  #isWoken = true;
  #isComparing = false;
  #isStopping = false;
  #awayUntilMs = 0;
  #syncedAtMs = 0;
  #isSyncLost = false;
  #reconciledAt: string | null = null;
  #nightAtMs = midnightAfter(Date.now());
  #endPause: (() => void) | undefined;
  #statusAtMs = 0;

  constructor(listener: Listener, { reconcileMs = 60_000 } = {}) {
    this.#listener = listener;
    this.#reconcileMs = reconcileMs;
  }

  get status(): PublisherStatus {
    return {
      release: this.#served,
      revision: this.#revision,
      pending: this.#queue.pending,
      failures: [...this.#queue.failures].slice(0, 50).map(([address, failure]) => ({
        address,
        fault: failure.fault,
        attempts: failure.attempts,
        since: new Date(failure.sinceMs).toISOString(),
      })),
      reconciledAt: this.#reconciledAt,
      cms: this.#isAway ? 'away' : 'ok',
    };
  }

  /** Something changed: the feed is asked at once. */
  wake(): void {
    this.#isWoken = true;
    this.#endPause?.();
  }

  /** Asks for every page anew, and removes what should not be there. */
  renewAll(): void {
    this.#isComparing = true;
    this.wake();
  }

  /** Renews the most read of the pages whose number of views is notably out of date. */
  noteViews(totals: readonly ViewTotal[]): void {
    const outdated = totals.flatMap(({ documentKey, locale, views, added }) => {
      const shown = this.#shownViews.get(`${locale}/${documentKey}`) ?? views - added;
      return views - shown >= Math.max(1, shown / 20)
        ? [{ documentKey, locale, views, added }]
        : [];
    });
    outdated.sort((a, b) => b.added - a.added);
    for (const { documentKey, locale, views } of outdated.slice(0, viewsPerFlush)) {
      const entry = ['article', 'directive', 'page']
        .map((kind) => this.#content.get(`${kind}/${locale}/${documentKey}`))
        .find((each) => each !== undefined);
      if (entry === undefined) continue;
      this.#shownViews.set(`${locale}/${documentKey}`, views);
      this.#queue.add(addressesOf(entry), false);
    }
    if (outdated.length > 0) this.#endPause?.();
  }

  /** Works until `stop`, and sleeps while there is nothing to do. */
  async run(): Promise<void> {
    while (!this.#isStopping) {
      const isDone = await this.work().catch((error: unknown) => {
        console.error(error);
        return false;
      });
      this.#report();
      if (!this.#isStopping) await this.#pause(isDone ? this.#restMs() : busyMs);
    }
  }

  /**
   * Works once through everything that is due, with the failures that give hope. Answers `busy` when
   * another publisher does not let go in time, `away` when the CMS does not answer.
   */
  async runOnce(busyMsMax: number): Promise<'done' | 'busy' | 'away'> {
    const untilMs = Date.now() + busyMsMax;
    while (!this.#isStopping) {
      if (await this.work()) {
        if (this.#isAway) return 'away';
        if (!this.#isHopeful && !this.#isSitemapOld) return 'done';
      } else if (Date.now() > untilMs) return 'busy';
      await this.#pause(busyMs);
    }
    return 'done';
  }

  get #isHopeful(): boolean {
    return [...this.#queue.failures.values()].some(
      ({ attempts, fault }) => attempts < attemptsMax || fault === 'cms-away',
    );
  }

  /** Finishes the pages under way and keeps the rest for later. */
  stop(): void {
    this.#isStopping = true;
    this.#endPause?.();
  }

  /** Works until nothing is left; false when another publisher is at work. */
  async work(): Promise<boolean> {
    if (!this.#isAnythingDue()) return true;
    const release = await takeLock(place.lock);
    if (release === null) return false;
    try {
      this.#renderer ??= await openRenderer();
      await this.#open();
      await this.#drain();
    } finally {
      await release();
    }
    return true;
  }

  get #isAway(): boolean {
    return this.#awayUntilMs > Date.now();
  }

  /** When the feed is asked next if nobody wakes us. */
  get #syncAtMs(): number {
    return this.#syncedAtMs + (this.#isSyncLost ? awayMs : this.#reconcileMs);
  }

  #isSyncDue(): boolean {
    return this.#isWoken || Date.now() >= this.#syncAtMs;
  }

  #isAnythingDue(): boolean {
    const nowMs = Date.now();
    if (nowMs >= this.#nightAtMs || this.#isSyncDue() || this.#isComparing) return true;
    const nextAtMs = this.#queue.nextAtMs();
    return (nextAtMs !== null && nextAtMs <= nowMs) || this.#isSitemapDue();
  }

  #isSitemapDue(): boolean {
    return this.#isSitemapOld && Date.now() - this.#sitemapAtMs >= sitemapMs;
  }

  #restMs(): number {
    const nowMs = Date.now();
    const dueMs = [
      this.#syncAtMs,
      this.#nightAtMs,
      this.#queue.nextAtMs() ?? Infinity,
      this.#isSitemapOld ? this.#sitemapAtMs + sitemapMs : Infinity,
    ];
    const least = this.#isAway ? this.#awayUntilMs - nowMs : 100;
    return Math.max(least, Math.min(...dueMs) - nowMs);
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.#endPause = undefined;
        resolve();
      };
      const timer = setTimeout(end, ms);
      this.#endPause = end;
    });
  }

  #setContent(content: Content, revision: number): void {
    this.#content = content;
    this.#documents = documentsByAddress(content);
    this.#revision = revision;
    this.#isDirty = true;
    this.#isSitemapOld = true;
  }

  /** Takes over what was saved last, by this or by another publisher. */
  async #open(): Promise<void> {
    this.#served = currentRelease();
    const source = this.#served ?? this.#target;
    const saved = await stat(stateOf(source)).catch(() => null);
    const savedAtMs = saved?.mtimeMs ?? 0;
    if (this.#isOpen && savedAtMs === this.#savedAtMs) return;
    const isFirst = !this.#isOpen;
    this.#isOpen = true;
    this.#savedAtMs = savedAtMs;
    const state = await readState(source);
    this.#setContent(state?.content ?? new Map(), state?.revision ?? 0);
    this.#isDirty = state === null;
    // Without a state nothing tells which pages are right: all of them are compared, none is removed before.
    this.#isComparing ||= state === null;
    for (const address of state?.owed ?? []) this.#inBoth.add(address);
    this.#queue.add(state?.owed ?? [], true);
    if (this.#served === null) {
      // Nothing is served yet: pages that are ready may be, the others are rendered on demand.
      await mkdir(pagesOf(this.#target), { recursive: true });
      await switchRelease(this.#target);
      this.#served = this.#target;
      this.#listener.onRelease(this.#target);
    }
    if (isFirst) await keepAssets(Date.now());
    if (this.#served !== this.#target) this.#addAll();
    else if (isFirst && state !== null) {
      await this.#sweep();
      // Midnight passed while nobody was here: what depends on the day is old.
      if (dayOf(savedAtMs) !== dayOf(Date.now())) {
        this.#queue.add(datedAddresses(this.#documents), false);
      }
    }
  }

  #addAll(): void {
    this.#queue.add(allAddresses(this.#documents), false);
  }

  async #sweep(): Promise<void> {
    const expected = [...allAddresses(this.#documents), ...(await this.#drawSitemaps())];
    const { lacking, removed } = await sweepPages(pagesOf(this.#target), expected);
    this.#queue.add(
      lacking.filter((address) => !this.#sitemaps.includes(address)),
      false,
    );
    if (removed.length > 0) this.#listener.onChanged(removed);
  }

  async #drain(): Promise<void> {
    const running = new Set<Promise<void>>();
    while (!this.#isStopping) {
      if (Date.now() >= this.#nightAtMs) {
        this.#nightAtMs = midnightAfter(Date.now());
        this.#isComparing = true;
      }
      if (this.#isSyncDue() || this.#isComparing) await this.#sync();
      const address =
        running.size < concurrency && !this.#isAway ? this.#queue.take(Date.now()) : undefined;
      if (address !== undefined) {
        const task = this.#renderOne(address).finally(() => running.delete(task));
        running.add(task);
        continue;
      }
      if (running.size > 0) {
        await Promise.race(running);
        if (this.#isDirty && !this.#queue.hasUrgent) await this.#save();
        this.#reportNowAndThen();
        continue;
      }
      await this.#settle();
      if (this.#isAway || !this.#isAnythingDue()) return;
    }
    await Promise.allSettled(running);
    if (this.#isDirty && this.#served !== null) await this.#save();
  }

  /** Asks what changed, and removes at once what must not be seen any more. */
  async #sync(): Promise<void> {
    this.#isWoken = false;
    const isComparing = this.#isComparing;
    this.#isComparing = false;
    try {
      if (isComparing) await this.#compare();
      for (let more = true; more;) {
        const feed = await readChanges(this.#revision);
        if (feed.revision < this.#revision) {
          // The CMS was restored from an older copy: what we know is of no use.
          await this.#compare();
          break;
        }
        if (feed.changes.length > 0) await this.#apply(feed.changes, feed.revision);
        else if (feed.revision > this.#revision) this.#setContent(this.#content, feed.revision);
        more = feed.more;
      }
      this.#reconciledAt = new Date().toISOString();
      if (this.#awayUntilMs > 0) this.#queue.hurry();
      this.#awayUntilMs = 0;
      this.#isSyncLost = false;
    } catch (error) {
      if (!this.#isSyncLost) console.error(`the CMS is away: ${String(error)}`);
      this.#isSyncLost = true;
      this.#isComparing ||= isComparing;
      this.#awayUntilMs = Date.now() + awayMs;
    }
    this.#syncedAtMs = Date.now();
  }

  async #apply(changes: readonly Change[], revision: number): Promise<void> {
    const before = this.#content;
    const after = afterChanges(before, changes);
    const { render, remove, everything } = affectedAddresses(changes, before, after);
    this.#setContent(after, revision);
    this.#remove([...remove]);
    if (changes.some(({ state }) => state === 'gone')) await this.#removeFiles(before);
    await this.#renderer?.expire(revision);
    for (const address of everything ? allAddresses(this.#documents) : render) {
      this.#inBoth.add(address);
    }
    this.#queue.add(render, true);
    if (everything) this.#addAll();
    this.#report();
  }

  /** Reads everything that is live anew and renders it all, whatever is known. */
  async #compare(): Promise<void> {
    let content: Content = new Map();
    let revision = 0;
    for (let more = true; more;) {
      const feed = await readChanges(revision);
      content = afterChanges(content, feed.changes);
      revision = feed.revision;
      more = feed.more;
    }
    this.#setContent(content, revision);
    await this.#renderer?.expire(revision);
    await keepAssets(Date.now());
    await sweepUploads(new Set([...content.values()].flatMap(({ files }) => files)));
    await this.#sweep();
    this.#addAll();
  }

  get #folders(): string[] {
    const releases = new Set([this.#target, this.#served ?? this.#target]);
    return [...releases].map(pagesOf);
  }

  #remove(addresses: readonly string[]): void {
    for (const address of addresses) {
      this.#queue.forget(address);
      for (const folder of this.#folders) removePage(folder, address);
      // A render that is under way must not bring it back.
      if (this.#queue.isRendering(address)) this.#queue.add([address], true);
    }
    if (addresses.length > 0) this.#listener.onChanged(addresses);
  }

  /** Files of withdrawn pages go with them, unless another page shows them. */
  async #removeFiles(before: Content): Promise<void> {
    const shown = new Set([...this.#content.values()].flatMap(({ files }) => files));
    const all = [...before.values()].flatMap(({ files }) => files);
    await removeUploads(all.filter((name) => !shown.has(name)));
  }

  async #renderOne(address: string): Promise<void> {
    const isUrgent = this.#inBoth.has(address);
    let fault: string | null;
    try {
      fault = await this.#tryRender(address);
    } catch (error) {
      const isTimeout = error instanceof Error && /^(?:Timeout|Abort)Error$/.test(error.name);
      fault = isTimeout ? 'too-slow' : String(error instanceof Error ? error.message : error);
    }
    if (fault === null) {
      this.#queue.done(address);
      this.#inBoth.delete(address);
      return;
    }
    if (fault === 'cms-away') this.#awayUntilMs = Date.now() + awayMs;
    const { attempts } = this.#queue.failed(address, fault, isUrgent, Date.now());
    // A page that a moment ago was still the old one is no news.
    if (attempts > 1 && fault !== 'cms-away') {
      console.error(`${address} could not be rendered (${fault}), attempt ${attempts}`);
    }
  }

  async #tryRender(address: string): Promise<string | null> {
    const entry = this.#documents.get(address);
    const renderer = this.#renderer;
    if (renderer === undefined) throw new Error('nothing renders');
    if (entry === undefined && !isFixed(address)) {
      this.#remove([address]);
      return null;
    }
    if (entry !== undefined) await mirrorUploads(entry.files);
    const rendered = await renderer.render(address);
    // Withdrawn while it was rendered: it must not appear, not even for a moment.
    const now = this.#documents.get(address);
    if (now === undefined && !isFixed(address)) {
      this.#remove([address]);
      return null;
    }
    const fault = faultOf(address, rendered, now);
    if (fault !== null) return fault;
    const served = this.#inBoth.has(address) || this.#served === this.#target;
    const folders = served ? this.#folders : [pagesOf(this.#target)];
    const written = await Promise.all(
      folders.map((folder) => writePage(folder, address, rendered.body)),
    );
    if (this.#documents.get(address) === undefined && !isFixed(address)) {
      this.#remove([address]);
    } else if (written.some(Boolean) && served) this.#listener.onChanged([address]);
    return null;
  }

  /** Everything that could be rendered is: saves, draws the maps, and switches to a new release. */
  async #settle(): Promise<void> {
    if (this.#isAway && this.#served !== this.#target) {
      if (this.#isDirty) await this.#save();
      return;
    }
    if (this.#served !== this.#target && !this.#isHopeful) await this.#finishRelease();
    else if (this.#isSitemapDue()) await this.#sweepSitemaps();
    if (this.#isDirty) await this.#save();
    await this.#saveFailures();
  }

  async #finishRelease(): Promise<void> {
    // Only a CMS that answers can say that the new pages are complete.
    await this.#sync();
    if (this.#isAway || this.#queue.hasUrgent) return;
    const former = this.#served;
    if (former !== null) {
      for (const address of this.#queue.failures.keys()) {
        const name = fileOfAddress(address);
        const page = name === null ? null : readWhole(path.join(pagesOf(former), name));
        if (page !== null) await writePage(pagesOf(this.#target), address, page);
      }
    }
    await this.#drawSitemaps();
    this.#served = this.#target;
    await this.#save();
    await switchRelease(this.#target);
    this.#listener.onRelease(this.#target);
    await this.#sweep();
    await removeOtherReleases([this.#target]);
  }

  /** Writes the maps of what is live; gives their addresses. */
  async #drawSitemaps(): Promise<readonly string[]> {
    const maps = await drawSitemaps(this.#content, place.environment.publicSiteUrl);
    for (const [address, body] of maps) {
      if (await writePage(pagesOf(this.#target), address, body))
        this.#listener.onChanged([address]);
    }
    this.#isSitemapOld = false;
    this.#sitemapAtMs = Date.now();
    this.#sitemaps = [...maps.keys()];
    return this.#sitemaps;
  }

  async #sweepSitemaps(): Promise<void> {
    const former = this.#sitemaps;
    const now = new Set(await this.#drawSitemaps());
    this.#remove(former.filter((address) => !now.has(address)));
  }

  /** What a restart would have to render besides a whole new release. */
  get #owed(): readonly string[] {
    const { owed } = this.#queue;
    return this.#served === this.#target ? owed : owed.filter((each) => this.#inBoth.has(each));
  }

  async #save(): Promise<void> {
    const release = this.#served ?? this.#target;
    this.#isDirty = false;
    await writeState(release, {
      revision: this.#revision,
      content: this.#content,
      owed: this.#owed,
    });
    this.#savedAtMs = (await stat(stateOf(release))).mtimeMs;
  }

  async #saveFailures(): Promise<void> {
    const { failures } = this.status;
    if (failures.length === 0) await rm(place.failures, { force: true });
    else await writeWhole(place.failures, `${JSON.stringify({ failures }, null, 2)}\n`);
  }

  #report(): void {
    this.#statusAtMs = Date.now();
    this.#listener.onStatus(this.status);
  }

  #reportNowAndThen(): void {
    if (Date.now() - this.#statusAtMs > 200) this.#report();
  }
}
