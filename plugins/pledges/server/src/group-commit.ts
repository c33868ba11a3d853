import { AsyncLocalStorage } from 'node:async_hooks';

export interface GroupCommitOptions<Input, Output> {
  /** Writes all inputs in one transaction; the outputs come in the order of the inputs. */
  readonly write: (inputs: readonly Input[]) => Promise<readonly Output[]>;
  /** Whether an error means that the database itself is away, so that trying singly is vain. */
  readonly isOutage: (error: unknown) => boolean;
  readonly batchMax: number;
  /** Transactions that may run at the same time: more than one helps where a commit waits for a disk. */
  readonly lanes: number;
  readonly waitingMax: number;
}

interface Waiting<Input, Output> {
  readonly input: Input;
  readonly resolve: (output: Output) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Writes what many callers hand in at the same time in as few transactions as possible. While one
 * transaction runs, the next ones gather; nobody is answered before the commit that holds their input. An
 * error in a transaction is answered by trying each of its inputs alone, once, so that one input cannot
 * fail its neighbours.
 */
export class GroupCommit<Input, Output> {
  private waiting: Waiting<Input, Output>[] = [];
  private running = 0;
  // A flush serves many requests: it must not run inside the context of whichever came first.
  private readonly outside = AsyncLocalStorage.snapshot();

  constructor(private readonly options: GroupCommitOptions<Input, Output>) {}

  /** Hands in one input. Answers undefined at once when too many are waiting already. */
  submit(input: Input): Promise<Output> | undefined {
    if (this.waiting.length >= this.options.waitingMax) return undefined;
    return new Promise((resolve, reject) => {
      this.waiting.push({ input, resolve, reject });
      if (this.running >= this.options.lanes) return;
      this.running += 1;
      this.outside(() => setImmediate(() => void this.flushAll()));
    });
  }

  private async flushAll(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, this.options.batchMax);
      await this.flush(batch);
      // Requests whose bodies arrived meanwhile are read before the next transaction begins.
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.running -= 1;
  }

  private async flush(batch: readonly Waiting<Input, Output>[]): Promise<void> {
    try {
      const outputs = await this.options.write(batch.map(({ input }) => input));
      batch.forEach(({ resolve }, index) => resolve(outputs[index] as Output));
    } catch (error) {
      if (batch.length === 1 || this.options.isOutage(error)) {
        for (const { reject } of batch) reject(error);
        return;
      }
      await this.flushSingly(batch);
    }
  }

  private async flushSingly(batch: readonly Waiting<Input, Output>[]): Promise<void> {
    let outage: unknown;
    for (const { input, resolve, reject } of batch) {
      if (outage !== undefined) {
        reject(outage);
        continue;
      }
      try {
        const [output] = await this.options.write([input]);
        resolve(output as Output);
      } catch (error) {
        if (this.options.isOutage(error)) outage = error;
        reject(error);
      }
    }
  }
}
