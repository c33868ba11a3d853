import { wordsOf, type Refused } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import { nameActors } from './actor-names';
import { holdPolicyOf } from './hold-policy';
import { countOpenDifferences } from '../store/differences';
import { sumHolds } from '../store/holds';
import * as store from '../store/statements';
import type { MatchingService, ReceivingAccount, StatementListRow, StatementView } from '../types';

const sampleMax = 20;
const matchesMax = 50;
const askMax = 500;

type Summary = Pick<
  StatementView,
  'newCount' | 'knownCount' | 'twinCount' | 'matchedCount' | 'matches' | 'sample'
>;

const nothing: Summary = {
  newCount: 0,
  knownCount: 0,
  twinCount: 0,
  matchedCount: 0,
  matches: [],
  sample: [],
};

async function matchesOf(strapi: Core.Strapi, uploadKey: string) {
  const matching: MatchingService = strapi.plugin('donations').service('matching');
  const credits = await store.selectStagedCodes(strapi, uploadKey);
  const matches: StatementView['matches'][number][] = [];
  let matchedCount = 0;
  for (let from = 0; from < credits.length; from += askMax) {
    const asked = credits.slice(from, from + askMax);
    const known = await matching.ask([...new Set(asked.map(({ code }) => code))]);
    for (const { code, amountVnd } of asked) {
      const promise = known.get(code);
      if (promise === undefined) continue;
      matchedCount += 1;
      if (matches.length < matchesMax) matches.push({ code, amountVnd, ...promise });
    }
  }
  return { matchedCount, matches };
}

/** What a staged statement would do: the same questions that posting asks, without writing. */
export async function summarise(
  strapi: Core.Strapi,
  { uploadKey }: store.StatementRecord,
): Promise<Summary> {
  const counts = await store.countStaged(strapi, uploadKey);
  const sample = await store.selectStagedSample(strapi, uploadKey, sampleMax);
  return { ...counts, ...(await matchesOf(strapi, uploadKey)), sample };
}

function refusalView(text: string | null): StatementView['refusal'] {
  if (text === null) return null;
  const refused = JSON.parse(text) as Refused;
  return { code: refused.refusal, messages: wordsOf(refused) };
}

async function heldOf(
  strapi: Core.Strapi,
  { uploadKey }: store.StatementRecord,
  account: ReceivingAccount | null,
) {
  const policy = await holdPolicyOf(strapi, account?.campaignCode ?? '');
  return store.sumStagedHolds(strapi, uploadKey, policy);
}

export async function viewOf(
  strapi: Core.Strapi,
  record: store.StatementRecord,
  account: ReceivingAccount | null,
): Promise<StatementView> {
  const isStaged = record.state === 'proved' || record.state === 'control-failed';
  const summary: Summary = isStaged
    ? await summarise(strapi, record)
    : record.summary === null
      ? nothing
      : (JSON.parse(record.summary) as Summary);
  const { uploadedBy, decidedBy, overriddenBy } = record;
  const nameOf = await nameActors(strapi, [uploadedBy, decidedBy, overriddenBy]);
  return {
    id: record.id,
    number: record.number,
    fileName: record.fileName,
    sha256: record.sha256,
    account: {
      number: record.accountNumber,
      bank: account?.bank ?? '',
      name: account?.name ?? '',
      campaignCode: account?.campaignCode ?? '',
    },
    layout: record.layout,
    state: record.state,
    periodFrom: record.periodFrom,
    periodTo: record.periodTo,
    openingVnd: record.openingVnd,
    closingVnd: record.closingVnd,
    creditVnd: record.creditVnd,
    debitVnd: record.debitVnd,
    rowCount: record.rowCount,
    creditCount: record.creditCount,
    ...summary,
    posted: record.postedThrough,
    held: isStaged
      ? await heldOf(strapi, record, account)
      : await sumHolds(strapi.db.connection, record.id),
    differenceCount: await countOpenDifferences(strapi.db.connection, record.id),
    refusal: refusalView(record.refusal),
    reason: record.reason,
    uploadedBy: nameOf(uploadedBy),
    decidedBy: decidedBy === null ? null : nameOf(decidedBy),
    overriddenBy: overriddenBy === null ? null : nameOf(overriddenBy),
    overrideReason: record.overrideReason,
    uploadedAt: record.uploadedAt,
    version: record.version,
  };
}

/** Statements as lines of a list. */
export async function summariesOf(
  strapi: Core.Strapi,
  records: readonly store.StatementRecord[],
): Promise<StatementListRow[]> {
  const nameOf = await nameActors(
    strapi,
    records.flatMap(({ uploadedBy, decidedBy }) => [uploadedBy, decidedBy]),
  );
  return records.map((record) => ({
    id: record.id,
    number: record.number,
    fileName: record.fileName,
    accountNumber: record.accountNumber,
    layout: record.layout,
    state: record.state,
    periodFrom: record.periodFrom,
    periodTo: record.periodTo,
    rowCount: record.rowCount,
    creditVnd: record.creditVnd,
    debitVnd: record.debitVnd,
    posted: record.postedThrough,
    uploadedBy: nameOf(record.uploadedBy),
    decidedBy: record.decidedBy === null ? null : nameOf(record.decidedBy),
    uploadedAt: record.uploadedAt,
    version: record.version,
  }));
}
