import {
  checkSubmission,
  consentVersion,
  parseVndTyped,
  wordsOf,
  type Facts,
} from '@chung-tay/domain';
import type { Language } from '../language.ts';
import type { Words } from '../words/vi.ts';
import type { Draft, GoodsDraft } from './draft.ts';

/** One thing to correct, with the id of its field in the page. */
export interface Mistake {
  readonly id: string;
  readonly step: 1 | 2;
  readonly text: string;
}

/** Digits as the wire wants them; what cannot be read goes on as typed, to be refused with its reason. */
function amountOf(typed: string): string {
  const amount = parseVndTyped(typed);
  return amount.ok ? String(amount.value) : typed.trim();
}

function lineOf(line: GoodsDraft) {
  return {
    kind: 'goods',
    ...(line.item === '' ? { text: line.text } : { item: line.item }),
    quantity: line.quantity.trim().replace(',', '.'),
    unit: line.unit,
    ...(line.value.trim() === '' ? {} : { declaredValueVnd: amountOf(line.value) }),
  };
}

/** The body that is sent to the CMS. */
export function bodyOf(draft: Draft, language: Language) {
  const contact = draft.contact.trim();
  const isForeign = draft.country !== 'VN' && draft.country !== '';
  return {
    campaign: draft.campaign,
    donor: {
      kind: draft.kind,
      origin: isForeign ? 'foreign' : 'domestic',
      ...(isForeign ? { country: draft.country } : {}),
      name: draft.name,
      ...(contact === '' ? {} : contact.includes('@') ? { email: contact } : { phone: contact }),
    },
    visibility: draft.visibility,
    ...(draft.consent ? { consent: { version: consentVersion } } : {}),
    ...(draft.wish === '' ? {} : { wish: { locality: draft.wish } }),
    ...(draft.message.trim() === '' ? {} : { message: draft.message }),
    language,
    lines: [
      ...(draft.cash ? [{ kind: 'cash', currency: 'VND', amount: amountOf(draft.amount) }] : []),
      ...(draft.goods ? draft.lines.map(lineOf) : []),
    ],
  };
}

const fixed: Readonly<Record<string, Pick<Mistake, 'id' | 'step'>>> = {
  campaign: { id: 'dot', step: 1 },
  'donor.kind': { id: 'tu-cach', step: 1 },
  'donor.name': { id: 'ten', step: 1 },
  'donor.email': { id: 'lien-he', step: 1 },
  'donor.phone': { id: 'lien-he', step: 1 },
  'donor.country': { id: 'noi-o', step: 1 },
  visibility: { id: 'hien-ten', step: 1 },
  consent: { id: 'dong-y', step: 1 },
  wish: { id: 'nguyen-vong', step: 2 },
  'wish.locality': { id: 'nguyen-vong', step: 2 },
  message: { id: 'loi-nhan', step: 2 },
  lines: { id: 'ung-ho-gi', step: 2 },
};

const namesOfLine: Readonly<Record<string, string>> = {
  item: 'mat-hang',
  text: 'ten-hang',
  quantity: 'so-luong',
  unit: 'don-vi',
  declaredValueVnd: 'gia-tri',
};

/** Where in the form a field of the wire stands. */
export function placeOf(field: string, draft: Draft): Pick<Mistake, 'id' | 'step'> {
  const known = fixed[field];
  if (known !== undefined) return known;
  const [, number = '0', name = ''] = /^lines\.(\d+)\.(\w+)$/.exec(field) ?? [];
  const line = Number(number) - (draft.cash ? 1 : 0);
  if (line < 0) return { id: 'so-tien', step: 2 };
  return { id: `${namesOfLine[name] ?? 'mat-hang'}-${line}`, step: 2 };
}

interface FieldProblem {
  readonly field: string;
  readonly refusal: string;
  readonly facts: Facts;
}

/** Words for a problem: the page says some things closer to the visitor than the contract does. */
function sayingOf(
  { field, refusal, facts }: FieldProblem,
  words: Words,
  language: Language,
): string {
  if (field === 'consent') return words.donate.consentMissing;
  if (field === 'lines' && refusal === 'lines-missing') return words.donate.nothingChosen;
  return wordsOf({ ok: false, refusal, facts })[language];
}

/** Everything that is wrong with a draft, by the same rules that the CMS applies. */
export function mistakesIn(draft: Draft, words: Words, language: Language): Mistake[] {
  const checked = checkSubmission(bodyOf(draft, language));
  const problems: readonly FieldProblem[] = checked.ok ? [] : checked.problems;
  const found: Mistake[] = problems.map((problem) => ({
    ...placeOf(problem.field, draft),
    text: sayingOf(problem, words, language),
  }));
  if (draft.contact.trim() === '') {
    found.push({ id: 'lien-he', step: 1, text: words.donate.contactMissing });
  }
  return found.filter(({ id }, index) => found.findIndex((other) => other.id === id) === index);
}
