import type { LineRule } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import { isPostgres, type Trx } from './rows';

export interface StoredRule extends LineRule {
  readonly id: number;
  readonly place: number;
  readonly note: string;
  readonly state: 'active' | 'retired';
  readonly changedBy: string;
  readonly changedAt: string;
  readonly version: number;
}

interface RuleRow {
  readonly id: number;
  readonly place: number;
  readonly class: LineRule['class'];
  readonly direction: LineRule['direction'];
  readonly match: LineRule['match'];
  readonly phrases: string;
  readonly note: string | null;
  readonly state: StoredRule['state'];
  readonly changed_by: string;
  readonly changed_at: number | string;
  readonly version: number;
}

const ruleFromRow = (row: RuleRow): StoredRule => ({
  id: Number(row.id),
  place: Number(row.place),
  class: row.class,
  direction: row.direction,
  match: row.match,
  phrases: JSON.parse(row.phrases) as string[],
  note: row.note ?? '',
  state: row.state,
  changedBy: row.changed_by,
  changedAt: new Date(Number(row.changed_at)).toISOString(),
  version: Number(row.version),
});

export type NewRule = LineRule & Pick<StoredRule, 'place' | 'note' | 'state' | 'changedBy'>;

const columnsOf = (rule: NewRule) => ({
  place: rule.place,
  class: rule.class,
  direction: rule.direction,
  match: rule.match,
  phrases: JSON.stringify(rule.phrases),
  note: rule.note,
  state: rule.state,
  changed_by: rule.changedBy,
  changed_at: Date.now(),
});

/** All rules, the active ones in the order in which they are asked, then the retired ones. */
export async function selectRules(
  db: Core.Strapi['db']['connection'] | Trx,
): Promise<StoredRule[]> {
  const rows: RuleRow[] = await db('donations_line_rules').orderBy(['state', 'place', 'id']);
  return rows.map(ruleFromRow);
}

/** Takes the lock under which rules change: their order is one thing. */
export async function lockRules(strapi: Core.Strapi, trx: Trx): Promise<StoredRule[]> {
  if (isPostgres(strapi)) await trx.raw('lock table donations_line_rules in exclusive mode');
  return selectRules(trx);
}

export async function insertRule(trx: Trx, rule: NewRule): Promise<number> {
  const rows: { id: number }[] = await trx('donations_line_rules')
    .insert({ ...columnsOf(rule), version: 1 })
    .returning('id');
  return Number(rows[0]?.id);
}

export async function updateRule(trx: Trx, id: number, version: number, rule: NewRule) {
  await trx('donations_line_rules')
    .where({ id })
    .update({ ...columnsOf(rule), version: version + 1 });
}

/** Gives the active rules their places in the order of these ids. */
export async function placeRules(trx: Trx, ids: readonly number[]): Promise<void> {
  for (const [index, id] of ids.entries()) {
    await trx('donations_line_rules')
      .where({ id })
      .update({ place: index + 1 });
  }
}

/** Puts the rules of a new installation there, unless there are any. */
export async function ensureRules(strapi: Core.Strapi, rules: readonly LineRule[]): Promise<void> {
  await strapi.db.transaction(async ({ trx }) => {
    if ((await lockRules(strapi, trx)).length > 0) return;
    for (const [index, rule] of rules.entries()) {
      const given = { place: index + 1, note: '', state: 'active', changedBy: 'system' } as const;
      await insertRule(trx, { ...rule, ...given });
    }
  });
}

export interface TriedLine {
  readonly id: number;
  readonly number: string;
  readonly bookedOn: string;
  readonly amountVnd: number;
  readonly memo: string;
}

/** The newest lines of the books, to try a rule on. */
export async function selectNewestLines(strapi: Core.Strapi, limit: number): Promise<TriedLine[]> {
  const rows: {
    id: number;
    number: string;
    position: number;
    booked_on: string;
    amount_vnd: number | string;
    memo: string | null;
  }[] = await strapi.db
    .connection('donations_lines as l')
    .join('donations_statements as s', 's.id', 'l.statement_id')
    .orderBy('l.id', 'desc')
    .limit(limit)
    .select('l.id', 's.number', 'l.position', 'l.booked_on', 'l.amount_vnd', 'l.memo');
  return rows.map((row) => ({
    id: Number(row.id),
    number: `${row.number}-${row.position}`,
    bookedOn: row.booked_on,
    amountVnd: Number(row.amount_vnd),
    memo: row.memo ?? '',
  }));
}
