import { loggerConfig, readEnvironment } from '@chung-tay/config';

export default () => loggerConfig(readEnvironment());
