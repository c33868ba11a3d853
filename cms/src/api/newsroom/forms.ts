import type { Core } from '@strapi/strapi';
import { kindNames, kinds } from './kinds';

interface FormConfiguration {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly metadatas: Readonly<Record<string, { readonly edit?: object; readonly list?: object }>>;
  readonly layouts: object;
}

interface Forms {
  findContentType(uid: string): { readonly config: FormConfiguration };
  findConfiguration(type: object): Promise<FormConfiguration>;
  updateConfiguration(type: object, configuration: FormConfiguration): Promise<unknown>;
}

/**
 * Labels, help and layout of the newsroom's forms are code, and are set again at each start: Strapi writes them
 * into its database when it first meets a type and would never learn of a later word.
 */
export async function ensureForms(strapi: Core.Strapi): Promise<void> {
  const forms: Forms = strapi.plugin('content-manager').service('content-types');
  for (const kind of kindNames) {
    const type = forms.findContentType(kinds[kind].uid);
    const kept = await forms.findConfiguration(type);
    const metadatas = Object.entries(kept.metadatas).map(([name, { edit, list }]) => {
      const ours = type.config.metadatas[name];
      return [name, { edit: { ...edit, ...ours?.edit }, list: { ...list, ...ours?.list } }];
    });
    await forms.updateConfiguration(type, {
      settings: { ...kept.settings, ...type.config.settings },
      metadatas: Object.fromEntries(metadatas),
      layouts: type.config.layouts,
    });
  }
}
