const { factories } = require('@strapi/strapi');
module.exports = factories.createCoreController('api::promise.promise', () => ({
  async empty(ctx) {
    ctx.body = {};
  },
}));
