import {
  accept,
  checkText,
  dayOf,
  decideTemplate,
  refuse,
  type Decision,
  type Entry,
  type JsonObject,
  type StatementMapping,
} from '@chung-tay/domain';
import type { JournalService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import type { Core } from '@strapi/strapi';
import { headerKeyOf } from '../banks/layouts';
import type { Template } from '../banks/types';
import * as store from '../store/statement-templates';
import { nameActors } from './actor-names';
import type { StatementTemplateService, TemplateView } from './mapping-types';

const nameMax = 100;

/** What the reader of files needs of a mapping. */
export function templateOf(id: string, headerKey: string, mapping: StatementMapping): Template {
  const { dateForm, thousands, columns } = mapping;
  const habits = { thousands, ...(dateForm === 'dmy' ? {} : { dateForm }) };
  return { id, headerKey, columns, habits };
}

function entryOf(
  event: 'saved' | 'retired',
  { id, headerKey }: { readonly id: number; readonly headerKey: string },
  actor: string,
  more: JsonObject = {},
): Entry {
  const nowMs = Date.now();
  return {
    event: `statement-template.${event}`,
    subject: `statement-template:${id}`,
    ...{ actor, unit: '', on: dayOf(nowMs), at: new Date(nowMs).toISOString() },
    facts: { headerKey, ...more },
    postings: [],
  };
}

export default ({ strapi }: { strapi: Core.Strapi }): StatementTemplateService => {
  const journal = (): JournalService => strapi.plugin('journal').service('journal');
  const db = () => strapi.db.connection;

  async function viewsOf(templates: readonly store.StoredTemplate[]): Promise<TemplateView[]> {
    const nameOf = await nameActors(
      strapi,
      templates.flatMap(({ savedBy, retiredBy }) => [savedBy, retiredBy]),
    );
    return templates.map(({ savedBy, retiredBy, savedAtMs, headerKey: _, ...template }) => ({
      ...template,
      layout: `template-${template.id}`,
      savedBy: nameOf(savedBy),
      retiredBy: retiredBy === null ? null : nameOf(retiredBy),
      savedAt: new Date(savedAtMs).toISOString(),
    }));
  }

  async function viewOf(id: number): Promise<Decision<TemplateView>> {
    const template = await store.selectTemplate(db(), { id });
    const [view] = template === null ? [] : await viewsOf([template]);
    return view === undefined ? refuse('template-not-found') : accept(view);
  }

  return {
    async current() {
      const active = await store.selectTemplates(db(), 'active');
      return active.map(({ id, headerKey, mapping }) =>
        templateOf(`template-${id}`, headerKey, mapping),
      );
    },

    async list() {
      return viewsOf(await store.selectTemplates(db()));
    },

    async save({ name, header, mapping }, actor) {
      const named = checkText(name, { max: nameMax });
      if (!named.ok) {
        return named.refusal === 'text-missing' ? refuse('template-name-missing') : named;
      }
      const headerKey = headerKeyOf(header);
      const known = await store.selectTemplate(db(), { active_key: headerKey });
      if (known !== null) return refuse('template-exists', { name: known.name });
      const id: number | null = await strapi.db.transaction(async ({ trx }) => {
        const template = { name: named.value, headerKey, mapping, savedBy: actor };
        const added = await store.insertTemplate(trx, { ...template, savedAtMs: Date.now() });
        if (added === null) return null;
        // After this point the change must succeed.
        const facts = { name: named.value, columns: { ...mapping.columns } };
        await journal().append(trx, [entryOf('saved', { id: added, headerKey }, actor, facts)]);
        return added;
      });
      return id === null ? refuse('version-stale') : viewOf(id);
    },

    async retire(id, version, actor) {
      const template = await store.selectTemplate(db(), { id });
      if (template === null) return refuse('template-not-found');
      const decision = decideTemplate(template.state, 'retired');
      if (!decision.ok) return decision;
      if (template.version !== version) return refuse('version-stale');
      const isSaved: boolean = await strapi.db.transaction(async ({ trx }) => {
        if (!(await store.retireTemplate(trx, template, actor))) return false;
        // After this point the change must succeed.
        await journal().append(trx, [entryOf('retired', template, actor)]);
        return true;
      });
      return isSaved ? viewOf(id) : refuse('version-stale');
    },
  };
};
