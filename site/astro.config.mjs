import node from '@astrojs/node';
import { defineConfig } from 'astro/config';

// The traps behind these settings stand in docs/upgrade-watch.md.
export default defineConfig({
  output: 'server',
  adapter: node({ mode: 'middleware', experimentalDisableStreaming: true }),
  trailingSlash: 'never',
  build: { format: 'file', inlineStylesheets: 'never', assets: 'tai-nguyen' },
  compressHTML: true,
  session: false,
  image: { service: { entrypoint: 'astro/assets/services/noop' } },
  devToolbar: { enabled: false },
  // Nobody is logged in and no cookie exists, so a foreign form can do nothing that its sender could not do
  // alone; the check would refuse real donors behind proxies.
  security: { checkOrigin: false },
  vite: {
    build: { assetsInlineLimit: 0 },
    // Read at run time: the settings of the machine, not of the build.
    ssr: { external: ['@chung-tay/config'] },
  },
});
