const config = require('@chung-tay/config');
const environment = config.readEnvironment();
module.exports = config.adminConfig(environment, config.readSecrets(environment.dataDir));
