import { randomBytes } from 'node:crypto';
import { dayOf, type Account, type Day } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import type { Campaign, ReceivingAccount } from '../types';
import { recordColumns, type Trx } from './rows';

interface AccountRow {
  readonly id: number;
  readonly bin: string | null;
  readonly short_name: string | null;
  readonly number: string;
  readonly name: string;
  readonly campaign_code: string;
  readonly unit_code: string;
  readonly state: Account['state'];
  readonly prepared_by: string;
  readonly published_by: string | null;
  readonly version: number;
  readonly updated_at: string | number | Date;
  readonly currency: string | null;
  readonly swift: string | null;
  readonly bank_name: string | null;
  readonly bank_address: string | null;
  readonly beneficiary_address: string | null;
  readonly correspondent_bank: string | null;
  readonly correspondent_swift: string | null;
  readonly published_on: string | null;
  readonly ended_on: string | null;
}

const transferFromRow = (row: AccountRow): ReceivingAccount['transfer'] =>
  row.swift === null
    ? null
    : {
        swift: row.swift,
        bankName: row.bank_name ?? '',
        bankAddress: row.bank_address ?? '',
        beneficiaryAddress: row.beneficiary_address ?? '',
        correspondentBank: row.correspondent_bank,
        correspondentSwift: row.correspondent_swift,
      };

/** Accounts of older installations carry no days: their last change stands for it. */
function daysFromRow(row: AccountRow): Pick<ReceivingAccount, 'publishedOn' | 'endedOn'> {
  const changedOn = dayOf(new Date(row.updated_at).getTime());
  const isEnded = row.state === 'suspended' || row.state === 'closed';
  return {
    publishedOn: (row.published_on as Day | null) ?? (row.published_by === null ? null : changedOn),
    endedOn: (row.ended_on as Day | null) ?? (isEnded ? changedOn : null),
  };
}

const accountFromRow = (row: AccountRow): ReceivingAccount => ({
  id: Number(row.id),
  bin: row.bin ?? '',
  bank: row.short_name ?? row.bank_name ?? row.bin ?? '',
  number: row.number,
  name: row.name,
  campaignCode: row.campaign_code,
  unitCode: row.unit_code,
  state: row.state,
  preparedBy: row.prepared_by,
  publishedBy: row.published_by,
  currency: row.currency ?? 'VND',
  transfer: transferFromRow(row),
  ...daysFromRow(row),
  version: Number(row.version),
});

const accounts = (db: Core.Strapi['db']['connection'] | Trx) =>
  db('donations_accounts as a')
    .leftJoin('donations_banks as b', 'b.bin', 'a.bin')
    .select('a.*', 'b.short_name');

export async function selectAccounts(
  strapi: Core.Strapi,
  where: Readonly<Record<string, string | number>> = {},
): Promise<ReceivingAccount[]> {
  const rows: AccountRow[] = await accounts(strapi.db.connection).where(where).orderBy('a.number');
  return rows.map(accountFromRow);
}

export async function selectAccountById(trx: Trx, id: number): Promise<ReceivingAccount | null> {
  const row: AccountRow | undefined = await accounts(trx).where('a.id', id).first();
  return row === undefined ? null : accountFromRow(row);
}

export type NewAccount = Omit<ReceivingAccount, 'id' | 'bank' | 'version'>;

/** Answers the id, or null when the number exists. */
export async function insertAccount(
  trx: Trx,
  account: NewAccount,
  now: Date,
): Promise<number | null> {
  const rows: { id: number }[] = await trx('donations_accounts')
    .insert({
      ...recordColumns(randomBytes(12).toString('hex'), now),
      // Not an empty text, which a bank without a BIN has as well.
      bin: account.bin === '' ? null : account.bin,
      number: account.number,
      name: account.name,
      campaign_code: account.campaignCode,
      unit_code: account.unitCode,
      state: account.state,
      prepared_by: account.preparedBy,
      published_by: account.publishedBy,
      currency: account.currency,
      swift: account.transfer?.swift ?? null,
      bank_name: account.transfer?.bankName ?? null,
      bank_address: account.transfer?.bankAddress ?? null,
      beneficiary_address: account.transfer?.beneficiaryAddress ?? null,
      correspondent_bank: account.transfer?.correspondentBank ?? null,
      correspondent_swift: account.transfer?.correspondentSwift ?? null,
      published_on: account.publishedOn,
      ended_on: account.endedOn,
      version: 1,
    })
    .onConflict('number')
    .ignore()
    .returning('id');
  return rows[0] === undefined ? null : Number(rows[0].id);
}

/** Saves a step by compare-and-set on the version. */
export async function updateAccount(
  trx: Trx,
  id: number,
  version: number,
  account: Account & Pick<ReceivingAccount, 'publishedOn' | 'endedOn'>,
  now: Date,
): Promise<boolean> {
  const count = await trx('donations_accounts')
    .where({ id, version })
    .update({
      state: account.state,
      published_by: account.publishedBy,
      published_on: account.publishedOn,
      ended_on: account.endedOn,
      version: version + 1,
      updated_at: now,
    });
  return count === 1;
}

interface CampaignRow {
  readonly code: string;
  readonly name_vi: string;
  readonly name_en: string;
  readonly cause_vi: string | null;
  readonly cause_en: string | null;
  readonly state: Campaign['state'];
  readonly ends_on: string | null;
  readonly demonstration: boolean | number | null;
  readonly memo_names: Campaign['memoNames'];
  readonly unit_code: string;
}

export async function selectCampaigns(strapi: Core.Strapi): Promise<Campaign[]> {
  const rows: CampaignRow[] = await strapi.db
    .connection('donations_campaigns')
    .orderBy([{ column: 'starts_on', order: 'desc' }, { column: 'code' }]);
  return rows.map((row) => ({
    code: row.code,
    nameVi: row.name_vi,
    nameEn: row.name_en,
    causeVi: row.cause_vi,
    causeEn: row.cause_en,
    state: row.state,
    endsOn: row.ends_on,
    demonstration: Boolean(row.demonstration),
    memoNames: row.memo_names,
    unitCode: row.unit_code,
  }));
}

export const selectBank = (
  strapi: Core.Strapi,
  bin: string,
): Promise<{ readonly short_name: string } | undefined> =>
  strapi.db.connection('donations_banks').where({ bin }).first('short_name');

export interface CatalogueItem {
  readonly code: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly category: string;
  readonly units: readonly { readonly vi: string; readonly en: string }[];
}

export async function selectCatalogue(strapi: Core.Strapi): Promise<CatalogueItem[]> {
  return strapi.db.query('plugin::donations.item').findMany({
    select: ['code', 'nameVi', 'nameEn', 'category', 'units'],
    orderBy: { code: 'asc' },
  });
}

export async function selectBanks(
  strapi: Core.Strapi,
): Promise<{ readonly bin: string; readonly shortName: string }[]> {
  const rows: { bin: string; short_name: string }[] = await strapi.db
    .connection('donations_banks')
    .where('bin', '<>', '')
    .orderBy('short_name')
    .select('bin', 'short_name');
  return rows.map((row) => ({ bin: row.bin, shortName: row.short_name }));
}
