/** Why and since when an address could not be rendered. */
export interface Failure {
  readonly fault: string;
  readonly attempts: number;
  readonly sinceMs: number;
  readonly nextAtMs: number;
}

const firstWaitMs = 250;
const longestWaitMs = 5 * 60_000;

/** How long to wait after a number of attempts in vain. */
export const waitAfter = (attempts: number) =>
  Math.min(firstWaitMs * 4 ** Math.max(0, attempts - 1), longestWaitMs);

/**
 * Addresses that wait to be rendered: what was just published before what is merely renewed. An address is
 * rendered once at a time; asked for again meanwhile, it waits for its turn.
 */
export class RenderQueue {
  readonly #urgent = new Set<string>();
  readonly #leisurely = new Set<string>();
  readonly #rendering = new Set<string>();
  readonly #failures = new Map<string, Failure>();

  get failures(): ReadonlyMap<string, Failure> {
    return this.#failures;
  }

  get rendering(): number {
    return this.#rendering.size;
  }

  /** How many addresses wait or are being rendered, failed ones included. */
  get pending(): number {
    return this.#urgent.size + this.#leisurely.size + this.#rendering.size;
  }

  get hasUrgent(): boolean {
    return this.#urgent.size > 0;
  }

  /** Every address that waits or is being rendered. */
  get owed(): readonly string[] {
    return [...new Set([...this.#urgent, ...this.#leisurely, ...this.#rendering])];
  }

  isRendering(address: string): boolean {
    return this.#rendering.has(address);
  }

  add(addresses: Iterable<string>, isUrgent: boolean): void {
    for (const address of addresses) {
      if (isUrgent) {
        this.#leisurely.delete(address);
        this.#urgent.add(address);
      } else if (!this.#urgent.has(address)) this.#leisurely.add(address);
    }
  }

  /** The next address whose time has come. */
  take(nowMs: number): string | undefined {
    for (const waiting of [this.#urgent, this.#leisurely]) {
      for (const address of waiting) {
        if (this.#rendering.has(address)) continue;
        if ((this.#failures.get(address)?.nextAtMs ?? 0) > nowMs) continue;
        waiting.delete(address);
        this.#rendering.add(address);
        return address;
      }
    }
    return undefined;
  }

  /** When the next failed address is tried again; null when none waits for its time. */
  nextAtMs(): number | null {
    let next: number | null = null;
    for (const waiting of [this.#urgent, this.#leisurely]) {
      for (const address of waiting) {
        const atMs = this.#failures.get(address)?.nextAtMs ?? 0;
        if (next === null || atMs < next) next = atMs;
      }
    }
    return next;
  }

  done(address: string): void {
    this.#rendering.delete(address);
    this.#failures.delete(address);
  }

  /** Puts an address back for another attempt, later each time. */
  failed(address: string, fault: string, isUrgent: boolean, nowMs: number): Failure {
    const before = this.#failures.get(address);
    const attempts = (before?.attempts ?? 0) + 1;
    const failure = {
      fault,
      attempts,
      sinceMs: before?.sinceMs ?? nowMs,
      nextAtMs: nowMs + waitAfter(attempts),
    };
    this.#rendering.delete(address);
    this.#failures.set(address, failure);
    this.add([address], isUrgent);
    return failure;
  }

  /** Whatever failed may be tried again at once. */
  hurry(): void {
    for (const [address, failure] of this.#failures) {
      this.#failures.set(address, { ...failure, nextAtMs: 0 });
    }
  }

  /** The address has no page any more. */
  forget(address: string): void {
    this.#urgent.delete(address);
    this.#leisurely.delete(address);
    this.#failures.delete(address);
  }
}
