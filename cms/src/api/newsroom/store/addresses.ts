import type { Core } from '@strapi/strapi';
import type { Locale } from '../kinds';
import type { Trx } from './rows';

const table = 'newsroom_own_addresses';

/** `held` by a draft, `live`, `gone` since it was withdrawn, `moved` to the live address of its document. */
export type AddressState = 'held' | 'live' | 'gone' | 'moved';

export interface Address {
  readonly kind: string;
  readonly locale: Locale | '';
  readonly slug: string;
  /** Empty when the document does not exist any more: somebody else may take the address. */
  readonly documentKey: string;
  readonly state: AddressState;
}

interface Row {
  id: number;
  kind: string;
  locale: Locale | '';
  slug: string;
  document_key: string;
  state: AddressState;
}

const addressFromRow = (row: Row): Address & { readonly id: number } => ({
  id: row.id,
  kind: row.kind,
  locale: row.locale,
  slug: row.slug,
  documentKey: row.document_key,
  state: row.state,
});

export async function selectAddresses(
  trx: Trx,
  kind: string,
  documentKey: string,
): Promise<(Address & { readonly id: number })[]> {
  const rows = (await trx(table).where({ kind, document_key: documentKey })) as Row[];
  return rows.map(addressFromRow);
}

/** Takes an address for a document; false when another document has it. */
export async function takeAddress(trx: Trx, address: Omit<Address, 'state'>): Promise<boolean> {
  const { kind, locale, slug, documentKey } = address;
  await trx(table)
    .insert({ kind, locale, slug, document_key: documentKey, state: 'held' })
    .onConflict(['kind', 'locale', 'slug'])
    .ignore();
  const row = (await trx(table).where({ kind, locale, slug }).first()) as Row | undefined;
  // Whoever held it let go of it between the two statements.
  if (row === undefined) return takeAddress(trx, address);
  if (row.document_key === documentKey) return true;
  if (row.document_key !== '') return false;
  const taken = await trx(table)
    .where({ id: row.id, document_key: '' })
    .update({ document_key: documentKey, state: 'held' });
  return taken === 1;
}

export const setAddressState = (trx: Trx, id: number, state: AddressState) =>
  trx(table).where({ id }).update({ state });

export const dropAddress = (trx: Trx, id: number) => trx(table).where({ id }).delete();

/** The document is gone for good: its addresses say so until somebody takes them anew. */
export async function orphanAddresses(trx: Trx, kind: string, documentKey: string): Promise<void> {
  await trx(table).where({ kind, document_key: documentKey, state: 'held' }).delete();
  await trx(table)
    .where({ kind, document_key: documentKey })
    .update({ document_key: '', state: 'gone' });
}

export async function findAddress(
  strapi: Core.Strapi,
  kind: string,
  locale: Locale,
  slug: string,
): Promise<Address | null> {
  const row = (await strapi.db.connection(table).where({ kind, locale, slug }).first()) as
    Row | undefined;
  return row === undefined ? null : addressFromRow(row);
}

/** Former addresses of some documents: what the site must not show any more. */
export async function selectFormer(
  strapi: Core.Strapi,
  documentKeys: readonly string[],
): Promise<Address[]> {
  if (documentKeys.length === 0) return [];
  const rows = (await strapi.db
    .connection(table)
    .whereIn('document_key', [...documentKeys])
    .whereIn('state', ['gone', 'moved'])) as Row[];
  return rows.map(addressFromRow);
}
