import { csvLine, type LedgerFilter } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import { selectSlice } from '../store/ledger';
import { selectSliceEnd } from '../store/ledger-places';
import { isPostgres } from '../store/rows';
import type { LedgerRow } from '../types';

const header = [
  ...['seq', 'index', 'number', 'day', 'amount_vnd', 'name', 'memo', 'code', 'campaign', 'account'],
  ...['source', 'statement', 'reverses', 'reversed_by', 'reversed_on', 'reason_code', 'reason'],
];

// An entry holds a thousand rows at most: so many rows are in memory at a time.
const sliceEntries = (strapi: Core.Strapi) => (isPostgres(strapi) ? 5 : 2);

const placeText = (place: { seq: number; index: number } | undefined) =>
  place === undefined ? null : `${place.seq}/${place.index}`;

const cellsOf = (row: LedgerRow) => [
  ...[row.seq, row.index, row.number, row.on, Number(row.amountVnd), row.name ?? null, row.memo],
  ...[row.code ?? null, row.campaign, row.account ?? null, row.source],
  ...[row.statement?.number ?? null, placeText(row.reverses), placeText(row.reversedBy)],
  row.reversedBy?.on ?? null,
  ...[(row.reverses ?? row.reversedBy)?.reasonCode ?? null],
  ...[(row.reverses ?? row.reversedBy)?.reason ?? null],
];

/**
 * The rows of a filter up to a watermark as lines of CSV (RFC 4180, UTF-8 with a mark), in the order of the
 * journal; `show` takes away what is not public of an account. Nothing is read before it is asked for, and no transaction is held: sealed rows do not change.
 */
export async function* ledgerLines(
  strapi: Core.Strapi,
  filter: LedgerFilter,
  seq: number,
  show: (row: LedgerRow) => LedgerRow,
): AsyncGenerator<string> {
  yield `\ufeff${csvLine(header)}`;
  for (let after = 0; after < seq;) {
    const until = await selectSliceEnd(strapi, after, seq, sliceEntries(strapi));
    const rows = await selectSlice(strapi, filter, after, until, seq);
    if (rows.length > 0) yield rows.map((row) => csvLine(cellsOf(show(row)))).join('');
    after = until;
  }
}
