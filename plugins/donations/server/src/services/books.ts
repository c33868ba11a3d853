import {
  accept,
  findDecision,
  lineClasses,
  parseDay,
  refuse,
  type Decision,
} from '@chung-tay/domain';
import type { LocalityService } from '@chung-tay/strapi-plugin-provinces/strapi-server';
import type { Core } from '@strapi/strapi';
import { fresh } from '../fresh';
import * as store from '../store/books';
import { selectDonationsOfLine } from '../store/donations';
import type { BooksService, LineFilter, LineRow } from '../types';
import { nameActors } from './actor-names';

const pageRows = 50;
const textMax = 100;

function textFrom(query: Readonly<Record<string, unknown>>, name: string): Decision<string | null> {
  const value = query[name];
  if (value === undefined || value === '') return accept(null);
  const isText =
    typeof value === 'string' &&
    value.length <= textMax &&
    !/[\u0000-\u001f\u007f]|\p{Surrogate}/u.test(value);
  return isText ? accept(value.trim()) : refuse('query-malformed', { name });
}

const checks: Readonly<Record<string, (text: string) => boolean>> = {
  from: (text) => parseDay(text).ok,
  to: (text) => parseDay(text).ok,
  min: (text) => /^\d{1,14}$/.test(text),
  max: (text) => /^\d{1,14}$/.test(text),
  class: (text) => lineClasses.some((known) => known === text),
  after: (text) => /^\d{1,9}\.\d{1,9}$/.test(text),
};

type Asked = Record<
  'statement' | 'account' | 'from' | 'to' | 'min' | 'max' | 'class' | 'q' | 'after',
  string | null
>;

function askedFrom(query: Readonly<Record<string, unknown>>): Decision<Asked> {
  const asked: Asked = {
    ...{ statement: null, account: null, from: null, to: null, min: null, max: null },
    ...{ class: null, q: null, after: null },
  };
  for (const name of Object.keys(asked) as (keyof Asked)[]) {
    const text = textFrom(query, name);
    if (!text.ok) return text;
    const isGood = text.value === null || (checks[name]?.(text.value) ?? true);
    if (!isGood) return refuse('query-malformed', { name });
    asked[name] = text.value;
  }
  return accept(asked);
}

const filterOf = (asked: Asked): LineFilter => ({
  statement: asked.statement,
  account: asked.account,
  from: asked.from,
  to: asked.to,
  minVnd: asked.min === null ? null : Number(asked.min),
  maxVnd: asked.max === null ? null : Number(asked.max),
  class: lineClasses.find((known) => known === asked.class) ?? null,
  q: asked.q,
});

function placeOf(after: string | null) {
  const [statementId, position] = (after ?? '').split('.').map(Number);
  if (statementId === undefined || position === undefined) return null;
  return { statementId, position };
}

/** What officers see of the booked lines. Decides nothing and changes nothing. */
export default ({ strapi }: { strapi: Core.Strapi }): BooksService => {
  const provinces = fresh(async () => {
    const localities: LocalityService = strapi.plugin('provinces').service('locality');
    const all = [...(await localities.list('vn63')), ...(await localities.list('vn34'))];
    return [...new Set(all.map(({ nameVi }) => nameVi))];
  });

  async function rowOf(line: store.ListedLine): Promise<LineRow> {
    const { baseKey: _key, ordinal, statementNumber, position, ...shown } = line;
    return {
      ...shown,
      ordinal,
      position,
      statementNumber,
      number: `${statementNumber}-${position}`,
      amountVnd: String(line.amountVnd),
      decision: line.amountVnd < 0 ? findDecision(line.memo, await provinces()) : null,
    };
  }

  return {
    async holds(after, actor) {
      const afterId = Number(/^\d{1,9}$/.exec(after)?.[0] ?? 0);
      const waiting = await store.selectWaiting(strapi, afterId, pageRows + 1);
      const page = waiting.slice(0, pageRows);
      const nameOf = await nameActors(
        strapi,
        page.map(({ acceptedBy }) => acceptedBy),
      );
      return {
        holds: page.map((hold) => ({
          ...hold,
          acceptedBy: nameOf(hold.acceptedBy),
          isMine: hold.acceptedBy === actor,
        })),
        total: await store.sumWaiting(strapi),
        next: waiting.length > pageRows ? String(page.at(-1)?.id) : null,
      };
    },

    async lines(query) {
      const asked = askedFrom(query);
      if (!asked.ok) return asked;
      const filter = filterOf(asked.value);
      const found = await store.selectLines(
        strapi,
        filter,
        placeOf(asked.value.after),
        pageRows + 1,
      );
      const page = found.slice(0, pageRows);
      const last = page.at(-1);
      const hasMore = found.length > pageRows && last !== undefined;
      return accept({
        lines: await Promise.all(page.map(rowOf)),
        next: hasMore ? `${last.statementId}.${last.position}` : null,
      });
    },

    async line(id) {
      const line = await store.selectListedLine(strapi, id);
      if (line === null) return null;
      const steps = await store.selectReclassifications(strapi, id);
      const nameOf = await nameActors(
        strapi,
        steps.map(({ actor }) => actor),
      );
      const donations = await selectDonationsOfLine(strapi.db.connection, id);
      return {
        ...(await rowOf(line)),
        donations: donations.map((donation) => ({
          number: donation.number,
          amountVnd: String(donation.amountVnd),
          receivedOn: donation.receivedOn,
          reasonCode: donation.reasonCode,
          reason: donation.reason,
        })),
        reclassifications: steps.map((step) => ({ ...step, actor: nameOf(step.actor) })),
      };
    },
  };
};
