import { canonicalJson, verifyLinks, type Link } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import { readCheckpoints } from '../checkpoints';
import type { JournalConfig } from '../config';
import * as store from '../store';
import type { VerifyService } from '../types';

const pageMax = 500;

type Seal = Awaited<ReturnType<typeof store.selectSeals>>[number];

/** A sealed entry as the export has it; the entry stands in it as it was hashed. */
function lineOf({ seq, prevHash, hash, sealedAt, canonical }: Seal): string {
  const place = canonicalJson({ seq, prevHash, hash, sealedAt });
  return `${place.slice(0, -1)},"entry":${canonical}}`;
}

export default ({ strapi }: { strapi: Core.Strapi }): VerifyService => {
  async function* seals() {
    for (let after = 0; ;) {
      const page = await store.selectSeals(strapi, after, pageMax);
      yield* page;
      const last = page.at(-1);
      if (last === undefined) return;
      after = last.seq;
    }
  }

  return {
    async *linesBetween(from, until) {
      for (let after = from; after < until;) {
        const page = await store.selectSeals(strapi, after, Math.min(pageMax, until - after));
        const last = page.at(-1);
        if (last === undefined) return;
        yield page.map(lineOf);
        after = last.seq;
      }
    },

    async exportTo(write, onProgress = () => undefined) {
      const total = await store.countSeals(strapi);
      let count = 0;
      for await (const seal of seals()) {
        await write(lineOf(seal));
        count += 1;
        if (count % 500 === 0) onProgress(count, total);
      }
      onProgress(count, total);
      return count;
    },

    async verifyDatabase(onProgress) {
      const { dataDir } = strapi.config.get('plugin::journal') as JournalConfig;
      const checkpoints = new Map(
        (await readCheckpoints(dataDir)).map((head) => [head.seq, head.hash]),
      );
      const differing: { seq: number; fault: string }[] = [];
      async function* links(): AsyncGenerator<Link> {
        for await (const link of seals()) {
          const known = checkpoints.get(link.seq);
          if (known !== undefined && known !== link.hash) {
            differing.push({ seq: link.seq, fault: 'checkpoint-differs' });
          }
          checkpoints.delete(link.seq);
          yield link;
        }
      }
      const total = await store.countSeals(strapi);
      const verdict = await verifyLinks(links(), store.sha256, onProgress, total);
      // A place whose entry is gone is not read at all; behind the last one no gap would show it.
      if (verdict.ok && verdict.entries < total) {
        differing.push({ seq: verdict.entries + 1, fault: 'entry-missing' });
      }
      for (const seq of checkpoints.keys()) differing.push({ seq, fault: 'checkpoint-missing' });
      const faults = [...verdict.faults, ...differing];
      return { ...verdict, ok: faults.length === 0, faults };
    },
  };
};
