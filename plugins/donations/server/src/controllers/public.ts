import {
  fold,
  parseDay,
  parseReferenceCode,
  refuse,
  type Decision,
  accept,
  amountVndMax,
} from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { answerRefusal } from '../answers';
import type { CatalogueService } from '../services/catalogue';
import type { AccountService, CampaignService, LedgerFilter, LedgerService } from '../types';

const textMax = 100;

type Query = Readonly<Record<string, unknown>>;

function malformed(name: string) {
  return refuse('query-malformed', { name });
}

/** One value per name; an empty one counts as absent. */
function textOf(query: Query, name: string): Decision<string | null> {
  const value = query[name];
  if (value === undefined || value === '') return accept(null);
  // PostgreSQL takes no NUL in a text; no honest search holds a control character.
  const isText =
    typeof value === 'string' &&
    value.length <= textMax &&
    !/[\u0000-\u001f\u007f]|\p{Surrogate}/u.test(value);
  return isText ? accept(value) : malformed(name);
}

function amountOf(text: string | null, name: string): Decision<number | null> {
  if (text === null) return accept(null);
  const isAmount = /^\d{1,15}$/.test(text) && Number(text) <= amountVndMax * 100;
  return isAmount ? accept(Number(text)) : malformed(name);
}

function dayOf(text: string | null, name: string): Decision<string | null> {
  if (text === null) return accept(null);
  const day = parseDay(text);
  return day.ok ? day : malformed(name);
}

function filterFrom(query: Query): Decision<LedgerFilter> {
  const texts: Record<string, string | null> = {};
  for (const name of ['q', 'from', 'to', 'min', 'max', 'campaign'] as const) {
    const text = textOf(query, name);
    if (!text.ok) return text;
    texts[name] = text.value;
  }
  const from = dayOf(texts.from ?? null, 'from');
  if (!from.ok) return from;
  const to = dayOf(texts.to ?? null, 'to');
  if (!to.ok) return to;
  const min = amountOf(texts.min ?? null, 'min');
  if (!min.ok) return min;
  const max = amountOf(texts.max ?? null, 'max');
  if (!max.ok) return max;
  const q = texts.q?.trim() ?? null;
  return accept({
    q: q === null || q === '' ? null : fold(q).replace(/\s+/g, ' '),
    code: q === null ? null : parseReferenceCode(q),
    from: from.value,
    to: to.value,
    minVnd: min.value,
    maxVnd: max.value,
    campaign: texts.campaign ?? null,
  });
}

function placeFrom(text: string | null): Decision<{ seq: number; index: number } | null> {
  if (text === null) return accept(null);
  const parts = /^(\d{1,9})\.(\d{1,4})$/.exec(text);
  if (parts === null) return malformed('after');
  return accept({ seq: Number(parts[1]), index: Number(parts[2]) });
}

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const own = <Service>(name: string) =>
    strapi.plugin('donations').service(name) as unknown as Service;

  return {
    /** The campaigns that are not drafts, each with the accounts that may be shown. */
    async campaigns(ctx: Context) {
      const campaigns = own<CampaignService>('campaign');
      const accounts = own<AccountService>('account');
      const visible = (await campaigns.list()).filter(({ state }) => state !== 'draft');
      ctx.body = await Promise.all(
        visible.map(async (campaign) => ({
          code: campaign.code,
          name: campaign.nameVi,
          nameEn: campaign.nameEn,
          cause: campaign.causeVi,
          causeEn: campaign.causeEn,
          state: campaign.state,
          demonstration: campaign.demonstration,
          accounts: (await accounts.publishedOf(campaign.code)).map(
            ({ bin, bank, number, name }) => ({ bin, bank, number, name }),
          ),
        })),
      );
    },

    /** The goods that the form offers, with their units. */
    async catalogue(ctx: Context) {
      ctx.set('Cache-Control', 'public, max-age=60');
      ctx.body = {
        items: (await own<CatalogueService>('catalogue').list()).map(
          ({ code, nameVi, nameEn, category, units }) => {
            return { code, nameVi, nameEn, category, units };
          },
        ),
      };
    },

    /** A page of the public ledger. */
    async ledger(ctx: Context) {
      const filter = filterFrom(ctx.query);
      if (!filter.ok) return answerRefusal(ctx, filter);
      const after = textOf(ctx.query, 'after');
      const place = after.ok ? placeFrom(after.value) : after;
      if (!place.ok) return answerRefusal(ctx, place);
      const ledger = own<LedgerService>('ledger');
      ctx.body = await ledger.page(filter.value, place.value);
    },

    /** One row of the ledger at its address. */
    async row(ctx: Context) {
      const { seq, index } = ctx.params as { seq: string; index: string };
      const ledger = own<LedgerService>('ledger');
      const place = placeFrom(`${seq}.${index}`);
      const row =
        place.ok && place.value !== null
          ? await ledger.row(place.value.seq, place.value.index)
          : null;
      if (row === null) return answerRefusal(ctx, refuse('ledger-row-not-found'));
      ctx.body = row;
    },
  };
};
