import type { Problem } from '../cms/client.ts';
import { submitPledge } from '../cms/pledges.ts';
import { addressIn, type Language } from '../language.ts';
import type { Words } from '../words/vi.ts';
import { bodyOf, mistakesIn, placeOf, type Mistake } from './check.ts';
import { emptyLine, mergeStep, newDraft, openDraft, type Draft } from './draft.ts';

/** Where the visitor stands, and what the page must show. */
export interface Walk {
  readonly step: 1 | 2 | 3;
  readonly draft: Draft;
  readonly mistakes: readonly Mistake[];
  /** The CMS did not answer: everything typed is kept, and sending again is safe. */
  readonly away: boolean;
  /** The private page of a pledge that was taken. */
  readonly goTo?: string;
}

/** Whoever is faster than this through three pages is slowed down, not turned away. */
const walkMsMin = 1500;

const at = (step: Walk['step'], draft: Draft, mistakes: readonly Mistake[] = []): Walk => ({
  step,
  draft,
  mistakes,
  away: false,
});

/** What only the CMS knows, such as goods that left the catalogue, is said where it can be corrected. */
function refusedBy(problem: Problem, draft: Draft, language: Language): Walk {
  const text = problem.messages[language];
  const [first, ...others] = problem.problems ?? [];
  if (first === undefined) return at(3, draft, [{ id: 'kiem-tra', step: 2, text }]);
  const mistakes = [first, ...others].map((each) => ({
    ...placeOf(each.field, draft),
    text: each.messages[language],
  }));
  const step = Math.min(...mistakes.map((mistake) => mistake.step)) as 1 | 2;
  return at(
    step,
    draft,
    mistakes.filter((mistake) => mistake.step === step),
  );
}

async function send(draft: Draft, language: Language): Promise<Walk> {
  const hurryMs = walkMsMin - (Date.now() - draft.startedAt);
  if (hurryMs > 0) await new Promise((resolve) => setTimeout(resolve, hurryMs));
  const answer = await submitPledge(draft.key, bodyOf(draft, language));
  if (answer.kind === 'ok') {
    return { ...at(3, draft), goTo: addressIn(language, `/ung-ho/${answer.body.token}`) };
  }
  if (answer.kind === 'refused') {
    return refusedBy(answer.problem, draft, language);
  }
  return { ...at(3, draft), away: true };
}

function withLines(draft: Draft, action: string): Draft | null {
  if (action === 'them-dong') return { ...draft, lines: [...draft.lines, emptyLine] };
  const removed = /^bo-dong-(\d+)$/.exec(action)?.[1];
  if (removed === undefined) return null;
  const lines = draft.lines.toSpliced(Number(removed), 1);
  return { ...draft, lines: lines.length === 0 ? [emptyLine] : lines };
}

/** The first step that still has something to correct, with its mistakes. */
function firstWrong(draft: Draft, until: number, words: Words, language: Language): Walk | null {
  const mistakes = mistakesIn(draft, words, language).filter(({ step }) => step <= until);
  const step = mistakes[0]?.step;
  if (step === undefined) return null;
  const first = Math.min(...mistakes.map((mistake) => mistake.step)) as 1 | 2;
  return at(
    first,
    draft,
    mistakes.filter((mistake) => mistake.step === first),
  );
}

/** Takes one post of the form and says what comes next. */
export async function walk(
  form: FormData,
  campaign: string,
  words: Words,
  language: Language,
): Promise<Walk> {
  const known = openDraft(String(form.get('phieu') ?? ''));
  const step = Number(form.get('buoc'));
  const action = String(form.get('viec') ?? 'tiep');
  const isPosted = step === 1 || step === 2;
  const merged = mergeStep(known ?? newDraft(campaign), step, form);
  // A field that no person sees was filled: the form begins anew, and nothing is sent.
  if (String(form.get('trang-web') ?? '') !== '') return at(1, newDraft(campaign));
  if (known === null) return at(1, merged);

  const goBack = /^ve-([12])$/.exec(action)?.[1];
  if (goBack !== undefined) return at(Number(goBack) as 1 | 2, merged);
  const relined = withLines(merged, action);
  if (relined !== null) return at(2, relined);

  const wrong = firstWrong(merged, isPosted ? step : 2, words, language);
  if (wrong !== null) return wrong;
  if (action === 'gui') return send(merged, language);
  return at(step === 1 ? 2 : 3, merged);
}
