import { addDays, dayOf } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import type { OpenDataService } from '../services/open-data';

const lookMs = 60_000;
/** A batch that began before midnight may be committed after it. */
const graceMs = 10 * 60_000;

/** Publishes the files of each day some minutes after it has ended, in one process of all. */
export function startPublishing(strapi: Core.Strapi) {
  const openData: OpenDataService = strapi.plugin('statistics').service('open-data');
  let publishedThrough = '';
  let running: Promise<void> | undefined;

  async function publishEnded(): Promise<void> {
    const ended = addDays(dayOf(Date.now() - graceMs), -1);
    if (ended <= publishedThrough) return;
    const days = await openData.publish(ended);
    if (days === undefined) return;
    publishedThrough = ended;
    if (days.length > 0) strapi.log.info(`open data published: ${days.join(', ')}`);
  }

  const look = () => {
    running ??= publishEnded()
      .catch((error: unknown) => void strapi.log.error(error))
      .finally(() => {
        running = undefined;
      });
  };
  const timer = setInterval(look, lookMs);
  look();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
