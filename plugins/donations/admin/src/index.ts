import { Book, Briefcase, File, PaperPlane, Pencil } from '@strapi/icons';
import type { StrapiApp } from '@strapi/strapi/admin';
import { en, vi } from './words';

const prefixed = (words: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(words).map(([key, text]) => [`donations.${key}`, text]));

const needing = (action: string) => [{ action: `plugin::donations.${action}`, subject: null }];

export default {
  register(app: StrapiApp) {
    app.addMenuLink({
      to: 'plugins/donations/statements',
      icon: File,
      intlLabel: { id: 'donations.statements.title', defaultMessage: vi['statements.title'] },
      permissions: needing('statement.read'),
      position: 3,
      Component: () => import('./pages/StatementRoutes'),
    });
    app.addMenuLink({
      to: 'plugins/donations/accounts',
      icon: Briefcase,
      intlLabel: { id: 'donations.accounts.title', defaultMessage: vi['accounts.title'] },
      permissions: needing('account.read'),
      position: 4,
      Component: () => import('./pages/Accounts'),
    });
    app.addMenuLink({
      to: 'plugins/donations/books',
      icon: Book,
      intlLabel: { id: 'donations.books.title', defaultMessage: vi['books.title'] },
      permissions: needing('statement.read'),
      position: 3,
      Component: () => import('./books/BooksRoutes'),
    });
    app.addMenuLink({
      to: 'plugins/donations/slips',
      icon: Pencil,
      intlLabel: { id: 'donations.slips.title', defaultMessage: vi['slips.title'] },
      permissions: needing('slip.read'),
      position: 3,
      Component: () => import('./doors/SlipRoutes'),
    });
    app.addMenuLink({
      to: 'plugins/donations/wallets',
      icon: PaperPlane,
      intlLabel: { id: 'donations.wallets.title', defaultMessage: vi['wallets.title'] },
      permissions: needing('wallet.read'),
      position: 3,
      Component: () => import('./doors/Wallets'),
    });
    app.registerPlugin({ id: 'donations', name: 'donations' });
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
