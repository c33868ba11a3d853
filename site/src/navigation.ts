import type { Cards } from './cms/newsroom-shapes.ts';
import { addressIn, wordsIn, type Language } from './language.ts';

export type PlaceName =
  | 'home'
  | 'about'
  | 'donate'
  | 'procedures'
  | 'ledger'
  | 'openData'
  | 'news'
  | 'directives'
  | 'lookUp'
  | 'faq';

export interface Place {
  readonly name: PlaceName | null;
  readonly label: string;
  readonly address: string;
}

const paths: Readonly<Record<PlaceName, string>> = {
  home: '/',
  about: '/gioi-thieu',
  donate: '/ung-ho',
  procedures: '/thu-tuc-ung-ho',
  ledger: '/sao-ke',
  openData: '/du-lieu-mo',
  news: '/tin-tuc',
  directives: '/van-ban',
  lookUp: '/tra-cuu',
  faq: '/hoi-dap',
};
const inNavigation: readonly PlaceName[] = [
  'home',
  'about',
  'donate',
  'procedures',
  'ledger',
  'news',
  'directives',
  'lookUp',
];
/** The editors' pages that have a place of their own at the foot; the others follow in the last column. */
const helpSlug = 'lien-he';
const aboutSlugs = ['gioi-thieu', 'kha-nang-tiep-can', 'quyen-rieng-tu', 'dieu-khoan'];

/**
 * The places that the chrome leads to in a language. Pages of the editors appear once they are published in
 * that language, so that no link of the chrome leads nowhere.
 */
export function placesIn(language: Language, pages: Cards | null) {
  const { nav, newsroom } = wordsIn(language);
  const place = (name: PlaceName): Place => ({
    name,
    label: nav[name],
    address: addressIn(language, paths[name]),
  });
  const published = pages?.items ?? [];
  const written = (slug: string): Place[] =>
    published
      .filter((page) => page.slug === slug)
      .map(({ title }) => ({
        name: null,
        label: title.split(':')[0] ?? title,
        address: addressIn(language, `/${slug}`),
      }));
  const hasAbout = published.some(({ slug }) => `/${slug}` === paths.about);
  const others = published
    .map(({ slug }) => slug)
    .filter((slug) => slug !== helpSlug && !aboutSlugs.includes(slug));
  const rss: Place = {
    name: null,
    label: newsroom.chrome.rss,
    address: language === 'en' ? '/en/rss.xml' : '/rss.xml',
  };
  return {
    main: inNavigation.filter((name) => name !== 'about' || hasAbout).map(place),
    transparency: [place('ledger'), place('openData'), place('directives'), place('news')],
    help: [
      place('donate'),
      place('procedures'),
      place('lookUp'),
      place('faq'),
      ...written(helpSlug),
    ],
    about: [...[...aboutSlugs, ...others].flatMap(written), rss],
  };
}
