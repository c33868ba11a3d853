import type { Core } from '@strapi/strapi';
import type { OpenDonation } from '../types';
import { isPostgres, rowsOf } from './rows';

interface OpenRow {
  readonly [column: string]: string | number | null;
}

const numberOf = (value: string | number | null | undefined) =>
  value === null || value === undefined ? null : Number(value);

const openDonationFromRow = (row: OpenRow): OpenDonation => ({
  id: Number(row.id),
  entryId: Number(row.entry_id),
  number: String(row.number),
  campaignCode: String(row.campaign_code),
  source: String(row.source),
  receivedOn: String(row.received_on),
  amountVnd: Number(row.amount_vnd),
  memoCodes: JSON.parse(String(row.memo_codes ?? '[]')) as string[],
  memo: String(row.memo ?? row.public_memo ?? ''),
  counterparty: String(row.counterparty ?? row.public_name ?? ''),
  reversesId: numberOf(row.reverses_id),
  isReversed: numberOf(row.reversed_by) !== null,
});

async function selectWhere(
  strapi: Core.Strapi,
  column: 'entry_id' | 'id',
  values: readonly number[],
): Promise<OpenDonation[]> {
  if (values.length === 0) return [];
  const isPg = isPostgres(strapi);
  const rows = rowsOf<OpenRow>(
    await strapi.db.connection.raw(
      `select d.id, d.entry_id, d.number, d.campaign_code, d.source, d.received_on, d.amount_vnd,
         d.memo_codes, d.public_memo, d.public_name, d.reverses_id, l.memo, l.counterparty,
         r.id as reversed_by
       from donations_donations d
       left join donations_lines l on l.id = d.line_id
       left join donations_donations r on r.reverses_id = d.id
       where d.kind = 'cash'
         and d.${column} ${isPg ? '= any(?)' : 'in (select value from json_each(?))'}
       order by d.id`,
      isPg ? [[...values]] : [JSON.stringify(values)],
    ),
  );
  return rows.map(openDonationFromRow);
}

/** The records of cash that some entries of the journal hold, reversing ones too, with the raw memo. */
export const selectRecordsOf = (strapi: Core.Strapi, entryIds: readonly number[]) =>
  selectWhere(strapi, 'entry_id', entryIds);

export const selectRecords = (strapi: Core.Strapi, ids: readonly number[]) =>
  selectWhere(strapi, 'id', ids);
