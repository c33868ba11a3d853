// `npm run bench`: builds what changed and measures the hot paths; `npm run bench -- newsroom` one part of
// them. See README.md.
import path from 'node:path';
import { build, ensureInstalled, pinnedNode, root, run } from './prepare.mjs';
import { commandOf, installPackages } from './system-packages.mjs';

const sections = process.argv.slice(2);
await ensureInstalled();
await build();
if (sections.length === 0 || sections.includes('newsroom')) {
  // A static page is held against nginx, under a load generator that leaves the processors to both.
  const lacking = ['nginx', 'wrk'].filter((name) => commandOf(name) === undefined);
  if (lacking.length > 0) {
    console.log(`Installing ${lacking.join(' and ')} with the package manager of the system …`);
    await installPackages(
      ...lacking.map((name) => (name === 'nginx' ? 'nginx-light' : name)),
    ).catch((error) => console.log(String(error.message).split('\n')[0]));
  }
}
await run(pinnedNode, [path.join(root, 'tests', 'bench', 'main.ts'), ...sections], {
  loud: true,
  env: {
    NGINX_PATH: commandOf('nginx') ?? '',
    WRK_PATH: commandOf('wrk') ?? '',
  },
}).catch(() => {
  process.exitCode = 1;
});
