import { isCampaignCode } from './campaign.ts';
import { countryCodes, parseEmail, parsePhone } from './contact.ts';
import { parseDay, type Day } from './day.ts';
import { parseVnd, sumVnd, type Vnd } from './money.ts';
import type { FieldProblem } from './problem.ts';
import { parseQuantity } from './quantity.ts';
import { accept, type Decision, type Facts, type Refused } from './refusal.ts';
import { checkText } from './text.ts';

export const donorKinds = ['individual', 'organisation', 'group'] as const;
export const origins = ['domestic', 'foreign'] as const;
export const visibilities = ['full', 'initials', 'anonymous'] as const;
export const languages = ['vi', 'en'] as const;
/** Foreign currencies need a rate with its source and day; until then a promise of cash is in đồng. */
export const currencies = ['VND'] as const;

export type DonorKind = (typeof donorKinds)[number];
export type Origin = (typeof origins)[number];
export type Visibility = (typeof visibilities)[number];
export type Language = (typeof languages)[number];

/** The text that the form shows today. Each pledge keeps the version that its donor agreed to. */
export const consentVersion = '2026-11';

export const limits = {
  nameMax: 200,
  messageMax: 1000,
  goodsTextMax: 200,
  unitMax: 40,
  conditionMax: 100,
  linesMax: 50,
} as const;

export interface CashLine {
  readonly kind: 'cash';
  readonly currency: (typeof currencies)[number];
  readonly amount: Vnd;
}

export interface GoodsLine {
  readonly kind: 'goods';
  /** A code of the catalogue, or null when `text` names the goods. */
  readonly item: string | null;
  readonly text: string | null;
  readonly quantity: string;
  readonly unit: string;
  readonly declaredValueVnd: Vnd | null;
  readonly expiresOn: Day | null;
  readonly condition: string | null;
}

export interface PledgeSubmission {
  readonly campaign: string;
  readonly donor: {
    readonly kind: DonorKind;
    readonly origin: Origin;
    readonly country: string | null;
    readonly name: string;
    readonly email: string | null;
    readonly phone: string | null;
  };
  readonly visibility: Visibility;
  readonly consent: { readonly version: string };
  readonly wish: { readonly locality: string } | null;
  readonly message: string | null;
  readonly language: Language;
  readonly lines: readonly (CashLine | GoodsLine)[];
}

export type SubmissionRefused = Refused<'submission-invalid'> & {
  readonly problems: readonly FieldProblem[];
};

type Body = Readonly<Record<string, unknown>>;

/** Reads fields one by one and keeps every problem, so that a donor sees all of them at once. */
class Reader {
  readonly problems: FieldProblem[] = [];

  refuse(field: string, refusal: string, facts: Facts = {}): void {
    this.problems.push({ field, refusal, facts });
  }

  /** The object at a place, with unknown names refused. Null when there is none. */
  object(value: unknown, field: string, names: readonly string[]): Body | null {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.refuse(field, value === undefined ? 'field-missing' : 'field-not-object');
      return null;
    }
    for (const name of Object.keys(value)) {
      if (!names.includes(name)) {
        this.refuse(
          field === '' ? name.slice(0, 100) : `${field}.${name.slice(0, 100)}`,
          'field-unknown',
        );
      }
    }
    return value as Body;
  }

  parsed<Value>(
    value: unknown,
    field: string,
    parse: (text: string) => Decision<Value>,
  ): Value | null {
    if (value === undefined || value === null) {
      this.refuse(field, 'field-missing');
      return null;
    }
    if (typeof value !== 'string') {
      this.refuse(field, 'field-not-text');
      return null;
    }
    const decision = parse(value);
    if (decision.ok) return decision.value;
    this.refuse(field, decision.refusal, decision.facts);
    return null;
  }

  optional<Value>(
    value: unknown,
    field: string,
    parse: (text: string) => Decision<Value>,
  ): Value | null {
    const isAbsent = value === undefined || value === null || value === '';
    return isAbsent ? null : this.parsed(value, field, parse);
  }

  choice<Choice extends string>(
    value: unknown,
    field: string,
    choices: readonly Choice[],
    refusal = 'choice-unknown',
  ): Choice | null {
    const chosen = choices.find((choice) => choice === value);
    if (chosen !== undefined) return chosen;
    this.refuse(field, value === undefined ? 'field-missing' : refusal);
    return null;
  }
}

function matching(form: RegExp, refusal: string) {
  return (text: string): Decision<string> =>
    form.test(text) ? accept(text) : { ok: false, refusal, facts: {} };
}

function countryOf(reader: Reader, donor: Body, origin: Origin | null): string | null {
  if (origin === null) return null;
  const country = donor['country'];
  const isAbsent = country === undefined || country === null || country === '';
  if (origin === 'domestic') {
    if (!isAbsent && country !== 'VN') reader.refuse('donor.country', 'country-not-expected');
    return null;
  }
  if (isAbsent) {
    reader.refuse('donor.country', 'country-missing');
    return null;
  }
  return reader.choice(country, 'donor.country', countryCodes, 'country-unknown');
}

function donorOf(reader: Reader, value: unknown): PledgeSubmission['donor'] | null {
  const donor = reader.object(value, 'donor', [
    'kind',
    'origin',
    'country',
    'name',
    'email',
    'phone',
  ]);
  if (donor === null) return null;
  const kind = reader.choice(donor['kind'], 'donor.kind', donorKinds);
  const origin = reader.choice(donor['origin'], 'donor.origin', origins);
  const country = countryOf(reader, donor, origin);
  const name = reader.parsed(donor['name'], 'donor.name', (text) =>
    checkText(text, { max: limits.nameMax }),
  );
  const email = reader.optional(donor['email'], 'donor.email', parseEmail);
  const phone = reader.optional(donor['phone'], 'donor.phone', parsePhone);
  if (kind === null || origin === null || name === null) return null;
  return { kind, origin, country, name, email, phone };
}

function cashLineOf(reader: Reader, line: Body, field: string): CashLine | null {
  const currency = reader.choice(
    line['currency'],
    `${field}.currency`,
    currencies,
    'currency-unknown',
  );
  const amount = reader.parsed(line['amount'], `${field}.amount`, parseVnd);
  return currency === null || amount === null ? null : { kind: 'cash', currency, amount };
}

function goodsLineOf(reader: Reader, line: Body, field: string): GoodsLine | null {
  const text = (max: number) => (typed: string) => checkText(typed, { max });
  const item = reader.optional(
    line['item'],
    `${field}.item`,
    matching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'item-unknown'),
  );
  const named = reader.optional(line['text'], `${field}.text`, text(limits.goodsTextMax));
  if (item !== null && named !== null) reader.refuse(`${field}.text`, 'item-named-twice');
  const nothingNamed = !line['item'] && !line['text'];
  if (nothingNamed) reader.refuse(`${field}.item`, 'item-missing');
  const quantity = reader.parsed(line['quantity'], `${field}.quantity`, parseQuantity);
  const unit = reader.parsed(line['unit'], `${field}.unit`, (typed) => {
    return typed.trim() === ''
      ? { ok: false, refusal: 'unit-missing', facts: {} }
      : text(limits.unitMax)(typed);
  });
  const declaredValueVnd = reader.optional(
    line['declaredValueVnd'],
    `${field}.declaredValueVnd`,
    parseVnd,
  );
  const expiresOn = reader.optional(line['expiresOn'], `${field}.expiresOn`, parseDay);
  const condition = reader.optional(
    line['condition'],
    `${field}.condition`,
    text(limits.conditionMax),
  );
  if (quantity === null || unit === null || nothingNamed) return null;
  return {
    kind: 'goods',
    item,
    text: named,
    quantity,
    unit,
    declaredValueVnd,
    expiresOn,
    condition,
  };
}

const namesOfLine = {
  cash: ['kind', 'currency', 'amount'],
  goods: ['kind', 'item', 'text', 'quantity', 'unit', 'declaredValueVnd', 'expiresOn', 'condition'],
} as const;

function lineOf(reader: Reader, value: unknown, field: string): CashLine | GoodsLine | null {
  const isObject = typeof value === 'object' && value !== null;
  const kind = isObject ? (value as Body)['kind'] : undefined;
  if (kind !== 'cash' && kind !== 'goods') {
    if (reader.object(value, field, isObject ? Object.keys(value) : []) !== null) {
      reader.choice(kind, `${field}.kind`, ['cash', 'goods']);
    }
    return null;
  }
  const line = reader.object(value, field, namesOfLine[kind]);
  if (line === null) return null;
  return kind === 'cash' ? cashLineOf(reader, line, field) : goodsLineOf(reader, line, field);
}

function linesOf(reader: Reader, value: unknown): readonly (CashLine | GoodsLine)[] {
  if (!Array.isArray(value) || value.length === 0) {
    reader.refuse('lines', 'lines-missing');
    return [];
  }
  if (value.length > limits.linesMax) {
    reader.refuse('lines', 'lines-too-many', { max: limits.linesMax });
    return [];
  }
  const lines = value.map((line, index) => lineOf(reader, line, `lines.${index}`));
  const read = lines.filter((line) => line !== null);
  if (read.filter((line) => line.kind === 'cash').length > 1) {
    reader.refuse('lines', 'cash-line-repeated');
  }
  return read;
}

function wishOf(reader: Reader, value: unknown): PledgeSubmission['wish'] {
  if (value === undefined || value === null) return null;
  const wish = reader.object(value, 'wish', ['locality']);
  if (wish === null) return null;
  const localityKey = matching(/^vn(?:63|34):\d{2}$/, 'locality-unknown');
  const locality = reader.parsed(wish['locality'], 'wish.locality', localityKey);
  return locality === null ? null : { locality };
}

function consentOf(reader: Reader, value: unknown): PledgeSubmission['consent'] | null {
  if (value === undefined || value === null) {
    reader.refuse('consent', 'consent-missing');
    return null;
  }
  const consent = reader.object(value, 'consent', ['version']);
  if (consent === null) return null;
  const form = matching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/, 'consent-version-unknown');
  const version = reader.parsed(consent['version'], 'consent.version', form);
  return version === null ? null : { version };
}

const names = [
  'campaign',
  'donor',
  'visibility',
  'consent',
  'wish',
  'message',
  'language',
  'lines',
];

/**
 * Reads the body of a pledge as it comes over the wire: texts normalised, amounts as decimal strings,
 * unknown fields refused. All problems come back together, each with the path of its field. Whether the
 * campaign, the locality and the goods exist is asked where they are kept.
 */
export function checkSubmission(
  body: unknown,
): { ok: true; value: PledgeSubmission } | SubmissionRefused {
  const reader = new Reader();
  const read = reader.object(body, '', names) ?? {};
  const campaign = reader.parsed(read['campaign'], 'campaign', (text) =>
    isCampaignCode(text)
      ? accept(text)
      : { ok: false, refusal: 'campaign-code-malformed', facts: {} },
  );
  const donor = donorOf(reader, read['donor']);
  const visibility = reader.choice(read['visibility'], 'visibility', visibilities);
  const consent = consentOf(reader, read['consent']);
  const wish = wishOf(reader, read['wish']);
  const message = reader.optional(read['message'], 'message', (text) =>
    checkText(text, { max: limits.messageMax, lines: true }),
  );
  const language = reader.choice(read['language'], 'language', languages);
  const lines = linesOf(reader, read['lines']);
  const isComplete =
    campaign !== null &&
    donor !== null &&
    visibility !== null &&
    consent !== null &&
    language !== null;
  if (!isComplete || reader.problems.length > 0) {
    const facts = { problems: reader.problems.length };
    return { ok: false, refusal: 'submission-invalid', facts, problems: reader.problems };
  }
  return accept({ campaign, donor, visibility, consent, wish, message, language, lines });
}

/** The cash that a submission promises. */
export function promisedVndOf(submission: Pick<PledgeSubmission, 'lines'>): Vnd {
  return sumVnd(submission.lines.map((line) => (line.kind === 'cash' ? line.amount : 0)));
}

export type Risk = 'link-in-text' | 'markup-in-text' | 'very-large-amount';

/** From here a promise is looked at by a person before it counts as one. */
export const reviewFromVnd = 10_000_000_000;

/** Why a person should look at a submission before it is public; empty for nearly all. */
export function riskOf(submission: PledgeSubmission): readonly Risk[] {
  const texts = [submission.donor.name, submission.message ?? ''];
  for (const line of submission.lines) if (line.kind === 'goods') texts.push(line.text ?? '');
  const risks: Risk[] = [];
  if (texts.some((text) => /https?:|www\.|t\.me\//i.test(text))) risks.push('link-in-text');
  if (texts.some((text) => /<\s*[a-z!/]/i.test(text))) risks.push('markup-in-text');
  if (promisedVndOf(submission) >= reviewFromVnd) risks.push('very-large-amount');
  return risks;
}
