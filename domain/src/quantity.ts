import { accept, refuse, type Decision } from './refusal.ts';

export type QuantityRefusal = 'quantity-missing' | 'quantity-malformed' | 'quantity-too-large';

const quantityMax = 1_000_000_000;

/** Reads a quantity of goods: a positive decimal string with at most three places, without idle zeros. */
export function parseQuantity(text: string): Decision<string, QuantityRefusal> {
  if (text.trim() === '') return refuse('quantity-missing');
  const parts = /^(\d{1,12})(?:\.(\d{1,3}))?$/.exec(text.trim());
  if (parts === null) return refuse('quantity-malformed');
  const whole = (parts[1] ?? '').replace(/^0+(?=\d)/, '');
  const places = (parts[2] ?? '').replace(/0+$/, '');
  if (whole === '0' && places === '') return refuse('quantity-malformed');
  if (Number(whole) > quantityMax) return refuse('quantity-too-large', { max: quantityMax });
  return accept(places === '' ? whole : `${whole}.${places}`);
}
