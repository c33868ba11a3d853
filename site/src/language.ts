import { en } from './words/en.ts';
import { vi, type Words } from './words/vi.ts';

export type Language = 'vi' | 'en';

export const wordsIn = (language: Language): Words => (language === 'en' ? en : vi);

/** The address of a page in a language: English stands under `/en`. */
export function addressIn(language: Language, path: string): string {
  if (language === 'vi') return path;
  return path === '/' ? '/en' : `/en${path}`;
}

/** The same page in the other language. */
export function otherAddress(language: Language, pathname: string): string {
  if (language === 'vi') return pathname === '/' ? '/en' : `/en${pathname}`;
  return pathname.replace(/^\/en(?=\/|$)/, '') || '/';
}
