// Strapi writes into the attributes it is given: each needs an object of its own.
const word = () => ({ type: 'string' });
const text = () => ({ type: 'text' });
const whole = () => ({ type: 'integer' });
const big = () => ({ type: 'biginteger' });

const model = (name: string, attributes: object, indexes: readonly object[]) => ({
  uid: `plugin::donations.${name}`,
  singularName: `donations-${name}`,
  tableName: `donations_${name.replaceAll('-', '_')}s`,
  attributes: { id: { type: 'increments' }, ...attributes },
  indexes,
  foreignKeys: [],
  lifecycles: {},
});
const unique = (name: string, ...columns: string[]) => ({ name, columns, type: 'unique' });
const index = (name: string, ...columns: string[]) => ({ name, columns, type: null });

/** The tables of the doors besides statements: slips of a counter, files of wallets and SMS numbers. */
export const doorModels = [
  // The last number of each series; its row is the lock under which a number is given.
  model('slip-counter', { unitCode: word(), year: whole(), last: whole() }, [
    unique('donations_slip_counters_uq', 'unit_code', 'year'),
  ]),
  model(
    'slip',
    {
      number: word(),
      unitCode: word(),
      year: whole(),
      sequence: whole(),
      requestKey: word(),
      campaignCode: word(),
      receivedOn: word(),
      payerName: text(),
      payerKind: word(),
      visibility: word(),
      amountVnd: big(),
      referenceCode: word(),
      note: text(),
      searchText: text(),
      firstState: word(),
      issuedBy: word(),
      issuedAt: big(),
    },
    [
      unique('donations_slips_number_uq', 'number'),
      unique('donations_slips_series_uq', 'unit_code', 'year', 'sequence'),
      unique('donations_slips_key_uq', 'request_key'),
    ],
  ),
  // What happened to a slip afterwards: the slip itself never changes.
  model(
    'slip-step',
    { slipId: whole(), event: word(), actor: word(), reason: text(), steppedAt: big() },
    [unique('donations_slip_steps_uq', 'slip_id', 'event')],
  ),
  model(
    'wallet-file',
    {
      number: word(),
      channel: word(),
      fileName: text(),
      digest: word(),
      activeDigest: word(),
      campaignCode: word(),
      unitCode: word(),
      periodFrom: word(),
      periodTo: word(),
      rowCount: whole(),
      giftCount: big(),
      amountVnd: big(),
      feeVnd: big(),
      largestVnd: big(),
      knownCount: whole(),
      skippedCount: whole(),
      postedThrough: whole(),
      state: word(),
      reason: text(),
      uploadedBy: word(),
      decidedBy: word(),
      uploadedAt: big(),
      version: whole(),
    },
    [
      unique('donations_wallet_files_digest_uq', 'active_digest'),
      index('donations_wallet_files_state_ix', 'state', 'id'),
    ],
  ),
  // Transactions that were booked. The phone stays here: no public column holds it.
  model(
    'wallet-row',
    {
      fileId: whole(),
      position: whole(),
      channel: word(),
      transactionId: word(),
      paidOn: word(),
      paidAt: word(),
      amountVnd: big(),
      feeVnd: big(),
      phone: word(),
      note: text(),
      publicMemo: text(),
      searchText: text(),
      memoCodes: text(),
      codeCount: whole(),
      referenceCode: word(),
      entryId: whole(),
    },
    [
      unique('donations_wallet_rows_transaction_uq', 'channel', 'transaction_id'),
      unique('donations_wallet_rows_place_uq', 'file_id', 'position'),
    ],
  ),
];

export const doorAppendOnlyTables = [
  ...['donations_slips', 'donations_slip_steps', 'donations_wallet_rows'],
];
