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
