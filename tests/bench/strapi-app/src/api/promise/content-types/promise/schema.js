// The same attributes as our pledge, so that both write as much.
const {
  attributes,
} = require('../../../../../../../../plugins/pledges/server/src/content-types/pledge/schema.json');

const unique = { column: { unique: true } };

module.exports = {
  kind: 'collectionType',
  collectionName: 'promises',
  info: { singularName: 'promise', pluralName: 'promises', displayName: 'Promise' },
  options: { draftAndPublish: false },
  attributes: {
    ...attributes,
    code: { ...attributes.code, maxLength: 40, ...unique },
    idempotencyKey: { ...attributes.idempotencyKey, ...unique },
    tokenHash: { ...attributes.tokenHash, ...unique },
  },
};
