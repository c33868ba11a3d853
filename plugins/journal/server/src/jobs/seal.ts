import type { Core } from '@strapi/strapi';
import { readCheckpoints, writeCheckpoint } from '../checkpoints';
import type { JournalConfig } from '../config';
import type { JournalService } from '../types';
import { every } from './every';

const checkpointEveryMs = 60_000;

/** Seals each second, and writes a checkpoint each minute and at the end when something was sealed. */
export function startSealing(strapi: Core.Strapi) {
  const { dataDir, sealEveryMs } = strapi.config.get('plugin::journal') as JournalConfig;
  const journal: JournalService = strapi.plugin('journal').service('journal');
  let checkpointAtMs = Date.now();

  async function checkpoint(): Promise<void> {
    const head = await journal.head();
    const last = (await readCheckpoints(dataDir)).at(-1);
    if (head !== null && head.seq > (last?.seq ?? 0)) await writeCheckpoint(dataDir, head);
  }

  const job = every(strapi, sealEveryMs, async () => {
    await journal.sealNow();
    if (Date.now() < checkpointAtMs + checkpointEveryMs) return;
    checkpointAtMs = Date.now();
    await checkpoint();
  });
  return {
    async stop() {
      await job.stop();
      await journal.sealNow();
      await checkpoint();
    },
  };
}
