import { assert, parseMapping, type StatementMapping, type TemplateState } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import type { Trx } from './rows';

export interface StoredTemplate {
  readonly id: number;
  readonly name: string;
  readonly headerKey: string;
  readonly mapping: StatementMapping;
  readonly state: TemplateState;
  readonly savedBy: string;
  readonly savedAtMs: number;
  readonly retiredBy: string | null;
  readonly version: number;
}

interface TemplateRow {
  readonly [column: string]: string | number | null;
}

function templateFromRow(row: TemplateRow): StoredTemplate {
  const mapping = parseMapping(JSON.parse(String(row.mapping)));
  assert(mapping.ok, 'Only mappings that were parsed are stored.');
  return {
    id: Number(row.id),
    name: String(row.name),
    headerKey: String(row.header_key),
    mapping: mapping.value,
    state: row.state as TemplateState,
    savedBy: String(row.saved_by),
    savedAtMs: Number(row.saved_at),
    retiredBy: row.retired_by === null ? null : String(row.retired_by),
    version: Number(row.version),
  };
}

type Database = Core.Strapi['db']['connection'] | Trx;

export async function selectTemplates(
  db: Database,
  state?: TemplateState,
): Promise<StoredTemplate[]> {
  const rows: TemplateRow[] = await db('donations_statement_templates')
    .where(state === undefined ? {} : { state })
    .orderBy('id', 'desc');
  return rows.map(templateFromRow);
}

export async function selectTemplate(
  db: Database,
  where: { readonly id: number } | { readonly active_key: string },
): Promise<StoredTemplate | null> {
  const row: TemplateRow | undefined = await db('donations_statement_templates')
    .where(where)
    .first();
  return row === undefined ? null : templateFromRow(row);
}

/** Adds a template; null when another is active for the same header. */
export async function insertTemplate(
  trx: Trx,
  template: Pick<StoredTemplate, 'name' | 'headerKey' | 'mapping' | 'savedBy' | 'savedAtMs'>,
): Promise<number | null> {
  const inserted: { id: number }[] = await trx('donations_statement_templates')
    .insert({
      name: template.name,
      header_key: template.headerKey,
      active_key: template.headerKey,
      mapping: JSON.stringify(template.mapping),
      state: 'active',
      saved_by: template.savedBy,
      saved_at: template.savedAtMs,
      version: 1,
    })
    .onConflict('active_key')
    .ignore()
    .returning('id');
  const id = inserted[0]?.id;
  return id === undefined ? null : Number(id);
}

/** Saves that a template is not used any more, by compare-and-set on its version. */
export async function retireTemplate(
  trx: Trx,
  template: StoredTemplate,
  retiredBy: string,
): Promise<boolean> {
  const count = await trx('donations_statement_templates')
    .where({ id: template.id, version: template.version, state: template.state })
    .update({
      state: 'retired',
      active_key: null,
      retired_by: retiredBy,
      version: template.version + 1,
    });
  return count === 1;
}
