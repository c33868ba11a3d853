import { campaigns } from '../cms/shared.ts';
import { wordsIn, type Language } from '../language.ts';
import { newDraft } from './draft.ts';
import { walk, type Walk } from './walk.ts';

/** The fields of a posted form; null for a body that is none. */
export async function formOf(request: Request): Promise<FormData | null> {
  try {
    return await request.formData();
  } catch {
    return null;
  }
}

const begin = (campaign: string): Walk => ({
  step: 1,
  draft: newDraft(campaign),
  mistakes: [],
  away: false,
});

/** What the form page shows for a request; null when no campaign is open. */
export async function walkOf(request: Request, language: Language): Promise<Walk | null> {
  const open = ((await campaigns.read()) ?? []).find(({ state }) => state === 'open');
  if (open === undefined && request.method !== 'POST') return null;
  const code = open?.code ?? '';
  if (request.method !== 'POST') {
    return begin(code);
  }
  const form = await formOf(request);
  return form === null ? begin(code) : walk(form, code, wordsIn(language), language);
}
