/**
 * Lets at most so many pieces of work run at a time, the others in the order in which they came. Editors who
 * publish all at once must not take every connection of the pool from those who count gifts.
 */
export function turnsOf(atOnce: number) {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running < atOnce) running += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      // The place is handed on, so that nobody who comes now slips in between.
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
