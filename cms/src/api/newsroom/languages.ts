import type { Core } from '@strapi/strapi';

const uid = 'plugin::i18n.locale';
const languages = [
  { code: 'vi', name: 'Tiếng Việt' },
  { code: 'en', name: 'English' },
];

/** Vietnamese first, English second: both exist, and Vietnamese is what a new entry starts in. */
export async function ensureLanguages(strapi: Core.Strapi): Promise<void> {
  for (const language of languages) {
    const known = await strapi.db.query(uid).findOne({ where: { code: language.code } });
    if (known === null) await strapi.db.query(uid).create({ data: language });
    else if (known.name !== language.name) {
      await strapi.db.query(uid).update({ where: { id: known.id }, data: { name: language.name } });
    }
  }
  const locales = strapi.plugin('i18n').service('locales');
  if ((await locales.getDefaultLocale()) !== 'vi') {
    await locales.setDefaultLocale({ code: 'vi' });
  }
}
