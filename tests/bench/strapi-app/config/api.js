const config = require('@chung-tay/config');
const environment = config.readEnvironment();
module.exports = config.apiConfig(environment, config.readSecrets(environment.dataDir));
