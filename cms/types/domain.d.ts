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
export interface Verdict {
  readonly ok: boolean;
  readonly entries: number;
  readonly head: string;
  readonly faults: readonly { readonly seq: number; readonly fault: string }[];
}
export function verifyLines(
  lines: AsyncIterable<string>,
  sha256: (text: string) => string,
  onProgress?: (done: number, total: number) => void,
): Promise<Verdict>;
