import { fold } from './text.ts';
import { accept, refuse, type Decision } from './refusal.ts';

export type SlugRefusal = 'slug-missing' | 'slug-malformed' | 'slug-reserved';

const slugLengthMax = 120;

/** First parts of addresses that belong to the platform's own pages; a page of the editors cannot take them. */
export const reservedPageSlugs: ReadonlySet<string> = new Set([
  ...['en', 'ung-ho', 'thu-tuc-ung-ho', 'tra-cuu', 'sao-ke', 'thong-ke', 'tinh-thanh', 'phan-bo'],
  ...['bao-cao', 'du-lieu-mo', 'xac-minh', 'tim-kiem', 'tin-tuc', 'van-ban', 'hoi-dap', 'noi-bo'],
  ...['kieu-mau', 'xem-truoc', 'tep', 'tai-nguyen', 'embed', 'sitemap', '404', '410', '500'],
]);

/** The categories of news, and so the addresses below `/tin-tuc` that no article can take. */
export const articleCategories = ['trung-uong', 'dia-phuong', 'mo-hinh'] as const;
export type ArticleCategory = (typeof articleCategories)[number];

export const isArticleCategory = (text: string): text is ArticleCategory =>
  (articleCategories as readonly string[]).includes(text);

/** The last part of an address made from a title: folded, words joined by hyphens, cut between words. */
export function slugOf(title: string): string {
  const words = fold(title).match(/[a-z0-9]+/g) ?? [];
  let slug = '';
  for (const word of words) {
    const longer = slug === '' ? word.slice(0, slugLengthMax) : `${slug}-${word}`;
    if (longer.length > slugLengthMax) break;
    slug = longer;
  }
  return slug;
}

/** Checks the last part of an address of a kind of content. */
export function checkSlug(
  slug: string,
  kind: 'article' | 'directive' | 'page',
): Decision<string, SlugRefusal> {
  if (slug === '') return refuse('slug-missing');
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(slug) || slug.length > slugLengthMax) {
    return refuse('slug-malformed', { max: slugLengthMax });
  }
  const isReserved =
    (kind === 'page' && reservedPageSlugs.has(slug)) ||
    (kind === 'article' && isArticleCategory(slug));
  return isReserved ? refuse('slug-reserved', { slug }) : accept(slug);
}
