import type { Core } from '@strapi/strapi';
import type { Db } from './rows';

const cursorNames = ['settlement', 'identification'] as const;
/** Two readers of the journal: the automatic pass goes first, identification follows behind it. */
export type CursorName = (typeof cursorNames)[number];

export async function ensureCursors(strapi: Core.Strapi): Promise<void> {
  await strapi.db
    .connection('pledges_cursors')
    .insert(cursorNames.map((name) => ({ name, seq: 0 })))
    .onConflict('name')
    .ignore();
}

export async function selectCursor(strapi: Core.Strapi, name: CursorName): Promise<number> {
  const row = await strapi.db.connection('pledges_cursors').where({ name }).first('seq');
  return Number(row?.seq ?? 0);
}

/** Moves a cursor by compare-and-set; false when another process moved it before. */
export async function moveCursor(
  db: Db,
  name: CursorName,
  from: number,
  to: number,
): Promise<boolean> {
  const count: number = await db('pledges_cursors').where({ name, seq: from }).update({ seq: to });
  return count === 1;
}
