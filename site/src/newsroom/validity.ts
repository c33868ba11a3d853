/** The days of a document on which its state depends. */
export interface Validity {
  readonly state: string;
  readonly effectiveOn: string | null;
  readonly expiresOn: string | null;
  readonly isReplaced: boolean;
}

const dayMs = 86_400_000;
const dayAfter = (day: string) => new Date(Date.parse(day) + dayMs).toISOString().slice(0, 10);

/**
 * The first day after `today` (days as `YYYY-MM-DD`) on which the page of a document shows another state than
 * today, so that the page is rendered anew on it; null when its state stays.
 */
export function nextChangeOn(directive: Validity, today: string): string | null {
  const { state, effectiveOn, expiresOn, isReplaced } = directive;
  if (state === 'expired' || isReplaced) return null;
  if (expiresOn !== null && expiresOn < today) return null;
  const days = [
    effectiveOn !== null && effectiveOn > today ? effectiveOn : null,
    expiresOn === null ? null : dayAfter(expiresOn),
  ];
  return days.filter((day) => day !== null).sort()[0] ?? null;
}
