import type { Core } from '@strapi/strapi';
import type { StoredLine } from './lines';
import type { Trx } from './rows';

export const isTied = async (
  db: Core.Strapi['db']['connection'] | Trx,
  lineId: number,
): Promise<boolean> =>
  (await db('donations_refunds').where({ line_id: lineId }).first('id')) !== undefined;

export async function insertRefund(
  trx: Trx,
  refund: {
    readonly lineId: number;
    readonly donationId: number;
    readonly reversalNumber: string;
    readonly actor: string;
  },
): Promise<void> {
  await trx('donations_refunds').insert({
    line_id: refund.lineId,
    donation_id: refund.donationId,
    reversal_number: refund.reversalNumber,
    actor: refund.actor,
    tied_at: Date.now(),
  });
}

export interface RefundCandidate {
  readonly number: string;
  readonly receivedOn: string;
  readonly amountVnd: string;
  readonly memo: string;
  readonly reference: string;
  readonly counterparty: string;
  /** What speaks for it, beside the amount. */
  readonly signs: readonly ('reference' | 'counterparty')[];
}

interface CandidateRow {
  readonly number: string;
  readonly received_on: string;
  readonly amount_vnd: string | number;
  readonly memo: string | null;
  readonly reference: string | null;
  readonly counterparty: string | null;
}

const squeezed = (text: string) => text.replace(/\s+/g, '').toLowerCase();

/** Whether the memo of a refund repeats the reference under which the gift was booked. */
function signsOf(line: StoredLine, row: CandidateRow): RefundCandidate['signs'] {
  const reference = squeezed(row.reference ?? '');
  const counterparty = squeezed(row.counterparty ?? '');
  const said = squeezed(`${line.memo} ${line.reference}`);
  const signs: RefundCandidate['signs'][number][] = [];
  if (reference.length >= 4 && said.includes(reference)) signs.push('reference');
  if (counterparty !== '' && counterparty === squeezed(line.counterparty)) {
    signs.push('counterparty');
  }
  return signs;
}

/** Standing donations of the account that a refund of this amount may give back, the newest first. */
export async function selectCandidates(
  strapi: Core.Strapi,
  line: StoredLine,
  sinceDay: string,
  limit: number,
): Promise<RefundCandidate[]> {
  const rows: CandidateRow[] = await strapi.db
    .connection('donations_donations as d')
    .join('donations_lines as l', 'l.id', 'd.line_id')
    .where({ 'd.amount_vnd': -line.amountVnd, 'l.account_number': line.accountNumber })
    .where('d.received_on', '<=', line.bookedOn)
    .where('d.received_on', '>=', sinceDay)
    .whereNotExists(
      strapi.db
        .connection('donations_donations as r')
        .whereRaw('r.reverses_id = d.id')
        .select(strapi.db.connection.raw('1')),
    )
    .orderBy([
      { column: 'd.received_on', order: 'desc' },
      { column: 'd.id', order: 'desc' },
    ])
    .limit(limit)
    .select('d.number', 'd.received_on', 'd.amount_vnd', 'l.memo', 'l.reference', 'l.counterparty');
  return rows.map((row) => ({
    number: row.number,
    receivedOn: row.received_on,
    amountVnd: String(row.amount_vnd),
    memo: row.memo ?? '',
    reference: row.reference ?? '',
    counterparty: row.counterparty ?? '',
    signs: signsOf(line, row),
  }));
}
