import { Link } from '@strapi/icons';
import type { StrapiApp } from '@strapi/strapi/admin';
import { en, vi } from './words';

const prefixed = (words: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(words).map(([key, text]) => [`pledges.${key}`, text]));

export default {
  register(app: StrapiApp) {
    app.addMenuLink({
      to: 'plugins/pledges/workbench',
      icon: Link,
      intlLabel: { id: 'pledges.workbench.title', defaultMessage: vi['workbench.title'] },
      permissions: [{ action: 'plugin::pledges.settlement.read', subject: null }],
      position: 5,
      Component: () => import('./pages/Workbench'),
    });
    app.registerPlugin({ id: 'pledges', name: 'pledges' });
  },

  registerTrads({ locales }: { locales: readonly string[] }) {
    const words: Readonly<Record<string, Readonly<Record<string, string>>>> = { en, vi };
    return Promise.resolve(
      locales.flatMap((locale) => {
        const data = words[locale];
        return data === undefined ? [] : [{ locale, data: prefixed(data) }];
      }),
    );
  },
};
