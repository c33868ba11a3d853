import type { Core } from '@strapi/strapi';
import { isPostgres } from './rows';

/**
 * Takes away what an older version left and Strapi's synchronisation does not: the index by which a line had
 * one donation for ever. Now a line has steps.
 */
export async function dropFormerIndexes(strapi: Core.Strapi): Promise<void> {
  const { connection } = strapi.db;
  const name = 'donations_donations_line_uq';
  if (isPostgres(strapi)) {
    await connection.raw(`alter table donations_donations drop constraint if exists ${name}`);
  }
  await connection.raw(`drop index if exists ${name}`);
}

/**
 * Fills the account of donations that were booked before they carried one, from their lines. The only
 * update of money rows: it adds what was always so, once, and must run before the triggers are asserted.
 */
export async function fillAccounts(strapi: Core.Strapi): Promise<void> {
  const oldest: { account_number: string | null } | undefined = await strapi.db
    .connection('donations_donations')
    .where({ source: 'bank-line' })
    .orderBy('id')
    .first('account_number');
  if (oldest === undefined || oldest.account_number !== null) return;
  await strapi.db.transaction(async ({ trx }) => {
    const triggers = isPostgres(strapi)
      ? 'alter table donations_donations disable trigger user'
      : 'drop trigger if exists donations_donations_no_update';
    await trx.raw(triggers);
    await trx.raw(
      `update donations_donations set account_number =
         (select l.account_number from donations_lines l where l.id = donations_donations.line_id),
         origin = coalesce(origin, '')
       where account_number is null and line_id is not null`,
    );
    if (isPostgres(strapi)) {
      await trx.raw('alter table donations_donations enable trigger user');
    }
  });
}
