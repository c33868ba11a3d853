import { databaseConfig, readEnvironment } from '@chung-tay/config';

export default () => databaseConfig(readEnvironment());
