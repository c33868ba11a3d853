/** `1.234.567 đ` out of a decimal string, exactly. */
export function amountText(amountVnd: string | null): string {
  if (amountVnd === null) return '';
  const sign = amountVnd.startsWith('-') ? '−' : '';
  const digits = amountVnd.replace('-', '').replace(/\B(?=(?:\d{3})+$)/g, '.');
  return `${sign}${digits}\u00a0đ`;
}

/** `20/07/2024` out of `2024-07-20`. */
export const dayText = (day: string | null) =>
  day === null ? '' : `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;

/** `VDXH 2021 1104 31`, as people read a code aloud. */
export const codeText = (code: string) =>
  `${code.slice(0, 4)} ${code.slice(4, 8)} ${code.slice(8, 12)} ${code.slice(12)}`;

/** The digits of an amount as somebody types it, with or without groups. */
export const digitsOf = (typed: string) => typed.replace(/\D/g, '').replace(/^0+(?=\d)/, '');

/** `1.234.567` while somebody types. */
export const groupedText = (digits: string) => digits.replace(/\B(?=(?:\d{3})+$)/g, '.');
