import admin from './admin.json';
import contentManager from './content-manager.json';
import corrections from './corrections.json';
import deskEn from './desk-en.json';
import deskVi from './desk-vi.json';
import email from './email.json';
import i18n from './i18n.json';
import unlisted from './unlisted.json';
import upload from './upload.json';

const prefixed = (plugin: string, words: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(words).map(([key, text]) => [`${plugin}.${key}`, text]));

/**
 * Vietnamese for every word of Strapi that its own Vietnamese lacks: a missing word is looked up again at each
 * drawing, which makes typing slow. Then our own words, and better ones for some that Strapi has.
 */
export const vi: Readonly<Record<string, string>> = {
  ...admin,
  // Asked for by Strapi's screens, but in none of its lists.
  ...unlisted,
  ...prefixed('content-manager', contentManager),
  ...prefixed('upload', upload),
  ...prefixed('i18n', i18n),
  ...prefixed('email', email),
  ...deskVi,
  ...corrections,
};

/** English for our own words; Strapi has its own. */
export const en: Readonly<Record<string, string>> = deskEn;
