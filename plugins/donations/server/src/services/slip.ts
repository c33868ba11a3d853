import {
  accept,
  amountInWords,
  checkSlip,
  checkText,
  decideSlip,
  firstSlipState,
  refuse,
  slipNumberOf,
  type Decision,
  type SlipEvent,
  type SlipInput,
  type SlipInvalid,
} from '@chung-tay/domain';
import type { JournalService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import type { UnitService } from '@chung-tay/strapi-plugin-provinces/strapi-server';
import type { Core } from '@strapi/strapi';
import type { DonationsConfig } from '../config';
import * as store from '../store/slips';
import type { Trx } from '../store/rows';
import { turns } from '../turns';
import type { CampaignService } from '../types';
import type { SlipService, SlipView } from '../slip-types';
import { nameActors } from './actor-names';
import { bookSlip, reverseSlip, slipEntry } from './slip-booking';

const listMax = 100;
const reasonMax = 500;

/** Whether the same key came with the same slip. */
const isSame = (slip: store.StoredSlip, input: SlipInput) =>
  slip.amountVnd === input.amountVnd &&
  slip.payerName === input.payerName &&
  slip.campaignCode === input.campaign &&
  slip.unitCode === input.unit &&
  slip.receivedOn === input.receivedOn;

export default ({ strapi }: { strapi: Core.Strapi }): SlipService => {
  const journal = (): JournalService => strapi.plugin('journal').service('journal');
  const units = (): UnitService => strapi.plugin('provinces').service('unit');
  const campaigns = (): CampaignService => strapi.plugin('donations').service('campaign');
  const inTurn = turns();
  const thresholdVnd = () =>
    (strapi.config.get('plugin::donations') as DonationsConfig).secondPersonFromVnd;

  async function viewsOf(slips: readonly store.StoredSlip[]): Promise<SlipView[]> {
    const unitNames = new Map((await units().list()).map(({ code, nameVi }) => [code, nameVi]));
    const known = new Map((await campaigns().list()).map(({ code, nameVi }) => [code, nameVi]));
    const name = await nameActors(
      strapi,
      slips.flatMap(({ issuedBy, confirmedBy, voidedBy }) => [issuedBy, confirmedBy, voidedBy]),
    );
    const named = (actor: string | null) => (actor === null ? null : name(actor));
    return slips.map(({ issuedAtMs, voidedAtMs, ...slip }) => ({
      ...slip,
      unitName: unitNames.get(slip.unitCode) ?? slip.unitCode,
      campaignName: known.get(slip.campaignCode) ?? slip.campaignCode,
      amountVnd: String(slip.amountVnd),
      amountWords: amountInWords(slip.amountVnd),
      issuedBy: name(slip.issuedBy),
      issuedAt: new Date(issuedAtMs).toISOString(),
      confirmedBy: named(slip.confirmedBy),
      voidedBy: named(slip.voidedBy),
      voidedAt: voidedAtMs === null ? null : new Date(voidedAtMs).toISOString(),
    }));
  }

  async function viewOf(slip: store.StoredSlip): Promise<SlipView> {
    const [view] = await viewsOf([slip]);
    return view as SlipView;
  }

  async function check(
    typed: Readonly<Record<string, string>>,
  ): Promise<Decision<SlipInput> | SlipInvalid> {
    const checked = checkSlip(typed, Date.now());
    if (!checked.ok) return checked;
    const { campaign, unit } = checked.value;
    if ((await units().find(unit)) === null) return refuse('unit-unknown');
    const found = await campaigns().find(campaign);
    if (found === null) return refuse('campaign-not-found');
    return found.state === 'open' ? checked : refuse('campaign-takes-no-cash');
  }

  /** Gives the next number of the series and writes the slip; a number is taken only by a slip that stands. */
  async function issueUnderLock(
    trx: Trx,
    input: SlipInput,
    requestKey: string,
    actor: string,
  ): Promise<Decision<store.StoredSlip>> {
    const year = Number(input.receivedOn.slice(0, 4));
    const last = await store.lockSeries(strapi, trx, input.unit, year);
    const before = await store.selectSlip(trx, { request_key: requestKey });
    if (before !== null) return isSame(before, input) ? accept(before) : refuse('slip-key-reused');
    const sequence = last + 1;
    const id = await store.insertSlip(trx, {
      ...input,
      ...{ year, sequence, requestKey },
      number: slipNumberOf(input.unit, input.receivedOn, sequence),
      firstState: firstSlipState(input.amountVnd, thresholdVnd()),
      issuedBy: actor,
      issuedAtMs: Date.now(),
    });
    if (id === null) return refuse('slip-key-reused');
    const slip = await store.selectSlip(trx, { 's.id': id });
    if (slip === null) return refuse('slip-not-found');
    // After this point the change must succeed.
    if (slip.state === 'posted') await bookSlip(strapi, trx, slip, actor);
    else await journal().append(trx, [slipEntry('slip.issued', slip, actor)]);
    return accept(slip);
  }

  /** The one door of a decision on a slip. */
  async function step(
    id: number,
    event: SlipEvent,
    actor: string,
    reason: string,
  ): Promise<Decision<SlipView>> {
    const stepped: Decision<store.StoredSlip> = await strapi.db.transaction(async ({ trx }) => {
      const slip = await store.lockSlip(strapi, trx, id);
      if (slip === null) return refuse('slip-not-found');
      const decision = decideSlip(slip, event, actor, reason);
      if (!decision.ok) return decision;
      // After this point the change must succeed.
      const given = { slipId: id, event, actor, reason: event === 'voided' ? reason : null };
      await store.insertSlipStep(trx, given);
      if (event === 'confirmed') await bookSlip(strapi, trx, slip, actor);
      else {
        await journal().append(trx, [slipEntry('slip.voided', slip, actor)]);
        if (slip.state === 'posted') await reverseSlip(strapi, trx, slip, reason, actor);
      }
      return accept((await store.selectSlip(trx, { 's.id': id })) ?? slip);
    });
    return stepped.ok ? accept(await viewOf(stepped.value)) : stepped;
  }

  return {
    async issue(typed, requestKey, actor) {
      if (!/^[\w-]{8,100}$/.test(requestKey)) return refuse('key-malformed');
      const checked = await check(typed);
      if (!checked.ok) return checked;
      const issued: Decision<store.StoredSlip> = await inTurn(() =>
        strapi.db.transaction(({ trx }) => issueUnderLock(trx, checked.value, requestKey, actor)),
      );
      return issued.ok ? accept(await viewOf(issued.value)) : issued;
    },

    confirm: (id, actor) => step(id, 'confirmed', actor, ''),

    async void(id, reason, actor) {
      const words = checkText(reason, { max: reasonMax });
      if (words.ok) return step(id, 'voided', actor, words.value);
      return words.refusal === 'text-missing' ? refuse('reason-missing') : words;
    },

    async list(q, before) {
      const slips = await store.selectSlips(strapi, { q, before, limit: listMax + 1 });
      const shown = slips.slice(0, listMax);
      const next = slips.length > listMax ? (shown.at(-1)?.id ?? null) : null;
      return { slips: await viewsOf(shown), next };
    },

    async find(id) {
      const slip = await store.selectSlip(strapi.db.connection, { 's.id': id });
      return slip === null ? null : viewOf(slip);
    },

    async choices() {
      const open = (await campaigns().list()).filter(({ state }) => state === 'open');
      return {
        units: (await units().list()).map(({ code, nameVi }) => ({ code, name: nameVi })),
        campaigns: open.map(({ code, nameVi }) => ({ code, name: nameVi })),
        secondPersonFromVnd: String(thresholdVnd()),
      };
    },
  };
};
