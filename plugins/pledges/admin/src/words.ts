import { en as workbenchEn, vi as workbenchVi } from './words/workbench';

/** Every word of these screens, Vietnamese first. */
export const vi = { ...workbenchVi };
export type WordKey = keyof typeof vi;
export const en: Record<WordKey, string> = { ...workbenchEn };
