import { apiConfig } from '@chung-tay/config';

export default () => apiConfig();
