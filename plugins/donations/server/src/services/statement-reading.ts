import {
  assert,
  type Decision,
  type LineRule,
  type MemoNames,
  type OnProgress,
} from '@chung-tay/domain';
import type { Reading } from '../banks/read-statement';
import { FileRefused, type CellRow, type Template, type TypedBalances } from '../banks/types';
import type { ReadPreview } from '../banks/reader-messages';
import type { StagingForm, Upload } from '../store/staged-rows';
import { askReader, runReader } from './file-reader';

export type { Reading } from '../banks/read-statement';

/** A file to be read, for which account, and how files of no known layout are read. */
export interface ReadRequest {
  readonly path: string;
  readonly account: {
    readonly number: string;
    readonly bin: string;
    readonly memoNames: MemoNames;
  };
  readonly rules: readonly LineRule[];
  readonly templates: readonly Template[];
  readonly typed?: TypedBalances;
}

/** Where rows of a file go: under which key, in which form, and who writes them. */
export interface Staging {
  readonly upload: Upload;
  readonly form: StagingForm;
  /** Must take all of the texts or none. */
  readonly write: (texts: AsyncIterable<Buffer>) => Promise<void>;
}

const untyped: TypedBalances = { openingVnd: null, closingVnd: null };

const taskOf = ({ path, account, templates, typed = untyped }: Omit<ReadRequest, 'rules'>) => ({
  path,
  as: { accountNumber: account.number, bin: account.bin, templates },
  typed,
});

/**
 * Reads a statement file once from beginning to end in a process of its own, proving it and staging its rows
 * as they come.
 */
export async function readStatement(
  request: ReadRequest,
  { upload, form, write }: Staging,
  onProgress: OnProgress,
): Promise<Decision<Reading>> {
  const { number: accountNumber, memoNames } = request.account;
  const account = { accountNumber, memoNames, rules: request.rules };
  let reading: Decision<Reading> | undefined;
  async function* texts(): AsyncGenerator<Buffer> {
    const task = { ...taskOf(request), kind: 'stage', account, upload, form } as const;
    for await (const { text, sofar } of runReader<'stage'>(task, (ending) => (reading = ending))) {
      onProgress(sofar, sofar);
      yield text;
    }
    // A refusal in the middle must end the writing as a failure, so that nothing is kept.
    if (reading?.ok === false) throw new FileRefused(reading);
  }
  try {
    await write(texts());
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
  }
  assert(reading !== undefined, 'A reader gives an answer or throws.');
  return reading;
}

/** What reading a file would give, by the same way, without staging anything. */
export const previewStatement = (
  request: Omit<ReadRequest, 'rules'>,
  rows: number,
): Promise<Decision<ReadPreview>> =>
  askReader<'preview'>({ ...taskOf(request), kind: 'preview', rows });

/** The first rows of a file as they stand there. */
export const firstRows = (path: string, rows: number): Promise<Decision<readonly CellRow[]>> =>
  askReader<'first-rows'>({ kind: 'first-rows', path, rows });
