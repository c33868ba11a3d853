import {
  fold,
  type PayerKind,
  type SlipInput,
  type SlipState,
  type Visibility,
} from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import { isPostgres, type Trx } from './rows';

export interface StoredSlip {
  readonly id: number;
  readonly number: string;
  readonly unitCode: string;
  readonly campaignCode: string;
  readonly receivedOn: string;
  readonly payerName: string;
  readonly payerKind: PayerKind;
  readonly visibility: Visibility;
  readonly amountVnd: number;
  readonly referenceCode: string | null;
  readonly note: string | null;
  readonly state: SlipState;
  readonly issuedBy: string;
  readonly issuedAtMs: number;
  readonly confirmedBy: string | null;
  readonly voidedBy: string | null;
  readonly voidedAtMs: number | null;
  readonly voidReason: string | null;
}

interface SlipRow {
  readonly [column: string]: string | number | null;
}

const textOf = (value: string | number | null | undefined) =>
  value === null || value === undefined ? null : String(value);

function stateOf(row: SlipRow): SlipState {
  if (row.voided_by !== null) return 'voided';
  return row.confirmed_by !== null ? 'posted' : (row.first_state as SlipState);
}

const slipFromRow = (row: SlipRow): StoredSlip => ({
  id: Number(row.id),
  number: String(row.number),
  unitCode: String(row.unit_code),
  campaignCode: String(row.campaign_code),
  receivedOn: String(row.received_on),
  payerName: String(row.payer_name),
  payerKind: row.payer_kind as PayerKind,
  visibility: row.visibility as Visibility,
  amountVnd: Number(row.amount_vnd),
  referenceCode: textOf(row.reference_code),
  note: textOf(row.note),
  state: stateOf(row),
  issuedBy: String(row.issued_by),
  issuedAtMs: Number(row.issued_at),
  confirmedBy: textOf(row.confirmed_by),
  voidedBy: textOf(row.voided_by),
  voidedAtMs: row.voided_at === null ? null : Number(row.voided_at),
  voidReason: textOf(row.void_reason),
});

type Db = Core.Strapi['db']['connection'] | Trx;

const slips = (db: Db) =>
  db('donations_slips as s')
    .leftJoin('donations_slip_steps as c', (join) =>
      join.on('c.slip_id', 's.id').andOnVal('c.event', 'confirmed'),
    )
    .leftJoin('donations_slip_steps as v', (join) =>
      join.on('v.slip_id', 's.id').andOnVal('v.event', 'voided'),
    )
    .select('s.*', 'c.actor as confirmed_by', 'v.actor as voided_by')
    .select('v.reason as void_reason', 'v.stepped_at as voided_at');

const likeLiteral = (text: string) => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

/** The newest slips, those before one if given; `q` looks in number, payer and code. */
export async function selectSlips(
  strapi: Core.Strapi,
  { q, before, limit }: { q: string; before: number | null; limit: number },
): Promise<StoredSlip[]> {
  const query = slips(strapi.db.connection).orderBy('s.id', 'desc').limit(limit);
  if (before !== null) query.where('s.id', '<', before);
  if (q !== '') query.whereRaw("s.search_text like ? escape '\\'", [`%${likeLiteral(fold(q))}%`]);
  const rows: SlipRow[] = await query;
  return rows.map(slipFromRow);
}

export async function selectSlip(db: Db, where: Readonly<Record<string, string | number>>) {
  const row: SlipRow | undefined = await slips(db).where(where).first();
  return row === undefined ? null : slipFromRow(row);
}

/** Loads a slip under the lock of its steps. SQLite's transactions exclude each other anyway. */
export async function lockSlip(strapi: Core.Strapi, trx: Trx, id: number) {
  if (isPostgres(strapi)) await trx('donations_slips').where({ id }).forUpdate().first('id');
  return selectSlip(trx, { 's.id': id });
}

/**
 * Takes the lock of a series and answers its last number. It is held until the transaction ends, so that a
 * slip that is given up leaves no gap.
 */
export async function lockSeries(
  strapi: Core.Strapi,
  trx: Trx,
  unitCode: string,
  year: number,
): Promise<number> {
  await trx('donations_slip_counters')
    .insert({ unit_code: unitCode, year, last: 0 })
    .onConflict(['unit_code', 'year'])
    .ignore();
  const query = trx('donations_slip_counters').where({ unit_code: unitCode, year });
  const row = await (isPostgres(strapi) ? query.forUpdate() : query).first('last');
  return Number(row.last);
}

export interface NewSlip extends SlipInput {
  readonly number: string;
  readonly year: number;
  readonly sequence: number;
  readonly requestKey: string;
  readonly firstState: SlipState;
  readonly issuedBy: string;
  readonly issuedAtMs: number;
}

/** Adds a slip as the next of its series, whose lock the caller holds; null when its key was used before. */
export async function insertSlip(trx: Trx, slip: NewSlip): Promise<number | null> {
  const rows: { id: number }[] = await trx('donations_slips')
    .insert({
      number: slip.number,
      unit_code: slip.unit,
      year: slip.year,
      sequence: slip.sequence,
      request_key: slip.requestKey,
      campaign_code: slip.campaign,
      received_on: slip.receivedOn,
      payer_name: slip.payerName,
      payer_kind: slip.payerKind,
      visibility: slip.visibility,
      amount_vnd: slip.amountVnd,
      reference_code: slip.referenceCode,
      note: slip.note,
      search_text: fold(`${slip.number} ${slip.payerName} ${slip.referenceCode ?? ''}`),
      first_state: slip.firstState,
      issued_by: slip.issuedBy,
      issued_at: slip.issuedAtMs,
    })
    .onConflict('request_key')
    .ignore()
    .returning('id');
  if (rows[0] === undefined) return null;
  await trx('donations_slip_counters')
    .where({ unit_code: slip.unit, year: slip.year })
    .update({ last: slip.sequence });
  return Number(rows[0].id);
}

export async function insertSlipStep(
  trx: Trx,
  step: {
    readonly slipId: number;
    readonly event: string;
    readonly actor: string;
    readonly reason: string | null;
  },
): Promise<void> {
  await trx('donations_slip_steps').insert({
    slip_id: step.slipId,
    event: step.event,
    actor: step.actor,
    reason: step.reason,
    stepped_at: Date.now(),
  });
}
