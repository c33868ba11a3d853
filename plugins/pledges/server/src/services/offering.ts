import type { Core } from '@strapi/strapi';
import { selectIdentification, updateIdentification } from '../store/identifications';
import { replaceSuggestion, selectMisplaced } from '../store/suggestions';

/** How many donations are told at once; the rest learns it when somebody looks at them. */
const misplacedMax = 200;

/**
 * Tells the donations to which pledges were offered that these pledges changed: one that was fulfilled or
 * withdrawn is offered no more, one that needs money again is. To be called after the change has committed.
 */
export async function refreshOffered(strapi: Core.Strapi, codes: readonly string[]): Promise<void> {
  const misplaced = await selectMisplaced(strapi, codes, misplacedMax);
  for (const offered of misplaced) {
    await strapi.db.transaction(async ({ trx }) => {
      const donation = await selectIdentification(strapi, trx, offered.donationId);
      if (donation === null) return;
      const suggestionCount = await replaceSuggestion(trx, offered);
      await updateIdentification(strapi, trx, donation, { suggestionCount });
    });
  }
}
