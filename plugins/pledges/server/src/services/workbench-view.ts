import { remainingOf, type Suggestion } from '@chung-tay/domain';
import type {
  DonationService,
  OpenDonation,
} from '@chung-tay/strapi-plugin-donations/strapi-server';
import type { Core } from '@strapi/strapi';
import type { StoredIdentification } from '../store/identifications';
import { searchPledges, selectPledgeChoices } from '../store/pledge-choices';
import { selectWaiting } from '../store/proposals';
import { selectSettlementsOf, standingOf, type StoredSettlement } from '../store/settlements';
import { selectSuggestions } from '../store/suggestions';
import type {
  PledgeChoice,
  SettlementView,
  SuggestionView,
  WorkbenchDetail,
  WorkbenchRow,
} from '../types';
import { nameActors } from './actor-names';

const pledgesMax = 20;

function rowOf(
  donation: StoredIdentification,
  record: OpenDonation | undefined,
  suggestion: Suggestion | null,
  choices: ReadonlyMap<string, PledgeChoice>,
  settledWith: readonly string[],
): WorkbenchRow {
  const { donationId, donationNumber, campaignCode, receivedOn, state, version } = donation;
  const donorOf = (code: string) => choices.get(code)?.donorName ?? '';
  return {
    ...{ id: donationId, number: donationNumber, campaignCode, receivedOn, state, version },
    amountVnd: String(donation.amountVnd),
    settledVnd: String(donation.settledVnd),
    waitingVnd: String(donation.waitingVnd),
    remainingVnd: String(remainingOf(donation)),
    memo: record?.memo ?? '',
    payer: record?.counterparty ?? '',
    suggestion:
      suggestion === null
        ? null
        : {
            ...{ code: suggestion.code, donorName: donorOf(suggestion.code) },
            ...{ pass: suggestion.pass, certainty: suggestion.certainty },
          },
    suggestionCount: donation.suggestionCount,
    settledWith: settledWith.map((code) => ({ code, donorName: donorOf(code) })),
  };
}

/** What officers see of the workbench: raw memos and names, behind the permission of the route. */
export function workbenchViews(strapi: Core.Strapi) {
  const donations = (): DonationService => strapi.plugin('donations').service('donation');

  async function rowsOf(given: readonly StoredIdentification[]): Promise<WorkbenchRow[]> {
    const ids = given.map(({ donationId }) => donationId);
    if (ids.length === 0) return [];
    const db = strapi.db.connection;
    const records = new Map((await donations().describe(ids)).map((each) => [each.id, each]));
    const offered = (await selectSuggestions(strapi, db, ids)).filter(
      ({ state }) => state === 'open',
    );
    const standing = standingOf(await selectSettlementsOf(strapi, db, ids));
    const waiting = await selectWaiting(strapi, db, ids);
    const answered = [
      ...standing.map(({ donationId, pledgeCode }) => ({ donationId, code: pledgeCode })),
      ...waiting,
    ];
    const choices = await selectPledgeChoices(strapi, [
      ...offered.map(({ code }) => code),
      ...answered.map(({ code }) => code),
    ]);
    return given.map((donation) => {
      const { donationId: id } = donation;
      const suggestion = offered.find((each) => each.donationId === id) ?? null;
      const codes = answered.filter((each) => each.donationId === id).map(({ code }) => code);
      return rowOf(donation, records.get(id), suggestion, choices, codes);
    });
  }

  const settlementsOf = (
    settlements: readonly StoredSettlement[],
    choices: ReadonlyMap<string, PledgeChoice>,
    nameOf: (actor: string) => string,
  ): SettlementView[] => {
    const stands = new Set(standingOf(settlements).map(({ id }) => id));
    return settlements.map((each) => ({
      ...{ id: each.id, code: each.pledgeCode, pass: each.pass, reason: each.reason },
      donorName: choices.get(each.pledgeCode)?.donorName ?? '',
      amountVnd: String(each.amountVnd),
      by: nameOf(each.settledBy),
      at: each.settledAt,
      isStanding: stands.has(each.id),
    }));
  };

  return {
    rowsOf,

    async detailOf(
      donation: StoredIdentification,
      found: readonly Suggestion[],
    ): Promise<WorkbenchDetail> {
      const { donationId } = donation;
      const db = strapi.db.connection;
      const [row] = await rowsOf([donation]);
      const [record] = await donations().describe([donationId]);
      const stored = await selectSuggestions(strapi, db, [donationId]);
      const settlements = await selectSettlementsOf(strapi, db, [donationId]);
      const waiting = await selectWaiting(strapi, db, [donationId]);
      const dismissed = new Set(
        stored.filter(({ state }) => state === 'dismissed').map(({ code }) => code),
      );
      const choices = await selectPledgeChoices(strapi, [
        ...found.map(({ code }) => code),
        ...settlements.map(({ pledgeCode }) => pledgeCode),
        ...waiting.map(({ code }) => code),
      ]);
      const actors = [
        ...settlements.map(({ settledBy }) => settledBy),
        ...waiting.map(({ proposedBy }) => proposedBy),
      ];
      const nameOf = await nameActors(strapi, actors);
      const suggestions = found.flatMap((each): SuggestionView[] => {
        const pledge = choices.get(each.code);
        return pledge === undefined || dismissed.has(each.code) ? [] : [{ ...each, pledge }];
      });
      return {
        ...(row as WorkbenchRow),
        source: record?.source ?? '',
        suggestions: donation.settledVnd > 0 || donation.isReversed ? [] : suggestions,
        settlements: settlementsOf(settlements, choices, nameOf),
        proposals: waiting.map((each) => ({
          ...{ code: each.code, amountVnd: String(each.amountVnd), at: each.proposedAt },
          donorName: choices.get(each.code)?.donorName ?? '',
          by: nameOf(each.proposedBy),
        })),
      };
    },

    pledgesOf: (typed: string): Promise<PledgeChoice[]> => searchPledges(strapi, typed, pledgesMax),
  };
}
