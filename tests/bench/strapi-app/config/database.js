const config = require('@chung-tay/config');
const environment = config.readEnvironment();
module.exports = config.databaseConfig(environment, config.readSecrets(environment.dataDir));
