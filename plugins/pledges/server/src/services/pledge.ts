import { createHash } from 'node:crypto';
import {
  accept,
  canPledge,
  checkSubmission,
  decidePledge,
  refuse,
  type Decision,
  type PledgeCommand,
  type PledgeSubmission,
  type Refused,
} from '@chung-tay/domain';
import type { CampaignService } from '@chung-tay/strapi-plugin-donations/strapi-server';
import type { JournalService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import type { Core } from '@strapi/strapi';
import { entryOf, isStanding } from '../entries';
import * as store from '../store/pledges';
import { selectSettlements } from '../store/settlements';
import type { PledgeService, PledgeStatus, PledgeView } from '../types';
import type { InstructionsService } from './instructions';
import { refreshOffered } from './offering';
import { submissions } from './submissions';

const expireMax = 500;
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

export default ({ strapi }: { strapi: Core.Strapi }): PledgeService => {
  const campaigns = (): CampaignService => strapi.plugin('donations').service('campaign');
  const journal = (): JournalService => strapi.plugin('journal').service('journal');
  const instructions = (): InstructionsService => strapi.plugin('pledges').service('instructions');
  let writer: ReturnType<typeof submissions> | undefined;
  const written = () => (writer ??= submissions(strapi));

  async function unknownIn({ wish, lines }: PledgeSubmission): Promise<Refused | null> {
    if (wish !== null) {
      const locality = await strapi.plugin('provinces').service('locality').find(wish.locality);
      if (locality === null) return refuse('locality-unknown');
    }
    const items = lines.flatMap((line) => (line.kind === 'goods' && line.item ? [line.item] : []));
    for (const item of items) {
      const isKnown: boolean = await strapi.plugin('donations').service('catalogue').has(item);
      if (!isKnown) return refuse('item-unknown');
    }
    return null;
  }

  function standing(pledge: store.StoredPledge, state: store.StoredPledge['state'], event: string) {
    return { before: isStanding(pledge.state), after: isStanding(state, event) };
  }

  async function change(
    where: Readonly<Record<string, string | number>>,
    command: PledgeCommand,
    actor: string,
  ): Promise<Decision<PledgeStatus>> {
    // Asked before the transaction: on SQLite nothing else can be read while it lasts.
    const known = await campaigns().list();
    const decided: Decision<PledgeStatus> = await strapi.db.transaction(async ({ trx }) => {
      const pledge = await store.selectPledge(trx, where);
      if (pledge === null) return refuse('pledge-not-found');
      const now = new Date();
      const decision = decidePledge(pledge, command, now.getTime());
      if (!decision.ok) return decision;
      const { event, reason } = command;
      const saved = await store.updatePledge(trx, pledge, {
        state: decision.value,
        ...(reason === undefined ? {} : { reason }),
      });
      if (!saved) return refuse('version-stale');
      // After this point the change must succeed.
      const campaign = known.find(({ code }) => code === pledge.campaignCode);
      const promised = {
        ...pledge,
        origin: pledge.donorOrigin,
        unitCode: campaign?.unitCode ?? '',
      };
      await journal().append(trx, [
        entryOf(event, promised, standing(pledge, decision.value, event), actor, now),
      ]);
      return accept(store.statusOfStored({ ...pledge, state: decision.value }));
    });
    if (decided.ok) await refreshOffered(strapi, [decided.value.code]);
    return decided;
  }

  async function viewOf(pledge: store.StoredPledge): Promise<PledgeView> {
    const campaign = await campaigns().find(pledge.campaignCode);
    const settlements = await selectSettlements(strapi, pledge.code);
    const submittedAt = new Date(pledge.submittedAt).toISOString();
    const stands = pledge.state === 'open' || pledge.state === 'needs-review';
    return {
      ...store.statusOfStored(pledge),
      campaign: {
        code: pledge.campaignCode,
        nameVi: campaign?.nameVi ?? pledge.campaignCode,
        nameEn: campaign?.nameEn ?? pledge.campaignCode,
      },
      donor: { kind: pledge.donorKind, origin: pledge.donorOrigin, name: pledge.donorName },
      visibility: pledge.visibility,
      lines: pledge.lines,
      cashAmountVnd: String(pledge.cashAmountVnd),
      settledVnd: String(pledge.settledVnd),
      submittedAt,
      expiresAt: new Date(pledge.expiresAt).toISOString(),
      wish: pledge.wishLocality === null ? null : { locality: pledge.wishLocality },
      message: pledge.message,
      language: pledge.language,
      // Not the frozen ones: an account that was suspended meanwhile must not be shown any more.
      instructions: stands
        ? await instructions().of(
            pledge.code,
            pledge.campaignCode,
            pledge.lines,
            pledge.donorOrigin,
          )
        : {},
      history: [
        { event: 'submitted', at: submittedAt },
        ...settlements.map(({ settledAt, amountVnd, pass }) => ({
          event: pass === 'undo' ? 'settlement-undone' : 'settled',
          at: settledAt,
          amountVnd: String(amountVnd),
        })),
      ],
    };
  }

  return {
    async submit(key, body) {
      const checked = checkSubmission(body);
      if (!checked.ok) return checked;
      const submission = checked.value;
      const campaign = await campaigns().find(submission.campaign);
      const refused =
        campaign === null || campaign.state === 'draft'
          ? refuse('campaign-not-found')
          : !canPledge(campaign.state)
            ? refuse('campaign-not-open')
            : await unknownIn(submission);
      // What was promised while it was possible is still answered afterwards.
      if (refused !== null) return (await written().findEarlier(key, submission)) ?? refused;
      return written().submit(key, submission, campaign?.unitCode ?? '');
    },

    async statusOf(code) {
      const pledge = await store.selectPledge(strapi.db.connection, { code });
      return pledge === null ? null : store.statusOfStored(pledge);
    },

    async byToken(token) {
      const where = { token_hash: sha256(token) };
      const pledge = await store.selectPledge(strapi.db.connection, where);
      return pledge === null ? null : viewOf(pledge);
    },

    withdraw: (token) =>
      change({ token_hash: sha256(token) }, { event: 'withdrawn', by: 'donor' }, 'donor'),

    change: (id, command, actor) => change({ id }, command, actor),

    async expireDue() {
      const ids = await store.selectExpired(strapi, new Date(), expireMax);
      for (const id of ids) await change({ id }, { event: 'expired', by: 'clock' }, 'clock');
      return ids.length;
    },
  };
};
