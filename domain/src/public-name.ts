import { initialsOf } from './redaction.ts';
import type { Visibility } from './submission.ts';

/** What the public may see of a payer who chose: the name, its initials, or nothing. */
export function publicNameOf(name: string, visibility: Visibility): string | null {
  if (visibility === 'anonymous') return null;
  return visibility === 'full' ? name : initialsOf(name);
}
