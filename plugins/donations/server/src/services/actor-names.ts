import type { Core } from '@strapi/strapi';

interface Officer {
  readonly id: number;
  readonly firstname: string | null;
  readonly lastname: string | null;
}

const officerIdOf = (actor: string) => Number(/^admin:(\d+)$/.exec(actor)?.[1] ?? 0);

/**
 * How officers read the actors of their screens: an officer's own name where one is known, else the actor
 * as the journal has it. Answers a function, so that a list asks once.
 */
export async function nameActors(
  strapi: Core.Strapi,
  actors: readonly (string | null)[],
): Promise<(actor: string) => string> {
  const ids = [...new Set(actors.map((actor) => officerIdOf(actor ?? '')).filter((id) => id > 0))];
  const officers: Officer[] =
    ids.length === 0
      ? []
      : await strapi.db.query('admin::user').findMany({
          where: { id: { $in: ids } },
          select: ['id', 'firstname', 'lastname'],
        });
  const names = new Map(
    officers.map(({ id, firstname, lastname }) => [
      id,
      [firstname, lastname].filter((part) => part !== null && part !== '').join(' '),
    ]),
  );
  return (actor) => names.get(officerIdOf(actor)) || actor;
}
