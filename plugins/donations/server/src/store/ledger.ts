import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import type { CodedDonation, LedgerFilter, LedgerRow } from '../types';

const cursorName = 'places';

interface LedgerDbRow {
  readonly seq: number;
  readonly index_in_entry: number;
  readonly received_on: string;
  readonly amount_vnd: string | number;
  readonly public_memo: string | null;
  readonly reference_code: string | null;
  readonly campaign_code: string;
  readonly source: string;
}

const ledgerRowFromRow = (row: LedgerDbRow): LedgerRow => ({
  seq: Number(row.seq),
  index: Number(row.index_in_entry),
  on: row.received_on,
  amountVnd: String(row.amount_vnd),
  memo: row.public_memo ?? '',
  ...(row.reference_code === null ? {} : { code: row.reference_code }),
  campaign: row.campaign_code,
  source: row.source,
});

const likeLiteral = (text: string) => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

function sealed(strapi: Core.Strapi, filter: LedgerFilter): Knex.QueryBuilder {
  const query = strapi.db
    .connection('donations_donations as d')
    .join('donations_places as p', 'p.entry_id', 'd.entry_id');
  if (filter.campaign !== null) query.where('d.campaign_code', filter.campaign);
  if (filter.from !== null) query.where('d.received_on', '>=', filter.from);
  if (filter.to !== null) query.where('d.received_on', '<=', filter.to);
  if (filter.minVnd !== null) query.where('d.amount_vnd', '>=', filter.minVnd);
  if (filter.maxVnd !== null) query.where('d.amount_vnd', '<=', filter.maxVnd);
  if (filter.code !== null) {
    // The code form has no sign that LIKE or JSON would read otherwise.
    query.whereRaw('(d.reference_code = ? or (d.code_count > 1 and d.memo_codes like ?))', [
      filter.code,
      `%"${filter.code}"%`,
    ]);
  } else if (filter.q !== null) {
    query.whereRaw("d.search_text like ? escape '\\'", [`%${likeLiteral(filter.q)}%`]);
  }
  return query;
}

const shown = [
  'p.seq',
  'd.index_in_entry',
  'd.received_on',
  'd.amount_vnd',
  'd.public_memo',
  'd.reference_code',
  'd.campaign_code',
  'd.source',
];

/** One page, newest place first. */
export async function selectLedger(
  strapi: Core.Strapi,
  filter: LedgerFilter,
  after: { readonly seq: number; readonly index: number } | null,
  limit: number,
): Promise<LedgerRow[]> {
  const query = sealed(strapi, filter)
    .orderBy([
      { column: 'p.seq', order: 'desc' },
      { column: 'd.index_in_entry', order: 'desc' },
    ])
    .limit(limit)
    .select(shown);
  if (after !== null) {
    query.whereRaw('(p.seq, d.index_in_entry) < (?, ?)', [after.seq, after.index]);
  }
  const rows: LedgerDbRow[] = await query;
  return rows.map(ledgerRowFromRow);
}

export async function sumLedger(
  strapi: Core.Strapi,
  filter: LedgerFilter,
): Promise<{ count: number; amountVnd: string }> {
  const [row] = await sealed(strapi, filter).select(
    strapi.db.connection.raw(
      'count(*) as count, cast(coalesce(sum(d.amount_vnd), 0) as text) as amount_vnd',
    ),
  );
  return { count: Number(row.count), amountVnd: String(row.amount_vnd) };
}

export async function selectLedgerRow(
  strapi: Core.Strapi,
  seq: number,
  index: number,
): Promise<LedgerRow | null> {
  const row: LedgerDbRow | undefined = await strapi.db
    .connection('donations_donations as d')
    .join('donations_places as p', 'p.entry_id', 'd.entry_id')
    .where({ 'p.seq': seq, 'd.index_in_entry': index })
    .first(shown);
  return row === undefined ? null : ledgerRowFromRow(row);
}

export async function ensureCursor(strapi: Core.Strapi): Promise<void> {
  await strapi.db
    .connection('donations_cursors')
    .insert({ name: cursorName, seq: 0 })
    .onConflict('name')
    .ignore();
}

export async function selectCursor(strapi: Core.Strapi): Promise<number> {
  const row = await strapi.db
    .connection('donations_cursors')
    .where({ name: cursorName })
    .first('seq');
  return Number(row?.seq ?? 0);
}

/** Writes the places of entries and moves the cursor, together; another process may have been faster. */
export async function insertPlaces(
  strapi: Core.Strapi,
  from: number,
  to: number,
  places: readonly { readonly entryId: number; readonly seq: number }[],
): Promise<void> {
  await strapi.db.transaction(async ({ trx }) => {
    const moved = await trx('donations_cursors')
      .where({ name: cursorName, seq: from })
      .update({ seq: to });
    if (moved !== 1 || places.length === 0) return;
    const rows = places.map(({ entryId, seq }) => ({ entry_id: entryId, seq }));
    for (let start = 0; start < rows.length; start += 200) {
      await trx('donations_places')
        .insert(rows.slice(start, start + 200))
        .onConflict('entry_id')
        .ignore();
    }
  });
}

/** Donations of the given entries whose memo holds a code. */
export async function selectCoded(
  strapi: Core.Strapi,
  entryIds: readonly number[],
): Promise<CodedDonation[]> {
  const found: CodedDonation[] = [];
  for (let start = 0; start < entryIds.length; start += 200) {
    const rows = await strapi.db
      .connection('donations_donations')
      .whereIn('entry_id', entryIds.slice(start, start + 200))
      .where('code_count', '>', 0)
      .orderBy('id')
      .select(
        'id',
        'entry_id',
        'number',
        'memo_codes',
        'amount_vnd',
        'campaign_code',
        'received_on',
      );
    for (const row of rows) {
      found.push({
        id: Number(row.id),
        entryId: Number(row.entry_id),
        number: row.number,
        memoCodes: JSON.parse(row.memo_codes) as string[],
        amountVnd: Number(row.amount_vnd),
        campaignCode: row.campaign_code,
        receivedOn: row.received_on,
      });
    }
  }
  return found;
}
