const { mkdirSync } = require('node:fs');
const path = require('node:path');
const { createStrapi } = require('@strapi/strapi');
const { readEnvironment } = require('@chung-tay/config');

async function serve() {
  const environment = readEnvironment();
  mkdirSync(path.join(environment.dataDir, 'public', 'uploads'), { recursive: true });
  process.chdir(__dirname);
  const strapi = await createStrapi({
    appDir: __dirname,
    distDir: __dirname,
    serveAdminPanel: false,
  }).load();
  strapi.server.listen(environment.cmsPort, environment.host);
}

serve().catch((error) => {
  console.error(error);
  process.exit(1);
});
