import { refuse, safeAddress, wordsOf, type Refused } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { claim } from './claims';
import {
  isAddressed,
  isLocalized,
  kindOfUid,
  kinds,
  localeOf,
  type Kind,
  type Locale,
} from './kinds';
import { project } from './projection';
import { forgetHour } from './schedule';
import { lockDocument, type Trx } from './store/rows';
import { turnsOf } from './turns';

const changesAtOnce = 3;

const writingActions = new Set([
  'create',
  'update',
  'clone',
  'publish',
  'unpublish',
  'delete',
  'discardDraft',
]);

/** A refusal as the admin shows it, in both languages; its code travels in the details. */
export function throwRefusal(refused: Refused): never {
  const words = wordsOf(refused);
  const Refusal =
    refused.refusal === 'body-too-large' ? errors.PayloadTooLargeError : errors.ValidationError;
  throw new Refusal(`${words.vi} / ${words.en}`, { code: refused.refusal, ...refused.facts });
}

type Data = Readonly<Record<string, unknown>>;

/** What can be said of the data before anything is stored. */
async function checkData(strapi: Core.Strapi, kind: Kind, data: Data): Promise<Refused | null> {
  const { localityKey, campaignCode } = data;
  if (typeof localityKey === 'string' && localityKey !== '') {
    const known = await strapi.plugin('provinces').service('locality').find(localityKey);
    if (known === null) return refuse('locality-unknown');
  }
  if (typeof campaignCode === 'string' && campaignCode !== '') {
    const known = await strapi.plugin('donations').service('campaign').find(campaignCode);
    if (known === null) return refuse('campaign-not-found');
  }
  const address = kind === 'announcement' ? data.link : kind === 'partner' ? data.address : null;
  if (typeof address === 'string' && address !== '' && safeAddress(address) === null) {
    return refuse('address-unsafe');
  }
  const { startsAt, endsAt } = data as { startsAt?: string | null; endsAt?: string | null };
  if (startsAt && endsAt && Date.parse(startsAt) >= Date.parse(endsAt)) {
    return refuse('period-backwards');
  }
  const { effectiveOn, expiresOn } = data as {
    effectiveOn?: string | null;
    expiresOn?: string | null;
  };
  if (kind === 'directive' && effectiveOn && expiresOn && effectiveOn > expiresOn) {
    return refuse('period-backwards');
  }
  return null;
}

/** NUL and halves of surrogate pairs: PostgreSQL stores neither. */
const isUnstorable = (data: Data) =>
  /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f]..)/i.test(JSON.stringify(data));

/** The languages that a publication or withdrawal is about; Strapi's default is Vietnamese. */
function localesIn(locale: unknown): (Locale | undefined)[] {
  if (locale === '*') return [undefined];
  const given = Array.isArray(locale) ? locale : [locale ?? 'vi'];
  return given.map((each) => localeOf({ locale: String(each) }));
}

/** Puts the address that was made from the title into the answer, so that the form shows it at once. */
async function tellAddress(strapi: Core.Strapi, kind: Kind, result: unknown): Promise<void> {
  const { entries = [], ...own } = (result ?? {}) as Partial<Row> & { entries?: Partial<Row>[] };
  const rows = entries.length > 0 ? entries : [result as Partial<Row>];
  for (const row of own.id === undefined && entries.length === 0 ? [] : rows) {
    if (row.slug !== null && row.slug !== '' && row.slug !== undefined) continue;
    const stored = await strapi.db.query(kinds[kind].uid).findOne({ where: { id: row.id } });
    if (stored !== null) Object.assign(row, { slug: stored.slug });
  }
}

interface Row {
  readonly id: number;
  readonly slug: string | null;
}

interface Written {
  readonly documentId?: string;
  readonly entries?: readonly { readonly documentId: string }[];
}

/** The documents that an action touched. */
function documentsOf(params: { readonly documentId?: string }, result: unknown): string[] {
  const { documentId, entries = [] } = (result ?? {}) as Written;
  const all = [params.documentId, documentId, ...entries.map((entry) => entry.documentId)];
  return [...new Set(all.filter((each): each is string => typeof each === 'string'))];
}

/** Claims and publishes, or refuses, for one document. */
export async function follow(
  strapi: Core.Strapi,
  trx: Trx,
  kind: Kind,
  documentKey: string,
): Promise<boolean> {
  if (isAddressed(kind)) {
    const refused = await claim(strapi, trx, kind, documentKey);
    if (refused !== null) throwRefusal(refused);
  }
  return (await project(strapi, trx, kind, [documentKey])) > 0;
}

/**
 * Stands before every change of the newsroom's content, whoever asks for it: editors, the schedule, commands.
 * The change, the addresses it takes, what the public reads and the note to the site are one transaction.
 */
export function watchTheDesk(strapi: Core.Strapi): void {
  const takeTurn = turnsOf(changesAtOnce);
  strapi.documents.use(async (context, next) => {
    const kind = kindOfUid(context.uid);
    if (kind === undefined || !writingActions.has(context.action)) return next();
    const params = context.params as {
      readonly documentId?: string;
      readonly locale?: unknown;
      readonly data?: Data;
    };
    if (params.data !== undefined) {
      if (isUnstorable(params.data)) throwRefusal(refuse('request-malformed'));
      const refused = await checkData(strapi, kind, params.data);
      if (refused !== null) throwRefusal(refused);
    }
    const change = () =>
      strapi.db.transaction(async ({ trx }) => {
        if (params.documentId !== undefined) {
          await lockDocument(strapi, trx as Trx, params.documentId);
        }
        const result = await next();
        if (isAddressed(kind) && (context.action === 'publish' || context.action === 'unpublish')) {
          const locale = isLocalized(kind) ? localesIn(params.locale) : [undefined];
          for (const each of locale)
            await forgetHour(strapi, kind, String(params.documentId), each);
        }
        for (const documentKey of documentsOf(params, result)) {
          await follow(strapi, trx as Trx, kind, documentKey);
        }
        if (isAddressed(kind)) await tellAddress(strapi, kind, result);
        return result;
      });
    // Inside of somebody's transaction the turn is theirs.
    return strapi.db.inTransaction() ? change() : takeTurn(change);
  });
}
