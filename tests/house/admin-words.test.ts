import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { en, vi } from '../../cms/src/admin/translations/index.ts';

const strapi = path.resolve(import.meta.dirname, '..', '..', 'node_modules', '@strapi');

/** The parts of Strapi whose screens the admin of production shows, and where they keep their words. */
const rooms: Readonly<Record<string, string>> = {
  admin: 'admin/dist/admin/admin/src',
  'content-manager': 'content-manager/dist/admin',
  upload: 'upload/dist/admin',
  i18n: 'i18n/dist/admin',
  email: 'email/dist/admin',
};
const prefixOf = (room: string) => (room === 'admin' ? '' : `${room}.`);

type Words = Readonly<Record<string, string>>;

async function wordsOf(room: string, language: 'en' | 'vi'): Promise<Words> {
  const file = path.join(strapi, rooms[room] ?? '', 'translations', `${language}.json.mjs`);
  if (!existsSync(file)) return {};
  const { default: words } = (await import(file)) as { default: Words };
  return Object.fromEntries(
    Object.entries(words).map(([key, text]) => [`${prefixOf(room)}${key}`, text]),
  );
}

const all = async (language: 'en' | 'vi'): Promise<Words> =>
  Object.assign(
    {},
    ...(await Promise.all(Object.keys(rooms).map((room) => wordsOf(room, language)))),
  );

function* modulesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== 'translations') yield* modulesBelow(file);
    else if (entry.name.endsWith('.mjs')) yield file;
  }
}

/** The keys that the screens name in so many letters. */
function* keysIn(room: string): Generator<string> {
  const named =
    /id: (?:(getTranslation|getTrad|getTranslationKey)\()?(['"`])([^'"`$]+)\2\)?,\s*defaultMessage:/g;
  for (const file of modulesBelow(path.join(strapi, rooms[room] ?? ''))) {
    for (const [, translated, , key] of readFileSync(file, 'utf8').matchAll(named)) {
      yield translated === undefined ? String(key) : `${prefixOf(room)}${key}`;
    }
  }
}

it('every word of the admin has its Vietnamese', async () => {
  const known = { ...(await all('vi')), ...vi };
  const listed = Object.keys(await all('en'));
  expect(listed.length).toBeGreaterThan(1_500);
  expect(listed.filter((key) => !(key in known))).toEqual([]);
  const asked = Object.keys(rooms).flatMap((room) => [...keysIn(room)]);
  expect(asked.length).toBeGreaterThan(500);
  expect([...new Set(asked)].filter((key) => !(key in known))).toEqual([]);
});

it('Vietnamese names only what the English gives', async () => {
  const english = { ...(await all('en')), ...en };
  const namesIn = (text: string) =>
    [...text.matchAll(/\{\s*(\w+)\s*[,}]/g)].map((match) => String(match[1]));
  for (const [key, text] of Object.entries(vi)) {
    const given = english[key];
    if (given === undefined) continue;
    // Words inside a plural look like names, too; Vietnamese has fewer of them, never more.
    const foreign = namesIn(text).filter((name) => !namesIn(given).includes(name));
    expect(foreign, key).toEqual([]);
    expect([...text].filter((sign) => sign === '{').length, key).toBe(
      [...text].filter((sign) => sign === '}').length,
    );
  }
  expect(Object.keys(en).sort()).toEqual(
    Object.keys(vi)
      .filter((key) => key in en)
      .sort(),
  );
});
