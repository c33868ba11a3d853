// Strapi writes into the attributes it is given: each needs an object of its own.
const word = () => ({ type: 'string' });
const text = () => ({ type: 'text' });
const whole = () => ({ type: 'integer' });
const big = () => ({ type: 'biginteger' });

/** Tables that only machines own. */
export const models = [
  {
    // The rows of an uploaded file until they are posted or the file is rejected.
    uid: 'plugin::donations.staged-row',
    singularName: 'donations-staged-row',
    tableName: 'donations_staged_rows',
    attributes: {
      id: { type: 'increments' },
      uploadKey: word(),
      position: whole(),
      bookedOn: word(),
      bookedAt: word(),
      valueOn: word(),
      amountVnd: big(),
      balanceVnd: big(),
      reference: text(),
      counterparty: text(),
      memo: text(),
      class: word(),
      baseKey: word(),
      ordinal: whole(),
      publicMemo: text(),
      searchText: text(),
      memoCodes: text(),
      referenceCode: word(),
      codeCount: whole(),
      stagedAt: big(),
    },
    indexes: [
      { name: 'donations_staged_place_uq', columns: ['upload_key', 'position'], type: 'unique' },
    ],
    foreignKeys: [],
    lifecycles: {},
  },
  {
    // Which place of the journal each entry of donations has, as far as it is sealed: the public ledger
    // shows nothing else. With the bounds of its rows: where all agree their value, else `*`.
    uid: 'plugin::donations.place',
    singularName: 'donations-place',
    tableName: 'donations_places',
    attributes: {
      id: { type: 'increments' },
      entryId: whole(),
      seq: whole(),
      rowCount: whole(),
      firstOn: word(),
      lastOn: word(),
      minVnd: big(),
      maxVnd: big(),
      campaignCode: word(),
      accountNumber: word(),
      source: word(),
    },
    indexes: [
      { name: 'donations_places_entry_uq', columns: ['entry_id'], type: 'unique' },
      { name: 'donations_places_seq_uq', columns: ['seq'], type: 'unique' },
    ],
    foreignKeys: [],
    lifecycles: {},
  },
  {
    // What arrived by day, campaign, account and source, up to the watermark of the ledger: totals of the
    // common filters without counting millions of rows.
    uid: 'plugin::donations.cell',
    singularName: 'donations-cell',
    tableName: 'donations_cells',
    attributes: {
      id: { type: 'increments' },
      cellKey: text(),
      onDay: word(),
      campaignCode: word(),
      accountNumber: word(),
      source: word(),
      rowCount: big(),
      amountVnd: big(),
    },
    indexes: [{ name: 'donations_cells_key_uq', columns: ['cell_key'], type: 'unique' }],
    foreignKeys: [],
    lifecycles: {},
  },
  {
    uid: 'plugin::donations.cursor',
    singularName: 'donations-cursor',
    tableName: 'donations_cursors',
    attributes: { id: { type: 'increments' }, name: word(), seq: whole(), asOf: word() },
    indexes: [{ name: 'donations_cursors_name_uq', columns: ['name'], type: 'unique' }],
    foreignKeys: [],
    lifecycles: {},
  },
  {
    // Booked lines whose donation waits for a second person, and what became of them.
    uid: 'plugin::donations.hold',
    singularName: 'donations-hold',
    tableName: 'donations_holds',
    attributes: {
      id: { type: 'increments' },
      lineId: whole(),
      statementId: whole(),
      accountNumber: word(),
      campaignCode: word(),
      unitCode: word(),
      amountVnd: big(),
      bookedOn: word(),
      reason: word(),
      state: word(),
      acceptedBy: word(),
      decidedBy: word(),
      heldAt: big(),
      decidedAt: big(),
      version: whole(),
    },
    indexes: [
      { name: 'donations_holds_line_uq', columns: ['line_id'], type: 'unique' },
      { name: 'donations_holds_state_ix', columns: ['state', 'id'] },
      { name: 'donations_holds_statement_ix', columns: ['statement_id', 'state'] },
    ],
    foreignKeys: [],
    lifecycles: {},
  },
  {
    // What people said a line really is, one row per step; the last one counts.
    uid: 'plugin::donations.reclassification',
    singularName: 'donations-reclassification',
    tableName: 'donations_reclassifications',
    attributes: {
      id: { type: 'increments' },
      lineId: whole(),
      statementId: whole(),
      fromClass: word(),
      toClass: word(),
      amountVnd: big(),
      reason: text(),
      actor: word(),
      entryId: whole(),
      reclassifiedAt: big(),
    },
    indexes: [
      { name: 'donations_reclass_line_ix', columns: ['line_id', 'id'] },
      { name: 'donations_reclass_statement_ix', columns: ['statement_id'] },
    ],
    foreignKeys: [],
    lifecycles: {},
  },
  {
    // Which debit of the bank gave which donation back.
    uid: 'plugin::donations.refund',
    singularName: 'donations-refund',
    tableName: 'donations_refunds',
    attributes: {
      id: { type: 'increments' },
      lineId: whole(),
      donationId: whole(),
      reversalNumber: word(),
      actor: word(),
      tiedAt: big(),
    },
    indexes: [
      { name: 'donations_refunds_line_uq', columns: ['line_id'], type: 'unique' },
      { name: 'donations_refunds_donation_uq', columns: ['donation_id'], type: 'unique' },
    ],
    foreignKeys: [],
    lifecycles: {},
  },
  {
    // The rules of classification; a retired one is kept.
    uid: 'plugin::donations.line-rule',
    singularName: 'donations-line-rule',
    tableName: 'donations_line_rules',
    attributes: {
      id: { type: 'increments' },
      place: whole(),
      class: word(),
      direction: word(),
      match: word(),
      phrases: text(),
      note: text(),
      state: word(),
      changedBy: word(),
      changedAt: big(),
      version: whole(),
    },
    indexes: [{ name: 'donations_line_rules_place_ix', columns: ['state', 'place'] }],
    foreignKeys: [],
    lifecycles: {},
  },
  {
    // Days of which two files of one account tell differently, until a person has looked.
    uid: 'plugin::donations.day-difference',
    singularName: 'donations-day-difference',
    tableName: 'donations_day_differences',
    attributes: {
      id: { type: 'increments' },
      accountNumber: word(),
      onDay: word(),
      statementId: whole(),
      bookedCount: whole(),
      fileCount: whole(),
      freshCount: whole(),
      state: word(),
      note: text(),
      closedBy: word(),
      foundAt: big(),
      closedAt: big(),
      version: whole(),
    },
    indexes: [
      {
        name: 'donations_differences_day_uq',
        columns: ['statement_id', 'on_day'],
        type: 'unique',
      },
      { name: 'donations_differences_state_ix', columns: ['state', 'id'] },
    ],
    foreignKeys: [],
    lifecycles: {},
  },
];

export const appendOnlyTables = [
  'donations_lines',
  'donations_donations',
  'donations_reclassifications',
  'donations_refunds',
];
