const { middlewaresConfig, readEnvironment } = require('@chung-tay/config');

// The same stack as ours, without what is only ours.
module.exports = middlewaresConfig(readEnvironment()).filter(
  (middleware) => typeof middleware !== 'string' || middleware.startsWith('strapi::'),
);
