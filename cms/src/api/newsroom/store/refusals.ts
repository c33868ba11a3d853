import type { Core } from '@strapi/strapi';
import type { AddressedKind, Locale } from '../kinds';
import type { Trx } from './rows';

const table = 'newsroom_own_refusals';

/** A version of a document that was to be published at an hour. */
export interface Due {
  readonly kind: AddressedKind;
  readonly locale: Locale;
  readonly documentKey: string;
}

/** Why a scheduled publication was refused, and when it is tried again. */
export interface Refusal extends Due {
  /** Names the draft and its hour as they were refused: one that was changed since is another. */
  readonly stamp: string;
  readonly attempts: number;
  readonly nextAtMs: number;
  /** For editors, in both languages. */
  readonly reason: string;
}

const keyOf = ({ kind, locale, documentKey }: Due) => ({ kind, locale, document_key: documentKey });

export async function readRefusals(
  strapi: Core.Strapi,
  kind: AddressedKind,
): Promise<readonly Refusal[]> {
  const rows = await strapi.db.connection(table).where({ kind });
  return rows.map((row) => ({
    kind,
    locale: row.locale,
    documentKey: row.document_key,
    stamp: row.stamp,
    attempts: row.attempts,
    nextAtMs: Number(row.next_at),
    reason: row.reason,
  }));
}

/** Notes a refusal in place of an earlier one of the same version. */
export async function noteRefusal(strapi: Core.Strapi, refusal: Refusal): Promise<void> {
  const { stamp, attempts, nextAtMs, reason } = refusal;
  await strapi.db
    .connection(table)
    .insert({ ...keyOf(refusal), stamp, attempts, next_at: nextAtMs, reason })
    .onConflict(['kind', 'locale', 'document_key'])
    .merge();
}

export const forgetRefusal = (trx: Trx, due: Due) => trx(table).where(keyOf(due)).delete();

/** Forgets what was to be tried again before a moment and was not: nobody schedules it any more. */
export const forgetRefusalsBefore = (strapi: Core.Strapi, beforeMs: number) =>
  strapi.db.connection(table).where('next_at', '<', beforeMs).delete();
