/** How far settlement has come in the journal. */
export const models = [
  {
    uid: 'plugin::pledges.cursor',
    singularName: 'pledges-cursor',
    tableName: 'pledges_cursors',
    attributes: {
      id: { type: 'increments' },
      name: { type: 'string' },
      seq: { type: 'integer' },
    },
    indexes: [{ name: 'pledges_cursors_name_uq', columns: ['name'], type: 'unique' }],
    foreignKeys: [],
    lifecycles: {},
  },
];
