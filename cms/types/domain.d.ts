/**
 * What the CMS uses of the domain. The domain has no build: Node runs its TypeScript as it is, but the
 * application's compiler only accepts sources below its own folder.
 */
export interface Problem {
  readonly status: number;
  readonly code: string;
}
export interface Refused {
  readonly ok: false;
  readonly refusal: string;
  readonly facts: Readonly<Record<string, string | number>>;
}
export function refuse(refusal: string, facts?: Refused['facts']): Refused;
export function problemOf(refused: Refused, status: number): Problem;
export function wordsOf(refused: Refused): { readonly vi: string; readonly en: string };
