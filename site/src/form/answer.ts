import { campaigns } from '../cms/shared.ts';
import { wordsIn, type Language } from '../language.ts';
import { newDraft } from './draft.ts';
import { walk, type Walk } from './walk.ts';

/** What the form page shows for a request; null when no campaign is open. */
export async function walkOf(request: Request, language: Language): Promise<Walk | null> {
  const open = ((await campaigns.read()) ?? []).find(({ state }) => state === 'open');
  if (open === undefined && request.method !== 'POST') return null;
  const code = open?.code ?? '';
  if (request.method !== 'POST') {
    return { step: 1, draft: newDraft(code), mistakes: [], away: false };
  }
  return walk(await request.formData(), code, wordsIn(language), language);
}
