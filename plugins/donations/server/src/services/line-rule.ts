import {
  accept,
  checkText,
  classifyRow,
  dayOf,
  makeLineRule,
  refuse,
  type Decision,
  type Entry,
  type LineRule,
} from '@chung-tay/domain';
import type { JournalService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import type { Core } from '@strapi/strapi';
import { fresh } from '../fresh';
import * as store from '../store/line-rules';
import type { Trx } from '../store/rows';
import type { LineRuleCommand, LineRuleService, RuleTrial } from '../types';
import { nameActors } from './actor-names';

const noteMax = 300;
const changesMax = 50;
const linesMax = 5000;

const isActive = ({ state }: store.StoredRule) => state === 'active';

function entryOf(event: string, id: number, rule: store.NewRule): Entry {
  const nowMs = Date.now();
  const { changedBy, note, place, phrases, state } = rule;
  return {
    event: `line-rule.${event}`,
    subject: `line-rule:${id}`,
    actor: changedBy,
    unit: '',
    on: dayOf(nowMs),
    at: new Date(nowMs).toISOString(),
    facts: {
      ...{ class: rule.class, direction: rule.direction, match: rule.match },
      ...{ phrases: [...phrases], place, state, note },
    },
    postings: [],
  };
}

function noteFrom(text: string): Decision<string> {
  const note = checkText(text, { max: noteMax });
  return note.ok || note.refusal !== 'text-missing' ? note : accept('');
}

/** The ids in their order after one of them moved. */
function moved(ids: readonly number[], id: number, to: number): number[] {
  const rest = ids.filter((other) => other !== id);
  return rest.toSpliced(Math.max(0, Math.min(to - 1, rest.length)), 0, id);
}

export default ({ strapi }: { strapi: Core.Strapi }): LineRuleService => {
  const journal = (): JournalService => strapi.plugin('journal').service('journal');
  const current = fresh(async () =>
    (await store.selectRules(strapi.db.connection)).filter(isActive),
  );

  async function add(
    trx: Trx,
    command: Extract<LineRuleCommand, { event: 'added' }>,
    actor: string,
  ) {
    const made = makeLineRule(command.rule);
    if (!made.ok) return made;
    const note = noteFrom(command.note);
    if (!note.ok) return note;
    const rules = await store.lockRules(strapi, trx);
    const place = rules.filter(isActive).length + 1;
    const rule = { ...made.value, place, note: note.value, changedBy: actor } as const;
    // After this point the change must succeed.
    const id = await store.insertRule(trx, { ...rule, state: 'active' });
    await journal().append(trx, [entryOf('added', id, { ...rule, state: 'active' })]);
    return accept(id);
  }

  /** The rule as it will be; its order is settled afterwards. */
  function changed(
    stored: store.StoredRule,
    command: Exclude<LineRuleCommand, { event: 'added' }>,
    actor: string,
  ): Decision<store.NewRule> {
    const same = { ...stored, changedBy: actor };
    if (command.event === 'moved') return accept({ ...same, place: command.place });
    if (command.event === 'retired') return accept({ ...same, state: 'retired' });
    if (command.event === 'restored') return accept({ ...same, state: 'active' });
    const made = makeLineRule(command.rule);
    if (!made.ok) return made;
    const note = noteFrom(command.note);
    return note.ok ? accept({ ...same, ...made.value, note: note.value }) : note;
  }

  async function change(
    trx: Trx,
    command: Exclude<LineRuleCommand, { event: 'added' }>,
    actor: string,
  ): Promise<Decision<number>> {
    const rules = await store.lockRules(strapi, trx);
    const stored = rules.find(({ id }) => id === command.id);
    if (stored === undefined) return refuse('rule-not-found');
    if (stored.version !== command.version) return refuse('version-stale');
    const next = changed(stored, command, actor);
    if (!next.ok) return next;
    // After this point the change must succeed.
    await store.updateRule(trx, stored.id, stored.version, next.value);
    const others = rules.filter((rule) => isActive(rule) && rule.id !== stored.id);
    const ids = others.map(({ id }) => id);
    const isKept = next.value.state === 'active';
    const to = isActive(stored) ? next.value.place : ids.length + 1;
    await store.placeRules(trx, isKept ? moved(ids, stored.id, to) : ids);
    await journal().append(trx, [entryOf(command.event, stored.id, next.value)]);
    return accept(stored.id);
  }

  /** The active rules as they would be with a draft in its place. */
  function withDraft(rules: readonly store.StoredRule[], id: number | null, draft: LineRule) {
    const isKnown = rules.some((rule) => rule.id === id);
    return isKnown ? rules.map((rule) => (rule.id === id ? draft : rule)) : [...rules, draft];
  }

  return {
    current,

    async list() {
      const rules = await store.selectRules(strapi.db.connection);
      const nameOf = await nameActors(
        strapi,
        rules.map(({ changedBy }) => changedBy),
      );
      return rules.map((rule) => ({ ...rule, changedBy: nameOf(rule.changedBy) }));
    },

    async change(command, actor) {
      const done: Decision<number> = await strapi.db.transaction(async ({ trx }) =>
        command.event === 'added' ? add(trx, command, actor) : change(trx, command, actor),
      );
      return done;
    },

    async try(input, id, count) {
      const draft = makeLineRule(input);
      if (!draft.ok) return draft;
      const rules = (await store.selectRules(strapi.db.connection)).filter(isActive);
      const next = withDraft(rules, id, draft.value);
      const wanted = Math.max(1, Math.min(Number.isInteger(count) ? count : linesMax, linesMax));
      const lines = await store.selectNewestLines(strapi, wanted);
      const changes: RuleTrial['changes'][number][] = [];
      let changedCount = 0;
      let named = 0;
      for (const line of lines) {
        const [from, to] = [classifyRow(line, rules), classifyRow(line, next)];
        if (classifyRow(line, [draft.value]) === draft.value.class) named += 1;
        if (from === to) continue;
        changedCount += 1;
        if (changes.length < changesMax) {
          changes.push({ ...line, amountVnd: String(line.amountVnd), from, to });
        }
      }
      return accept({ lineCount: lines.length, namedCount: named, changedCount, changes });
    },
  };
};
