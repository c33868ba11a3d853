import { rm } from 'node:fs/promises';
import {
  accept,
  checkText,
  checkWalletTotals,
  dayOf,
  decideWalletFile,
  isWalletChannel,
  refuse,
  type Decision,
  type Entry,
  type Refused,
  type WalletChannel,
  type WalletFileEvent,
  type WalletRow,
} from '@chung-tay/domain';
import type { JournalService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import type { Core } from '@strapi/strapi';
import type { DonationsConfig } from '../config';
import * as store from '../store/wallets';
import type { Campaign, CampaignService } from '../types';
import type { WalletFileView, WalletService, WalletUpload } from '../wallet-types';
import { readWalletFile, type WalletReading } from '../wallets/read-wallet';
import { nameActors } from './actor-names';
import { keepFile, type KeptFile } from './statement-file';
import { postWalletFile } from './wallet-posting';

const listMax = 200;

export default ({ strapi }: { strapi: Core.Strapi }): WalletService => {
  const journal = (): JournalService => strapi.plugin('journal').service('journal');
  const campaigns = (): CampaignService => strapi.plugin('donations').service('campaign');
  const settings = () => strapi.config.get('plugin::donations') as DonationsConfig;

  async function viewsOf(files: readonly store.WalletFile[]): Promise<WalletFileView[]> {
    const name = await nameActors(
      strapi,
      files.flatMap(({ uploadedBy, decidedBy }) => [uploadedBy, decidedBy]),
    );
    return files.map(({ unitCode: _unit, postedThrough, largestVnd, uploadedAtMs, ...file }) => ({
      ...file,
      amountVnd: String(file.amountVnd),
      feeVnd: String(file.feeVnd),
      posted: postedThrough,
      needsSecondPerson: largestVnd >= settings().secondPersonFromVnd,
      uploadedBy: name(file.uploadedBy),
      decidedBy: file.decidedBy === null ? null : name(file.decidedBy),
      uploadedAt: new Date(uploadedAtMs).toISOString(),
    }));
  }

  async function viewOf(file: store.WalletFile): Promise<WalletFileView> {
    const [view] = await viewsOf([file]);
    return view as WalletFileView;
  }

  /** A file that was uploaded before: the answer of that time. */
  async function known(file: store.WalletFile, { channel, campaign }: WalletUpload) {
    return file.channel === channel && file.campaignCode === campaign
      ? accept({ ...(await viewOf(file)), alreadyKnown: true })
      : refuse('wallet-file-of-another', { number: file.number });
  }

  /** Counts rows that another file brought; one that was booked with another amount is refused. */
  function comparison(channel: WalletChannel) {
    const result: { knownCount: number; refused: Refused | null } = {
      ...{ knownCount: 0, refused: null },
    };
    const look = async (rows: readonly WalletRow[]) => {
      const ids = rows.map(({ transactionId }) => transactionId);
      const booked = await store.selectBooked(strapi.db.connection, channel, ids);
      result.knownCount += booked.size;
      const other = rows.find(
        (row) => (booked.get(row.transactionId) ?? row.amountVnd) !== row.amountVnd,
      );
      if (other === undefined) return;
      result.refused ??= refuse('wallet-transaction-differs', {
        ...{ row: other.position, transaction: other.transactionId },
        ...{ bookedVnd: booked.get(other.transactionId) ?? 0, amountVnd: other.amountVnd },
      });
    };
    return { result, look };
  }

  async function read(
    kept: KeptFile,
    channel: WalletChannel,
    declared: WalletUpload['declared'],
  ): Promise<Decision<WalletReading & { readonly knownCount: number }>> {
    const { result, look } = comparison(channel);
    const reading = await readWalletFile(kept.path, channel, look);
    if (!reading.ok) return reading;
    if (result.refused !== null) return result.refused;
    const { gifts, amountVnd } = reading.value;
    const control = checkWalletTotals(declared, { count: gifts, amountVnd });
    return control.ok ? accept({ ...reading.value, knownCount: result.knownCount }) : control;
  }

  /** Nothing of a refused file is kept, unless an earlier upload rests on it. */
  async function forget({ path, sha256 }: KeptFile): Promise<void> {
    const known = await store.selectWalletFile(strapi.db.connection, { digest: sha256 });
    if (known === null) await rm(path, { force: true });
  }

  function decisionEntry(file: store.WalletFile, event: WalletFileEvent, actor: string): Entry {
    const nowMs = Date.now();
    return {
      event: `wallet.${event}`,
      subject: `wallet:${file.number}`,
      actor,
      unit: file.unitCode,
      on: dayOf(nowMs),
      at: new Date(nowMs).toISOString(),
      facts: {
        ...{ channel: file.channel, sha256: file.sha256, rows: file.rowCount },
        ...{
          gifts: file.giftCount,
          amountVnd: String(file.amountVnd),
          feeVnd: String(file.feeVnd),
        },
      },
      postings: [],
    };
  }

  /** The one door of a decision on a file. */
  async function decide(
    id: number,
    version: number,
    event: WalletFileEvent,
    { actor, reason }: { readonly actor: string; readonly reason?: string },
  ): Promise<Decision<WalletFileView>> {
    const { secondPersonFromVnd } = settings();
    const decided: Decision<number> = await strapi.db.transaction(async ({ trx }) => {
      const file = await store.selectWalletFile(trx, { id });
      if (file === null) return refuse('wallet-file-not-found');
      const decision = decideWalletFile(file, event, {
        ...{ actor, secondPersonFromVnd },
        ...(reason === undefined ? {} : { reason }),
      });
      if (!decision.ok) return decision;
      const change = { state: decision.value, decidedBy: actor, reason: reason ?? null };
      const saved = file.version === version && (await store.updateWalletFile(trx, file, change));
      if (!saved) return refuse('version-stale');
      // After this point the change must succeed.
      await journal().append(trx, [decisionEntry(file, event, actor)]);
      return accept(id);
    });
    if (!decided.ok) return decided;
    const file = await store.selectWalletFile(strapi.db.connection, { id });
    return file === null ? refuse('wallet-file-not-found') : accept(await viewOf(file));
  }

  async function take(
    kept: KeptFile,
    upload: WalletUpload & { readonly channel: WalletChannel },
    campaign: Campaign,
    actor: string,
  ): Promise<Decision<WalletFileView & { readonly alreadyKnown: boolean }>> {
    const reading = await read(kept, upload.channel, upload.declared);
    if (!reading.ok) {
      await forget(kept);
      return reading;
    }
    const { rows, gifts, skipped, ...sums } = reading.value;
    const file: store.WalletFile | null = await strapi.db.transaction(({ trx }) =>
      store.insertWalletFile(trx, {
        ...sums,
        ...{ channel: upload.channel, fileName: upload.fileName, sha256: kept.sha256 },
        ...{ campaignCode: campaign.code, unitCode: campaign.unitCode },
        ...{ rowCount: rows, giftCount: gifts, skippedCount: skipped },
        ...{ uploadedBy: actor, uploadedAtMs: Date.now() },
      }),
    );
    if (file !== null) return accept({ ...(await viewOf(file)), alreadyKnown: false });
    // The same file came twice at the same time; the other upload was first.
    const digest = { active_digest: kept.sha256 };
    const first = await store.selectWalletFile(strapi.db.connection, digest);
    return first === null ? refuse('version-stale') : known(first, upload);
  }

  const service: WalletService = {
    async upload(upload, actor) {
      const { channel } = upload;
      if (!isWalletChannel(channel)) return refuse('wallet-channel-unknown');
      const { count, amountVnd } = upload.declared;
      const isDeclared = Number.isSafeInteger(count) && Number.isSafeInteger(amountVnd);
      if (!isDeclared || count < 1 || amountVnd < 1) return refuse('wallet-declared-malformed');
      const campaign = await campaigns().find(upload.campaign);
      if (campaign === null) return refuse('campaign-not-found');
      const fileName = checkText(upload.fileName, { max: 200 });
      if (!fileName.ok) return fileName;
      const { dataDir, statementBytesMax } = settings();
      const kept = await keepFile(dataDir, upload.source, statementBytesMax, 'wallets');
      if (!kept.ok) return kept;
      const digest = { active_digest: kept.value.sha256 };
      const file = await store.selectWalletFile(strapi.db.connection, digest);
      if (file !== null) return known(file, upload);
      return take(kept.value, { ...upload, channel, fileName: fileName.value }, campaign, actor);
    },

    list: async () => viewsOf(await store.selectWalletFiles(strapi, listMax)),

    async find(id) {
      const file = await store.selectWalletFile(strapi.db.connection, { id });
      return file === null ? null : viewOf(file);
    },

    accept: (id, version, actor) => decide(id, version, 'accepted', { actor }),

    async reject(id, version, reason, actor) {
      const words = checkText(reason, { max: 500 });
      if (words.ok) return decide(id, version, 'rejected', { actor, reason: words.value });
      return words.refusal === 'text-missing' ? refuse('reason-missing') : words;
    },

    async postAccepted() {
      for (const id of await store.selectUnpostedFiles(strapi)) {
        const file = await store.selectWalletFile(strapi.db.connection, { id });
        if (file === null) continue;
        try {
          const campaign = await campaigns().find(file.campaignCode);
          await postWalletFile(strapi, file, campaign?.memoNames ?? 'initials');
        } catch (error) {
          // One that cannot be booked must not hold up the others; it is tried again.
          strapi.log.error(error);
        }
      }
    },
  };
  return service;
};
