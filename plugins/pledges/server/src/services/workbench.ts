import { refuse, accept, type Decision, type Suggestion } from '@chung-tay/domain';
import type { DonationService } from '@chung-tay/strapi-plugin-donations/strapi-server';
import type { JournalService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import type { Core } from '@strapi/strapi';
import type { PledgesConfig } from '../config';
import { readQuestion } from '../question';
import { selectIdentification } from '../store/identifications';
import { selectWaiting } from '../store/proposals';
import { selectSettlementsOf } from '../store/settlements';
import { countByState, selectPage } from '../store/workbench';
import type { IdentificationCommand, WorkbenchService } from '../types';
import * as deciding from './deciding';
import { refreshOffered } from './offering';
import { unitsOf } from './releasing';
import { suggestFor, unidentifiedOf } from './suggesting';
import { workbenchViews } from './workbench-view';

const pageRows = 50;

/** The one door of settlement by hand, and what officers see of it. */
export default ({ strapi }: { strapi: Core.Strapi }): WorkbenchService => {
  const journal = (): JournalService => strapi.plugin('journal').service('journal');
  const donations = (): DonationService => strapi.plugin('donations').service('donation');
  const views = workbenchViews(strapi);

  /** What the passes say at present: a pledge may have come after the money. */
  async function suggestedNow(donationId: number): Promise<Suggestion[]> {
    const [donation] = await donations().describe([donationId]);
    if (donation === undefined) return [];
    const unidentified = unidentifiedOf(donation);
    const found = await suggestFor(strapi, [{ id: donationId, unidentified }]);
    return found.get(donationId) ?? [];
  }

  const decide = (
    the: deciding.Case,
    command: IdentificationCommand,
    found: readonly Suggestion[],
  ): Promise<Decision<deciding.Decided>> => {
    switch (command.kind) {
      case 'settle':
        return deciding.settle(the, command.shares);
      case 'confirm':
        return deciding.confirm(the);
      case 'withdraw':
        return deciding.withdraw(the);
      case 'undo':
        return deciding.undo(the, command.settlementId, command.reason);
      case 'dismiss':
        return deciding.dismiss(the, command.code, found);
      case 'check':
        return deciding.check(the, command.isChecked);
    }
  };

  async function change(
    donationId: number,
    command: IdentificationCommand,
    version: number,
    actor: string,
  ): Promise<Decision<deciding.Decided>> {
    const units = await unitsOf(strapi);
    const found = command.kind === 'dismiss' ? await suggestedNow(donationId) : [];
    const { secondPersonFromVnd } = strapi.config.get('plugin::pledges') as PledgesConfig;
    const decided: Decision<deciding.Decided> = await strapi.db.transaction(async ({ trx }) => {
      const donation = await selectIdentification(strapi, trx, donationId);
      if (donation === null) return refuse('donation-not-found');
      if (donation.version !== version) return refuse('version-stale');
      const settlements = await selectSettlementsOf(strapi, trx, [donationId]);
      const waiting = await selectWaiting(strapi, trx, [donationId]);
      const the = {
        ...{ strapi, trx, donation, settlements, waiting, actor, units, secondPersonFromVnd },
        now: new Date(),
      };
      const decision = await decide(the, command, found);
      if (decision.ok) await journal().append(trx, decision.value.entries);
      return decision;
    });
    return decided;
  }

  return {
    async page(state, typed, after) {
      const rows = await selectPage(strapi, state, readQuestion(typed), after, pageRows + 1);
      const shown = rows.slice(0, pageRows);
      return {
        rows: await views.rowsOf(shown),
        next: rows.length > pageRows ? (shown.at(-1)?.donationId ?? null) : null,
      };
    },

    counts: () => countByState(strapi),

    async find(donationId) {
      const donation = await selectIdentification(strapi, strapi.db.connection, donationId);
      if (donation === null) return null;
      return views.detailOf(donation, await suggestedNow(donationId));
    },

    pledges: (typed) => views.pledgesOf(typed),

    async change(donationId, command, version, actor) {
      const decided = await change(donationId, command, version, actor);
      if (!decided.ok) return decided;
      await refreshOffered(strapi, decided.value.pledges);
      const donation = await selectIdentification(strapi, strapi.db.connection, donationId);
      if (donation === null) return refuse('donation-not-found');
      return accept(await views.detailOf(donation, await suggestedNow(donationId)));
    },
  };
};
