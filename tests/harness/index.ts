import { inject } from 'vitest';
import { placeFrom, type Engine, type Place } from './cms.ts';
import { postgresAt } from './postgres.ts';

export * from './cms.ts';
export * from './articles.ts';
export * from './database.ts';
export * from './desk.ts';
export * from './operate.ts';
export * from './requests.ts';
export { freePort } from './postgres.ts';

/** Every test that touches a database runs on both: `describe.each(engines)('… on %s', …)`. */
export const engines: readonly Engine[] = ['sqlite', 'postgres'];

/** A fresh copy of the prepared installation on the given engine. Remove it after use. */
export function freshPlace(engine: Engine): Promise<Place> {
  const templates = inject('templates');
  return placeFrom(engine, templates[engine], postgresAt(inject('postgresUrl')));
}
