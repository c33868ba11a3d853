import {
  accept,
  fold,
  isSmsChannel,
  refuse,
  type Decision,
  type WalletChannel,
  type WalletRow,
} from '@chung-tay/domain';
import { cellsOf, headOf } from '../banks/read-file';
import { FileRefused, type CellRow } from '../banks/types';
import { namesOf } from '../banks/cells';
import { smsForm, walletForm, type WalletRole } from './columns';
import { isSuccessful, readSmsRow, readWalletRow, type Cells } from './row';

const rowsMax = 500_000;
const headerRowsMax = 40;

type Columns = Readonly<Partial<Record<WalletRole, number>>>;

/** The columns of a header row; null for a row that is none. */
function columnsIn(cells: readonly string[], channel: WalletChannel): Columns | null {
  const { columns, required } = isSmsChannel(channel) ? smsForm : walletForm;
  const names = cells.map((cell) => namesOf(cell).map((name) => fold(name)));
  const found: Partial<Record<WalletRole, number>> = {};
  for (const [role, words] of Object.entries(columns) as [WalletRole, readonly string[]][]) {
    const column = names.findIndex((cell) => cell.some((name) => words.includes(name)));
    if (column >= 0) found[role] = column;
  }
  return required.every((role) => found[role] !== undefined) ? found : null;
}

/** Reads the rows of a settlement file as they come, from its header row to its totals. */
class Reader {
  private columns: Columns | null = null;
  private position = 0;
  skipped = 0;

  constructor(private readonly channel: WalletChannel) {}

  get isUnderstood(): boolean {
    return this.columns !== null;
  }

  private refuseHeader(): never {
    const { required } = isSmsChannel(this.channel) ? smsForm : walletForm;
    throw new FileRefused(refuse('wallet-header-unknown', { columns: required.join(', ') }));
  }

  read({ number, cells }: CellRow): WalletRow | null {
    if (this.columns === null) {
      this.columns = columnsIn(cells, this.channel);
      if (this.columns === null && number > headerRowsMax) this.refuseHeader();
      return null;
    }
    const columns = this.columns;
    const at: Cells = {
      number,
      text: (role) => (cells[columns[role] ?? -1] ?? '').trim(),
    };
    const isEmpty = cells.every((cell) => cell.trim() === '');
    if (isEmpty || columnsIn(cells, this.channel) !== null) return null;
    if (!isSuccessful(at)) {
      this.skipped += 1;
      return null;
    }
    const row = isSmsChannel(this.channel) ? readSmsRow(at) : readWalletRow(at);
    if (row === null) return null;
    this.position += 1;
    if (this.position > rowsMax)
      throw new FileRefused(refuse('wallet-too-many-rows', { max: rowsMax }));
    return { ...row, position: this.position };
  }

  end(): void {
    if (this.columns === null) this.refuseHeader();
  }
}

/**
 * Streams the rows of a settlement file of a channel in batches of at most `size`; answers at its end how many
 * transactions were left out because they had not succeeded. Throws a `FileRefused`.
 */
export async function* walletRows(
  path: string,
  channel: WalletChannel,
  size: number,
): AsyncGenerator<WalletRow[], { readonly skipped: number }> {
  const cells = cellsOf(path, await headOf(path));
  if (!cells.ok) throw new FileRefused(cells);
  const reader = new Reader(channel);
  let batch: WalletRow[] = [];
  for await (const rows of cells.value) {
    for (const row of rows) {
      const read = reader.read(row);
      if (read !== null) batch.push(read);
      if (batch.length < size) continue;
      yield batch;
      batch = [];
    }
  }
  reader.end();
  if (batch.length > 0) yield batch;
  return { skipped: reader.skipped };
}

/** What a whole file says. */
export interface WalletReading {
  readonly rows: number;
  readonly gifts: number;
  readonly amountVnd: number;
  readonly feeVnd: number;
  readonly largestVnd: number;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly skipped: number;
}

const nothing: WalletReading = {
  ...{ rows: 0, gifts: 0, amountVnd: 0, feeVnd: 0, largestVnd: 0 },
  ...{ periodFrom: '', periodTo: '', skipped: 0 },
};

const addRow = (sum: WalletReading, row: WalletRow): WalletReading => ({
  ...sum,
  rows: sum.rows + 1,
  gifts: sum.gifts + row.gifts,
  amountVnd: sum.amountVnd + row.amountVnd,
  feeVnd: sum.feeVnd + row.feeVnd,
  largestVnd: Math.max(sum.largestVnd, row.amountVnd),
  periodFrom: sum.periodFrom === '' || row.paidOn < sum.periodFrom ? row.paidOn : sum.periodFrom,
  periodTo: row.paidOn > sum.periodTo ? row.paidOn : sum.periodTo,
});

/** Reads a file to its end; `look` sees each batch. A transaction that stands in it twice is refused. */
export async function readWalletFile(
  path: string,
  channel: WalletChannel,
  look: (rows: readonly WalletRow[]) => Promise<void>,
): Promise<Decision<WalletReading>> {
  const seen = new Set<string>();
  let reading = nothing;
  try {
    const batches = walletRows(path, channel, 500);
    for (let next = await batches.next(); ; next = await batches.next()) {
      if (next.done === true) return accept({ ...reading, skipped: next.value.skipped });
      for (const row of next.value) {
        if (seen.has(row.transactionId)) {
          const { position, transactionId: transaction } = row;
          return refuse('wallet-transaction-twice', { row: position, transaction });
        }
        seen.add(row.transactionId);
        reading = addRow(reading, row);
      }
      await look(next.value);
    }
  } catch (error) {
    if (error instanceof FileRefused) return error.refused;
    throw error;
  }
}
