import { Earth, Feather, List, PinMap } from '@strapi/icons';
import type { StrapiApp } from '@strapi/strapi/admin';
import { wordChoices } from './columns';
import emblem from './emblem.svg';
import { en, vi } from './translations';

const languageKey = 'strapi-admin-language';
/** Strapi announces its new media library above every page until each person closes it; nobody here knew the old. */
const announcementKey = 'STRAPI_MEDIA_LIBRARY_BANNER_DISMISSED_FOR_false';

/** Of Strapi's widgets, what an editor has use for. */
const keptWidgets = new Set(['last-edited-entries', 'last-published-entries', 'profile-info']);

const customFields = [
  { name: 'choice', icon: List, Input: () => import('./inputs/Choice') },
  { name: 'locality', icon: PinMap, Input: () => import('./inputs/Locality') },
  { name: 'campaign', icon: Earth, Input: () => import('./inputs/Campaign') },
] as const;

export default {
  config: {
    locales: ['vi'],
    translations: { vi, en },
    tutorials: false,
    notifications: { releases: false },
    auth: { logo: emblem },
    menu: { logo: emblem },
    head: { favicon: emblem, title: 'Chung Tay' },
  },
  register(app: StrapiApp) {
    for (const { name, icon, Input } of customFields) {
      app.customFields.register({
        name,
        type: name === 'choice' ? 'enumeration' : 'string',
        icon,
        intlLabel: { id: `${name}.label`, defaultMessage: vi[`${name}.label`] ?? name },
        intlDescription: {
          id: `${name}.description`,
          defaultMessage: vi[`${name}.description`] ?? name,
        },
        // Strapi's types know nothing of the properties that it gives.
        components: { Input: Input as never },
      });
    }
    app.widgets.register((widgets) => [
      {
        id: 'desk',
        pluginId: 'newsroom',
        icon: Feather,
        title: { id: 'desk.title', defaultMessage: vi['desk.title'] ?? '' },
        link: {
          label: { id: 'desk.open', defaultMessage: vi['desk.open'] ?? '' },
          href: '/content-manager',
        },
        component: async () => (await import('./DeskWidget')).DeskWidget,
      },
      ...widgets.filter(({ id }) => keptWidgets.has(id)),
    ]);
  },
  bootstrap(app: StrapiApp) {
    // Strapi has no server-side default language; each browser keeps its own choice under this key.
    if (window.localStorage.getItem(languageKey) === null) {
      window.localStorage.setItem(languageKey, 'vi');
    }
    // The key ends with the installation's number, of which ours has none.
    for (const installation of ['false', 'undefined', 'null']) {
      window.localStorage.setItem(`${announcementKey}:${installation}`, 'true');
    }
    app.registerHook('Admin/CM/pages/ListView/inject-column-in-table', wordChoices);
  },
};
