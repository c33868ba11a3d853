import { middlewaresConfig, readEnvironment } from '@chung-tay/config';

export default () => middlewaresConfig(readEnvironment());
