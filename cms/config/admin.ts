import { adminConfig, readEnvironment, readSecrets } from '@chung-tay/config';
import { previewAddress } from '../src/api/newsroom/preview';

const environment = readEnvironment();
const secrets = readSecrets(environment.dataDir);

export default () =>
  adminConfig(environment, secrets, (uid, params) =>
    previewAddress(strapi, environment.publicSiteUrl, secrets.hintSecret, uid, params),
  );
