import { readEnvironment, readSecrets, serverConfig } from '@chung-tay/config';

const environment = readEnvironment();

export default () => serverConfig(environment, readSecrets(environment.dataDir));
