// Strapi writes into the attributes it is given: each needs an object of its own.
const word = () => ({ type: 'string' });
const big = () => ({ type: 'biginteger' });

/** Cells and the cursor: derived rows that a recomputation can always make again. */
export const models = [
  {
    uid: 'plugin::statistics.cell',
    singularName: 'statistics-cell',
    tableName: 'statistics_cells',
    attributes: {
      id: { type: 'increments' },
      cellKey: { type: 'text' },
      measure: word(),
      kind: word(),
      channel: word(),
      campaign: word(),
      unit: word(),
      locality: word(),
      donorKind: word(),
      origin: word(),
      onDay: word(),
      amountVnd: big(),
      recordCount: big(),
    },
    indexes: [{ name: 'statistics_cells_key_uq', columns: ['cell_key'], type: 'unique' }],
    foreignKeys: [],
    lifecycles: {},
  },
  {
    uid: 'plugin::statistics.cursor',
    singularName: 'statistics-cursor',
    tableName: 'statistics_cursors',
    attributes: {
      id: { type: 'increments' },
      name: word(),
      seq: { type: 'integer' },
      asOf: word(),
    },
    indexes: [{ name: 'statistics_cursors_name_uq', columns: ['name'], type: 'unique' }],
    foreignKeys: [],
    lifecycles: {},
  },
  // What was published as open data, for good: the database refuses changes.
  {
    uid: 'plugin::statistics.open-day',
    singularName: 'statistics-open-day',
    tableName: 'statistics_open_days',
    attributes: {
      id: { type: 'increments' },
      onDay: word(),
      fromSeq: { type: 'integer' },
      seq: { type: 'integer' },
      head: word(),
      asOf: word(),
      manifestHash: word(),
    },
    indexes: [{ name: 'statistics_open_days_day_uq', columns: ['on_day'], type: 'unique' }],
    foreignKeys: [],
    lifecycles: {},
  },
];
