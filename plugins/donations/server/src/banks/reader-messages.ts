import type { Decision, StatementRow } from '@chung-tay/domain';
import type { StagingForm, Upload } from '../store/staged-rows';
import type { Reading } from './read-statement';
import type { StagedFor } from './stager';
import type { CellRow, ReadAs, TypedBalances } from './types';

interface ReadTask {
  readonly path: string;
  readonly as: ReadAs;
  readonly typed: TypedBalances;
}

/** What a reader is started for; plain data, since it crosses to another process. */
export type Task =
  | (ReadTask & {
      readonly kind: 'stage';
      readonly account: StagedFor;
      readonly upload: Upload;
      readonly form: StagingForm;
    })
  | (ReadTask & { readonly kind: 'preview'; readonly rows: number })
  | { readonly kind: 'first-rows'; readonly path: string; readonly rows: number };

/** What a preview shows. */
export interface ReadPreview {
  readonly reading: Reading;
  readonly rows: readonly StatementRow[];
}

/** What each kind of task ends with. */
export interface Endings {
  readonly stage: Reading;
  readonly preview: ReadPreview;
  readonly 'first-rows': readonly CellRow[];
}

/** What the reader says. */
export type ReaderMessage =
  | { readonly kind: 'alive' }
  | { readonly kind: 'rows'; readonly text: Uint8Array; readonly sofar: number }
  | { readonly kind: 'end'; readonly ending: Decision<Endings[keyof Endings]> }
  | { readonly kind: 'mistake'; readonly text: string };

/** How many batches may be on their way before the reader waits for one to be taken. */
export const batchesAhead = 4;
export const aliveEveryMs = 500;
