import {
  directiveKinds,
  isDirectiveKind,
  formatDay,
  dayOf,
  parseDay,
  type Day,
} from '@chung-tay/domain';
import type { Card } from '../cms/newsroom-shapes.ts';
import { addressIn, wordsIn, type Language } from '../language.ts';

const sections = { article: '/tin-tuc/', directive: '/van-ban/', page: '/' } as const;

/**
 * Where a card leads. Documents have one version for both languages; an article that was not translated
 * leads to the version that there is.
 */
export const cardAddress = (card: Card, language: Language): string =>
  addressIn(
    card.kind === 'directive' ? language : card.locale,
    `${sections[card.kind]}${card.slug}`,
  );

export const kindName = (kind: string, language: Language): string =>
  isDirectiveKind(kind) ? directiveKinds[kind][language] : kind;

/** `Quyết định số 84/QĐ-BCĐ`: how a document is called. */
export const directiveTitle = (kind: string, number: string, language: Language): string =>
  wordsIn(language).newsroom.directives.titleOf(kindName(kind, language), number);

/** What a card is called in a list of several kinds. */
export function cardTitle(card: Card, language: Language): string {
  if (card.kind !== 'directive') return card.title;
  const name = directiveTitle(card.category, card.number ?? '', language);
  return `${name}: ${(language === 'en' && card.abstractEn) || card.title}`;
}

/** The category, kind of document, or kind of content in a word. */
export function cardSort(card: Card, language: Language): string {
  const { news, search } = wordsIn(language).newsroom;
  return (
    (card.kind === 'article' ? news.categories[card.category] : undefined) ??
    search.kinds[card.kind] ??
    ''
  );
}

/** The day of a text from outside, dd/mm/yyyy; the text itself when it is no day. */
export function showDay(text: string): string {
  const day = parseDay(text);
  return day.ok ? formatDay(day.value) : text;
}

/** The day of an instant in Viet Nam. */
export const dayOfInstant = (instant: string): Day => dayOf(Date.parse(instant));

/** Whether a card is written in another language than the page; documents say so in their own pages. */
export const isForeign = (card: Card, language: Language): boolean =>
  card.kind !== 'directive' && card.locale !== language;

const leadsAmong = 5;

/** The card that leads a list: the newest of the first few that has a picture; the others keep their order. */
export const leadOf = (cards: readonly Card[], language: Language): Card | undefined =>
  cards.slice(0, leadsAmong).find((card) => card.cover && !isForeign(card, language)) ?? cards[0];
