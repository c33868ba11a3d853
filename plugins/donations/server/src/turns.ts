/**
 * Lets works of this process run one after the other. Who waits here holds no connection: fifty transactions
 * that wait in the database for one lock would take the pool from everybody else.
 */
export function turns() {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
}
