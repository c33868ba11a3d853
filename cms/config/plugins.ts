import { pluginsConfig, readEnvironment, readSecrets } from '@chung-tay/config';

const environment = readEnvironment();

export default () => pluginsConfig(environment, readSecrets(environment.dataDir));
