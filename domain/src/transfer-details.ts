import { countryCodes } from './contact.ts';
import type { FieldProblem } from './problem.ts';
import { accept, refuse, type Decision, type Refused } from './refusal.ts';
import { checkText } from './text.ts';

/** Currencies (ISO 4217) in which an account may be kept. Only đồng are booked. */
export const accountCurrencies = [
  ...(['VND', 'USD', 'EUR', 'JPY', 'GBP', 'AUD', 'CAD', 'CHF', 'CNY', 'HKD'] as const),
  ...(['KRW', 'SGD', 'THB', 'TWD', 'NZD', 'SEK', 'NOK', 'DKK'] as const),
];
export type AccountCurrency = (typeof accountCurrencies)[number];

export const isAccountCurrency = (text: string): text is AccountCurrency =>
  (accountCurrencies as readonly string[]).includes(text);

/** What a bank abroad asks for besides holder, number and currency: the block of a SWIFT transfer. */
export interface TransferDetails {
  /** BIC (ISO 9362), 8 or 11 characters. */
  readonly swift: string;
  readonly bankName: string;
  readonly bankAddress: string;
  readonly beneficiaryAddress: string;
  readonly correspondentBank: string | null;
  readonly correspondentSwift: string | null;
}

const bicForm = /^[A-Z0-9]{4}([A-Z]{2})[A-Z0-9]([A-Z0-9])(?:[A-Z0-9]{3})?$/;

/**
 * Reads a BIC (ISO 9362): party prefix, country of ISO 3166, party suffix, branch if given. One whose location
 * ends in 0 belongs to the test network and takes no money.
 */
export function parseBic(typed: string): Decision<string, 'swift-malformed'> {
  const bic = typed.replace(/\s+/g, '').toUpperCase();
  const [, country = '', location = ''] = bicForm.exec(bic) ?? [];
  return countryCodes.includes(country) && location !== '0'
    ? accept(bic)
    : refuse('swift-malformed');
}

/** ISO 7064 MOD 97-10 over the rearranged text, letters as 10 to 35: 1 for a valid IBAN (ISO 13616). */
function remainderOf(iban: string): number {
  let remainder = 0;
  for (const sign of `${iban.slice(4)}${iban.slice(0, 4)}`) {
    for (const digit of String(parseInt(sign, 36))) remainder = (remainder * 10 + +digit) % 97;
  }
  return remainder;
}

const ibanForm = /^([A-Z]{2})\d{2}[A-Z0-9]{11,30}$/;

export function isIban(number: string): boolean {
  const country = ibanForm.exec(number)?.[1];
  return country !== undefined && countryCodes.includes(country) && remainderOf(number) === 1;
}

/**
 * Reads the number of an account that takes transfers from abroad: an IBAN, whose check digits must hold, or
 * another number of at most 34 letters and digits (SWIFT field 59).
 */
export function parseForeignNumber(
  typed: string,
): Decision<string, 'foreign-number-malformed' | 'iban-invalid'> {
  const number = typed.replace(/[\s.-]+/g, '').toUpperCase();
  if (ibanForm.test(number)) return isIban(number) ? accept(number) : refuse('iban-invalid');
  return /^[0-9A-Z]{4,34}$/.test(number) ? accept(number) : refuse('foreign-number-malformed');
}

/** Groups of four, as an IBAN is printed on paper; other numbers as they are. */
export const printedNumber = (number: string) =>
  isIban(number) ? number.replace(/(.{4})(?=.)/g, '$1 ') : number;

export type TransferDetailsRefused = Refused<'transfer-details-invalid'> & {
  readonly problems: readonly FieldProblem[];
};

type Typed = Readonly<Partial<Record<keyof TransferDetails, string | null>>>;

/** Checks the typed block and names every wrong field at once. The correspondent bank may be left out. */
export function checkTransferDetails(
  typed: Typed,
): { readonly ok: true; readonly value: TransferDetails } | TransferDetailsRefused {
  const problems: FieldProblem[] = [];
  const read = (field: keyof TransferDetails, decide: (text: string) => Decision<string>) => {
    const decision = decide(typed[field] ?? '');
    if (decision.ok) return decision.value;
    problems.push({ field, refusal: decision.refusal, facts: decision.facts });
    return '';
  };
  const text = (max: number) => (given: string) => checkText(given, { max });
  const isGiven = (field: keyof TransferDetails) => (typed[field] ?? '').trim() !== '';
  const value = {
    swift: read('swift', parseBic),
    bankName: read('bankName', text(140)),
    bankAddress: read('bankAddress', text(200)),
    beneficiaryAddress: read('beneficiaryAddress', text(200)),
    correspondentBank: isGiven('correspondentBank') ? read('correspondentBank', text(140)) : null,
    correspondentSwift: isGiven('correspondentSwift') ? read('correspondentSwift', parseBic) : null,
  };
  if (value.correspondentSwift !== null && value.correspondentBank === null) {
    problems.push({ field: 'correspondentBank', refusal: 'text-missing', facts: {} });
  }
  if (problems.length === 0) return accept(value);
  return { ...refuse('transfer-details-invalid'), problems };
}
