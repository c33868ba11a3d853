import { adminConfig, readEnvironment, readSecrets } from '@chung-tay/config';

const environment = readEnvironment();

export default () => adminConfig(environment, readSecrets(environment.dataDir));
