const { factories } = require('@strapi/strapi');
module.exports = factories.createCoreRouter('api::promise.promise', {
  config: { create: { auth: false } },
  only: ['create'],
});
