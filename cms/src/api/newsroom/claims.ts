import { createHash } from 'node:crypto';
import { checkSlug, directiveIdentity, refuse, slugOf, type Refused } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import { kinds, localeOf, type AddressedKind, type Locale } from './kinds';
import type { ContentRow } from './shapes';
import {
  dropAddress,
  orphanAddresses,
  selectAddresses,
  setAddressState,
  takeAddress,
} from './store/addresses';
import type { Trx } from './store/rows';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const attemptsMax = 50;
const identityKind = 'directive.identity';

type Rows = readonly ContentRow[];
const slugOfRow = (row: ContentRow) => (typeof row.slug === 'string' ? row.slug : '');

/** Finds a free address made from the title and takes it. */
async function takeFreeAddress(
  trx: Trx,
  kind: AddressedKind,
  locale: Locale,
  documentKey: string,
  title: string,
): Promise<string> {
  const made = slugOf(title);
  const stem = checkSlug(made, kind).ok
    ? made
    : `${kind === 'directive' ? 'van-ban' : 'bai'}-${documentKey.slice(0, 8)}`;
  for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
    const slug = attempt === 1 ? stem : `${stem.slice(0, 115)}-${attempt}`;
    if (await takeAddress(trx, { kind, locale, slug, documentKey })) return slug;
  }
  return `${stem.slice(0, 90)}-${documentKey}`;
}

/** Takes the addresses that the versions of a document want; the first that is not to be had is refused. */
async function takeWanted(
  strapi: Core.Strapi,
  trx: Trx,
  kind: AddressedKind,
  documentKey: string,
  rows: Rows,
): Promise<Refused | null> {
  const own = new Set<string>();
  for (const row of rows) {
    const locale = localeOf(row);
    const typed = slugOfRow(row);
    if (typed !== '' && own.has(`${locale}:${typed}`)) continue;
    if (typed === '') {
      const title = String(row[kinds[kind].titleField] ?? '');
      const made = rows.find((other) => localeOf(other) === locale && slugOfRow(other) !== '');
      const slug =
        made === undefined
          ? await takeFreeAddress(trx, kind, locale, documentKey, title)
          : slugOfRow(made);
      Object.assign(row, { slug });
      own.add(`${locale}:${slug}`);
      await strapi.db.query(kinds[kind].uid).update({ where: { id: row.id }, data: { slug } });
      continue;
    }
    const checked = checkSlug(typed, kind);
    if (!checked.ok) return checked;
    if (!(await takeAddress(trx, { kind, locale, slug: typed, documentKey }))) {
      return refuse('slug-taken', { slug: typed });
    }
    own.add(`${locale}:${typed}`);
  }
  return null;
}

/** Lets go of what no version of the document wants any more, and notes what became of it. */
async function settle(
  trx: Trx,
  kind: AddressedKind,
  documentKey: string,
  rows: Rows,
): Promise<void> {
  for (const address of await selectAddresses(trx, kind, documentKey)) {
    const own = rows.filter((row) => localeOf(row) === address.locale);
    const published = own.find(({ publishedAt }) => publishedAt !== null);
    const isLive = published !== undefined && slugOfRow(published) === address.slug;
    const isHeld = own.some((row) => slugOfRow(row) === address.slug);
    const wasPublic = address.state !== 'held';
    if (isLive) await setAddressState(trx, address.id, 'live');
    else if (!wasPublic && !isHeld) await dropAddress(trx, address.id);
    else if (wasPublic) {
      await setAddressState(trx, address.id, published === undefined ? 'gone' : 'moved');
    }
  }
}

/** One directive for each number, issuer and day, drafts included. */
async function claimIdentity(trx: Trx, documentKey: string, rows: Rows): Promise<Refused | null> {
  const wanted = new Set(
    rows.map((row) =>
      // Its digest, for a long name of an issuer does not fit into the column.
      sha256(
        directiveIdentity({
          number: Number(row.number),
          symbol: String(row.symbol ?? ''),
          issuer: String(row.issuer ?? ''),
          issuedOn: String(row.issuedOn ?? ''),
        }),
      ),
    ),
  );
  for (const slug of wanted) {
    if (!(await takeAddress(trx, { kind: identityKind, locale: '', slug, documentKey }))) {
      return refuse('directive-exists');
    }
  }
  for (const claim of await selectAddresses(trx, identityKind, documentKey)) {
    if (!wanted.has(claim.slug)) await dropAddress(trx, claim.id);
  }
  return null;
}

/**
 * Claims the addresses of all versions of a document, drafts included, and the identity of a directive, in
 * the caller's transaction. Refusals: slug-missing, slug-malformed, slug-reserved, slug-taken,
 * directive-exists; the caller rolls back.
 */
export async function claim(
  strapi: Core.Strapi,
  trx: Trx,
  kind: AddressedKind,
  documentKey: string,
): Promise<Refused | null> {
  const rows = (await strapi.db
    .query(kinds[kind].uid)
    .findMany({ where: { documentId: documentKey } })) as ContentRow[];
  if (rows.length === 0) {
    await orphanAddresses(trx, kind, documentKey);
    if (kind === 'directive') await orphanAddresses(trx, identityKind, documentKey);
    return null;
  }
  const refused =
    (await takeWanted(strapi, trx, kind, documentKey, rows)) ??
    (kind === 'directive' ? await claimIdentity(trx, documentKey, rows) : null);
  if (refused !== null) return refused;
  await settle(trx, kind, documentKey, rows);
  return null;
}
