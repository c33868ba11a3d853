import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { settings } from '../settings.ts';

export interface GoodsDraft {
  readonly item: string;
  readonly text: string;
  readonly quantity: string;
  readonly unit: string;
  readonly value: string;
}

/** What a visitor has typed so far, exactly as typed. It travels in the page; the server keeps nothing. */
export interface Draft {
  /** The idempotency key: a second submit of the same draft is the same pledge. */
  readonly key: string;
  readonly startedAt: number;
  readonly campaign: string;
  readonly kind: string;
  readonly name: string;
  readonly contact: string;
  readonly country: string;
  readonly visibility: string;
  readonly consent: boolean;
  readonly cash: boolean;
  readonly amount: string;
  readonly goods: boolean;
  readonly lines: readonly GoodsDraft[];
  readonly wish: string;
  readonly message: string;
}

export const emptyLine: GoodsDraft = { item: '', text: '', quantity: '', unit: '', value: '' };

export function newDraft(campaign: string): Draft {
  return {
    ...{ key: randomUUID(), startedAt: Date.now(), campaign },
    ...{ kind: 'individual', name: '', contact: '', country: 'VN', visibility: '', consent: false },
    ...{ cash: false, amount: '', goods: false, lines: [emptyLine], wish: '', message: '' },
  };
}

const signatureOf = (text: string) =>
  createHmac('sha256', settings.formSecret).update(text).digest('base64url');

/** The draft as a hidden field: readable, but only we can have written it. */
export function sealDraft(draft: Draft): string {
  const text = Buffer.from(JSON.stringify(draft)).toString('base64url');
  return `${text}.${signatureOf(text)}`;
}

/** Null for a field that is missing, changed or of another installation. */
export function openDraft(field: string): Draft | null {
  const [text = '', signature = ''] = field.split('.');
  const expected = Buffer.from(signatureOf(text));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Draft;
}

const textMax = 2000;
const linesMax = 50;

/** Takes what one step posted into the draft. */
export function mergeStep(draft: Draft, step: number, form: FormData): Draft {
  const text = (name: string) => String(form.get(name) ?? '').slice(0, textMax);
  if (step === 1) {
    return {
      ...draft,
      campaign: text('dot') || draft.campaign,
      kind: text('tu-cach'),
      name: text('ten'),
      contact: text('lien-he'),
      country: text('noi-o'),
      visibility: text('hien-ten'),
      consent: form.get('dong-y') !== null,
    };
  }
  if (step !== 2) return draft;
  const count = Math.min(Math.max(form.getAll('mat-hang').length, 1), linesMax);
  const all = (name: string, index: number) =>
    String(form.getAll(name)[index] ?? '').slice(0, textMax);
  return {
    ...draft,
    cash: form.get('tien-mat') !== null,
    amount: text('so-tien'),
    goods: form.get('hien-vat') !== null,
    lines: Array.from({ length: count }, (_, index) => ({
      item: all('mat-hang', index),
      text: all('ten-hang', index),
      quantity: all('so-luong', index),
      unit: all('don-vi', index),
      value: all('gia-tri', index),
    })),
    wish: text('nguyen-vong'),
    message: text('loi-nhan'),
  };
}
