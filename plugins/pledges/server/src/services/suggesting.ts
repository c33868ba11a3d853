import {
  findNearCodes,
  readPayer,
  suggestPledges,
  type Suggestion,
  type Unidentified,
} from '@chung-tay/domain';
import type { OpenDonation } from '@chung-tay/strapi-plugin-donations/strapi-server';
import type { Core } from '@strapi/strapi';
import { selectPayersByAccount } from '../store/identifications';
import { selectCandidatesByCode, selectCandidatesByPayer } from '../store/suggestions';

export function unidentifiedOf(donation: OpenDonation): Unidentified {
  const { campaignCode, amountVnd, memo, counterparty } = donation;
  return {
    ...{ campaignCode, amountVnd },
    codes: [...new Set(donation.memoCodes)],
    nearCodes: findNearCodes(memo),
    payer: readPayer(memo, counterparty),
  };
}

/** Looks up at once what the passes need to know of some donations, and runs them. */
export async function suggestFor(
  strapi: Core.Strapi,
  donations: readonly { readonly id: number; readonly unidentified: Unidentified }[],
): Promise<Map<number, Suggestion[]>> {
  const all = donations.map(({ unidentified }) => unidentified);
  const codes = new Set(
    all.flatMap(({ codes: own, nearCodes }) => [
      ...(own.length > 1 ? own : []),
      ...nearCodes.map(({ code }) => code),
    ]),
  );
  const accounts = new Set(
    all.flatMap(({ payer }) => (payer.account === null ? [] : [payer.account])),
  );
  const byCode = await selectCandidatesByCode(strapi, [...codes]);
  const payersByAccount = await selectPayersByAccount(strapi, [...accounts]);
  const payers = new Set([
    ...all.flatMap(({ payer }) => payer.names.map(({ key }) => key)),
    ...[...payersByAccount.values()].flat(),
  ]);
  const byPayer = await selectCandidatesByPayer(strapi, [...payers]);
  const known = { byCode, byPayer, payersByAccount };
  return new Map(
    donations.map(({ id, unidentified }) => [id, suggestPledges(unidentified, known)]),
  );
}
