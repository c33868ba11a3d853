import type { Core } from '@strapi/strapi';

const officerIdOf = (actor: string) => Number(/^admin:(\d+)$/.exec(actor)?.[1] ?? 0);

/** Officers' own names instead of the actors of the journal, where one is known; a list asks once. */
export async function nameActors(
  strapi: Core.Strapi,
  actors: readonly string[],
): Promise<(actor: string) => string> {
  const ids = [...new Set(actors.map(officerIdOf).filter((id) => id > 0))];
  const officers: { id: number; firstname: string | null; lastname: string | null }[] =
    ids.length === 0
      ? []
      : await strapi.db.query('admin::user').findMany({
          where: { id: { $in: ids } },
          select: ['id', 'firstname', 'lastname'],
        });
  const names = new Map(
    officers.map(({ id, firstname, lastname }) => [
      id,
      [firstname, lastname].filter(Boolean).join(' '),
    ]),
  );
  return (actor) => names.get(officerIdOf(actor)) || actor;
}
