// Strapi writes into the attributes it is given: each needs an object of its own.
const word = () => ({ type: 'string' });

/** How officers said that files of unknown layouts are read. */
export const templateModels = [
  {
    uid: 'plugin::donations.statement-template',
    singularName: 'donations-statement-template',
    tableName: 'donations_statement_templates',
    attributes: {
      id: { type: 'increments' },
      name: word(),
      headerKey: word(),
      /** The same key while the template is active: a header has one active template. */
      activeKey: word(),
      mapping: { type: 'text' },
      state: word(),
      savedBy: word(),
      savedAt: { type: 'biginteger' },
      retiredBy: word(),
      version: { type: 'integer' },
    },
    indexes: [{ name: 'donations_templates_key_uq', columns: ['active_key'], type: 'unique' }],
    foreignKeys: [],
    lifecycles: {},
  },
];
