const config = require('@chung-tay/config');
const environment = config.readEnvironment();
module.exports = config.serverConfig(environment, config.readSecrets(environment.dataDir));
