import type { StrapiApp } from '@strapi/strapi/admin';

const languageKey = 'strapi-admin-language';

export default {
  config: { locales: ['vi'] },
  bootstrap(_app: StrapiApp) {
    // Strapi has no server-side default language; each browser keeps its own choice under this key.
    if (window.localStorage.getItem(languageKey) === null) {
      window.localStorage.setItem(languageKey, 'vi');
    }
  },
};
